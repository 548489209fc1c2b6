// The rules BTCUSDT is traded by in the parts that are measured alone: those of the examples.
import { join } from 'node:path';
import { packageRoot } from '../../app/package-root.ts';
import { ruleAt } from '../../backtest/data/dated-rules.ts';
import { readInstruments } from '../../backtest/data/instruments-file.ts';
import { readLeverageBrackets } from '../../backtest/data/leverage-brackets-file.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';

export const SYMBOL = 'BTCUSDT';

export interface BenchRules {
  readonly instrument: Instrument;
  readonly brackets: LeverageBrackets;
}

export async function benchRules(): Promise<BenchRules> {
  const examples = join(packageRoot(), 'config', 'examples');
  const instruments = await readInstruments(join(examples, 'instruments.json'), [SYMBOL]);
  const { bySymbol } = await readLeverageBrackets(join(examples, 'leverage-brackets.json'), [SYMBOL]);
  const [instrument, brackets] = [instruments.get(SYMBOL), bySymbol.get(SYMBOL)];
  if (instrument === undefined || brackets === undefined) throw new Error(`the examples have no rules of ${SYMBOL}`);
  return { instrument: ruleAt(instrument, 0), brackets: ruleAt(brackets, 0) };
}
