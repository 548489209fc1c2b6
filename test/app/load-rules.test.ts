import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../../app/load-rules.ts';
import { openWorkshop, EXAMPLES } from './workshop.ts';

const INSTRUMENTS = `${EXAMPLES}/instruments.json`;
const BRACKETS = `${EXAMPLES}/leverage-brackets.json`;
const JANUARY = Date.UTC(2025, 0, 1);
const MARCH = Date.UTC(2025, 2, 1);

/** The instruments of the examples, BTCUSDT with a finer tick from February on. */
function datedInstruments(): string {
  const text = readFileSync(INSTRUMENTS, 'utf8');
  const { symbols } = JSON.parse(text) as { symbols: readonly { symbol: string }[] };
  const [bitcoin] = symbols.filter(({ symbol }) => symbol === 'BTCUSDT');
  const later = JSON.parse(JSON.stringify(bitcoin).replace('"tickSize":"0.1"', '"tickSize":"0.01"')) as object;
  const { write } = openWorkshop({});
  return write('dated.json', JSON.stringify({ symbols: [...symbols, { ...later, validFrom: '2025-02-01' }] }));
}

describe('the rules of a run', () => {
  test('are those of the symbols, in their order', async () => {
    const { instruments, brackets, notes, assumed } = await loadRules(
      { instruments: INSTRUMENTS, brackets: BRACKETS },
      ['ETHUSDT', 'BTCUSDT'],
      JANUARY,
    );
    expect([...instruments.keys()]).toEqual(['ETHUSDT', 'BTCUSDT']);
    expect([...brackets.keys()]).toEqual(['ETHUSDT', 'BTCUSDT']);
    expect({ notes, assumed }).toEqual({
      notes: [],
      assumed: 'one set of instruments and leverage brackets over the whole run',
    });
  });

  test('are those in force at the start, and the result says so', async () => {
    const files = { instruments: datedInstruments(), brackets: BRACKETS };
    const [early, late] = [await loadRules(files, ['BTCUSDT'], JANUARY), await loadRules(files, ['BTCUSDT'], MARCH)];
    const tickOf = ({ instruments }: typeof early) => instruments.get('BTCUSDT')?.priceTick.toString();
    expect([tickOf(early), tickOf(late)]).toEqual(['0.1', '0.01']);
    expect(late.assumed).toBe(
      'the set of 2025-03-01T00:00:00Z of instruments over the whole run, leverage brackets: one set',
    );
    expect(late.rulesHash).not.toBe(early.rulesHash);
  });

  test('have a hash of what is used, not of the file', async () => {
    const [one, dated, without] = [
      await loadRules({ instruments: INSTRUMENTS, brackets: BRACKETS }, ['BTCUSDT'], JANUARY),
      await loadRules({ instruments: datedInstruments(), brackets: BRACKETS }, ['BTCUSDT'], JANUARY),
      await loadRules({ instruments: INSTRUMENTS, brackets: 'none' }, ['BTCUSDT'], JANUARY),
    ];
    expect(dated.rulesHash).toBe(one.rulesHash);
    expect(without.rulesHash).not.toBe(one.rulesHash);
  });

  test('owe no maintenance margin where there are no brackets', async () => {
    const { brackets } = await loadRules({ instruments: INSTRUMENTS, brackets: 'none' }, ['BTCUSDT'], JANUARY);
    expect(brackets.get('BTCUSDT')?.map(({ maintenanceRatio }) => maintenanceRatio.toNumber())).toEqual([0]);
  });
});
