import { describe, expect, test } from 'vitest';
import type { SingleIntent } from '../../../engine/domain/intent.ts';
import { resolveMarket } from '../../../engine/strategy/resolve-market.ts';

const MAIN = { role: 'main', symbol: 'BTCUSDT' };
const BASE = { role: 'base', symbol: 'BTCUSDT' };
const HEDGE = { role: 'hedge', symbol: 'ETHUSDT' };

const closing = (market?: string): SingleIntent => ({ kind: 'close', ...(market === undefined ? {} : { market }) });

describe('the market an intent means', () => {
  test.each([
    { name: 'is the only one, without a name', intent: closing(), markets: [MAIN], symbol: 'BTCUSDT' },
    { name: 'is the only one, by its name', intent: closing('main'), markets: [MAIN], symbol: 'BTCUSDT' },
    { name: 'is the first of two, by its name', intent: closing('base'), markets: [BASE, HEDGE], symbol: 'BTCUSDT' },
    { name: 'is the second of two, by its name', intent: closing('hedge'), markets: [BASE, HEDGE], symbol: 'ETHUSDT' },
    {
      name: 'is the role’s symbol where two roles have the same',
      intent: closing('hedge'),
      markets: [BASE, { role: 'hedge', symbol: 'BTCUSDT' }],
      symbol: 'BTCUSDT',
    },
  ])('$name', ({ intent, markets, symbol }) => {
    expect(resolveMarket(intent, markets)).toEqual({ symbol });
  });

  test.each([
    {
      name: 'names none of several',
      intent: closing(),
      markets: [BASE, HEDGE],
      code: 'MARKET_NOT_NAMED',
      message: 'close names no market; the strategy has base, hedge',
    },
    {
      name: 'names one that the strategy lacks',
      intent: closing('bace'),
      markets: [BASE, HEDGE],
      code: 'UNKNOWN_MARKET',
      message: 'close names the market "bace"; the strategy has base, hedge',
    },
    {
      name: 'names a market by its symbol',
      intent: closing('BTCUSDT'),
      markets: [MAIN],
      code: 'UNKNOWN_MARKET',
      message: 'close names the market "BTCUSDT"; the strategy has main',
    },
    {
      name: 'names a market by nothing',
      intent: closing(''),
      markets: [MAIN],
      code: 'UNKNOWN_MARKET',
      message: 'close names the market ""; the strategy has main',
    },
    {
      name: 'names a role that every object seems to have',
      intent: closing('constructor'),
      markets: [MAIN],
      code: 'UNKNOWN_MARKET',
      message: 'close names the market "constructor"; the strategy has main',
    },
  ])('is not known when the intent $name', ({ intent, markets, code, message }) => {
    expect(resolveMarket(intent, markets)).toEqual({ code, message });
  });
});
