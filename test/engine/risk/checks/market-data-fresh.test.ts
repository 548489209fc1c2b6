import { describe, expect, it } from 'vitest';
import { marketDataFresh } from '../../../../engine/risk/checks/market-data-fresh.ts';
import type { RiskMarket } from '../../../../engine/risk/risk-view.ts';
import type { RiskSettings } from '../../../../engine/risk/settings.ts';
import { answer, entry, NOW, operandsOf, planOf, reduction, settingsWith, someView } from '../some-plan.ts';

describe('market-data-fresh', () => {
  it.each<[string, Partial<RiskMarket>, string, Partial<RiskSettings>]>([
    ['data of this instant', {}, 'pass', {}],
    ['data three klines old', { lastEventTime: NOW - 180_000 }, 'pass', {}],
    ['data a millisecond older', { lastEventTime: NOW - 180_001 }, 'MARKET_DATA_OLD', {}],
    ['old data where the age is not looked at', { lastEventTime: 0 }, 'pass', { staleAfterIntervals: null }],
    ['old data by the setting', { lastEventTime: NOW - 60_001 }, 'MARKET_DATA_OLD', { staleAfterIntervals: 1 }],
    ['data whose klines have no length yet', { lastEventTime: 0, liveIntervalMs: 0 }, 'pass', {}],
    ['a market never heard of', { lastEventTime: null }, 'MARKET_DATA_ABSENT', {}],
    ['a market without any price', { last: null, mark: null }, 'MARKET_DATA_ABSENT', {}],
    ['a market with a mark price alone', { last: null }, 'pass', {}],
    ['a feed whose gap was filled', { feed: 'gap-filled' }, 'pass', {}],
    ['a stale feed', { feed: 'stale' }, 'MARKET_DATA_UNRELIABLE', {}],
    ['a feed that is down', { feed: 'down' }, 'MARKET_DATA_UNRELIABLE', {}],
  ])('answers an entry on %s', (_name, market, expected, settings) => {
    expect(answer(marketDataFresh(planOf([entry('buy', 1)]), someView({ market }), settingsWith(settings)))).toBe(
      expected,
    );
  });

  it('lets reductions pass on any data', () => {
    const view = someView({ market: { feed: 'down', lastEventTime: null } });
    expect(answer(marketDataFresh(planOf([reduction('sell', 1)]), view, settingsWith()))).toBe('pass');
  });

  it('tells the age and what would have been allowed', () => {
    const view = someView({ market: { lastEventTime: NOW - 200_000 } });
    const verdict = marketDataFresh(planOf([entry('buy', 1)]), view, settingsWith());
    expect(operandsOf(verdict)).toEqual({ ageMs: 200_000, ageMaxMs: 180_000 });
  });
});
