// refusals.csv: one line a no of ours or the venue's, a clip or a drop; the first of each code and outcome.
import type { Operands } from '../../engine/domain/refusal.ts';
import { type CsvColumn, csvChunks } from './csv-table.ts';
import type { RefusalRow } from './run-outcome.ts';
import { createTimeText } from './time-text.ts';

export function refusalsCsv(refusals: readonly RefusalRow[]): Generator<string> {
  return csvChunks(refusalColumns(), refusals);
}

/** The columns in their order; docs/results.md explains each. */
export function refusalColumns(): readonly CsvColumn<RefusalRow>[] {
  const timeText = createTimeText();
  return [
    ['time', (row) => timeText(row.time)],
    ['outcome', (row) => row.outcome],
    ['code', (row) => row.code],
    ['by', (row) => row.by],
    ['strategyId', (row) => row.strategyId],
    ['symbol', (row) => row.symbol],
    ['ref', (row) => row.ref],
    ['intent', (row) => row.intent],
    ['operands', (row) => operandsText(row.operands)],
    ['message', (row) => row.message],
  ];
}

/** `asked=2 most=1`: the figures it was decided by; null where there are none. */
export function operandsText(operands: Operands): string | null {
  const texts = Object.entries(operands).map(([name, value]) => `${name}=${String(value)}`);
  return texts.length === 0 ? null : texts.join(' ');
}
