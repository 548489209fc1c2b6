import { describe, expect, it } from 'vitest';
import {
  createTradingStates,
  type RestrictedState,
  type RestrictionScope,
} from '../../../engine/risk/trading-states.ts';

const restriction = (state: RestrictedState, cause: string, scope: RestrictionScope = {}) => ({
  scope,
  state,
  cause,
  since: 1,
});

describe('trading states', () => {
  it('are active while nothing restricts', () => {
    expect(createTradingStates().stateOf('s1', 'BTCUSDT')).toBe('active');
  });

  it.each<[string, RestrictionScope, readonly string[]]>([
    ['everything', {}, ['s1 BTC', 's1 ETH', 's2 BTC', 's2 ETH']],
    ['a strategy', { strategyId: 's1' }, ['s1 BTC', 's1 ETH']],
    ['a symbol', { symbol: 'BTC' }, ['s1 BTC', 's2 BTC']],
    ['a strategy in a symbol', { strategyId: 's1', symbol: 'BTC' }, ['s1 BTC']],
  ])('of %s restrict that and no more', (_name, scope, restricted) => {
    const states = createTradingStates();
    states.impose(restriction('reducing', 'operator', scope));
    const all = ['s1 BTC', 's1 ETH', 's2 BTC', 's2 ETH'];
    expect(all.filter((pair) => states.stateOf(pair.split(' ')[0]!, pair.split(' ')[1]!) === 'reducing')).toEqual(
      restricted,
    );
  });

  it('count the strictest in force', () => {
    const states = createTradingStates();
    states.impose(restriction('reducing', 'drawdown'));
    states.impose(restriction('halted', 'external-fill', { symbol: 'BTC' }));
    states.impose(restriction('reducing', 'operator'));
    expect(states.stateOf('s1', 'BTC')).toBe('halted');
    expect(states.stateOf('s1', 'ETH')).toBe('reducing');
  });

  it('lift one cause on one scope and leave the others', () => {
    const states = createTradingStates();
    states.impose(restriction('reducing', 'drawdown'));
    states.impose(restriction('halted', 'operator'));
    states.impose(restriction('halted', 'operator', { symbol: 'BTC' }));
    expect(states.lift('operator')).toBe(true);
    expect(states.lift('operator')).toBe(false);
    expect(states.stateOf('s1', 'BTC')).toBe('halted');
    expect(states.stateOf('s1', 'ETH')).toBe('reducing');
    expect(states.restrictions().map(({ cause }) => cause)).toEqual(['drawdown', 'operator']);
  });

  it('replace a restriction of the same cause and scope', () => {
    const states = createTradingStates();
    states.impose(restriction('halted', 'operator'));
    states.impose(restriction('reducing', 'operator'));
    expect(states.stateOf('s1', 'BTC')).toBe('reducing');
    expect(states.restrictions().length).toBe(1);
  });
});
