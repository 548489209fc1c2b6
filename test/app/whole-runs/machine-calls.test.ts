// Strategies that ask the machine for time or chance: told once, by name and place.
import { describe, expect, test } from 'vitest';
import { openWorkshop, strategyText, syntheticConfig } from '../workshop.ts';

async function warnings(body: string): Promise<readonly (readonly [string, unknown])[]> {
  const { run, folder } = openWorkshop(syntheticConfig(), { 'strategy.ts': strategyText(body) });
  const { logged } = await run({ to: '2025-01-02' });
  return logged
    .filter(({ message }) => message.includes("the machine's own"))
    .map(({ message, fields }) => [message, String(fields['place']).replace(`${folder}/`, '')]);
}

const ON_KLINES = (what: string): string =>
  `    return context.klines('5m').pipe(map(() => ${what}), filter((value) => value < -1), map(() => close()));`;

describe('a run', () => {
  test.each([
    ['Date.now()', 'Date.now()', 'context.clock.now()'],
    ['new Date().getTime()', 'new Date()', 'new Date(context.clock.now())'],
    ['Math.random()', 'Math.random()', 'context.random()'],
  ])('warns once of a strategy that calls %s at every kline', async (code, call, instead) => {
    const sentence = `strategy s1 calls ${call}, the machine's own, so no run can be repeated; take ${instead}`;
    expect(await warnings(ON_KLINES(code))).toEqual([[sentence, expect.stringMatching(/^strategy\.ts:8:\d+$/)]]);
  });

  test.each([
    ['its own clock and chance', 'context.clock.now() * context.random() * 0'],
    ['a date of a time it was given', 'new Date(context.clock.now()).getTime() * 0'],
  ])('does not warn of a strategy that takes %s', async (_, code) => {
    expect(await warnings(ON_KLINES(code))).toEqual([]);
  });
});
