import { expect, test } from 'vitest';
import { openWorkshop, strategyText, syntheticConfig } from './workshop.ts';

const files = { 'strategy.ts': strategyText('return EMPTY;') };

test.each([
  [
    'account: { leverage: 400 }',
    { leverage: 400 },
    /account\.leverage: found 400, the brackets of BTCUSDT allow at most \d+/,
  ],
  [
    'a symbol’s own leverage',
    { symbols: { BTCUSDT: { leverage: 400 } } },
    /account\.symbols\.BTCUSDT\.leverage: found 400, the brackets of BTCUSDT allow at most \d+/,
  ],
] as const)('%s beyond the rules is a complaint with its place, not a crash', async (_name, account, expected) => {
  const problem = await openWorkshop({ ...syntheticConfig(), account }, files).problem();
  expect(problem).toMatch(expected);
  expect(problem).toMatch(/^run\.yaml:\d+:\d+: /);
});
