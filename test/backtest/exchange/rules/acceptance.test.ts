// Sections 6 and 7 of docs/fill-rules.md: what the exchange takes, changes and refuses.
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../engine/domain/command.ts';
import { Decimal } from '../../../../engine/domain/decimal.ts';
import { createSimulatedExchange } from '../../../../backtest/exchange/simulated-exchange.ts';
import { exchangeSettingsSchema } from '../../../../backtest/exchange/settings.ts';
import { createVirtualClock } from '../../../../engine/clock/virtual-clock.ts';
import { BRACKETS, instrument } from '../../../engine/instruments.ts';
import {
  amend,
  cancel,
  createStand,
  limit,
  market,
  order,
  type StandOptions,
  stop,
  target,
  trailing,
} from '../stand.ts';

const OUT = { reduceOnly: true };
const HEDGE = { settings: { positionMode: 'hedge' } };

/** What the exchange tells of commands that arrive together at an open of 100. */
function toldAtOpen(commands: readonly Command[], options?: StandOptions): string[] {
  const stand = createStand(options);
  stand.send(...commands);
  stand.bar(100, 100, 100, 100);
  return stand.told().map((text) => text.replace(/^0 /, ''));
}

describe('acceptance', () => {
  it('ACC-1: a bust account places nothing', () => {
    const stand = createStand({ balance: 10, settings: { leverage: 10 } });
    stand.send(market('e', 'buy', 1), limit('l', 'buy', 0.1, 50.1));
    stand.bar(100, 100, 50, 60);
    stand.told();
    stand.send(market('f', 'buy', 1), cancel('f'));
    stand.bar(60, 60, 60, 60);
    expect(stand.told()).toEqual(['60000 f rejected ACCOUNT_BUST', '60000 cancelRejected UNKNOWN_ORDER']);
  });

  it.each<[string, Command]>([
    ['a LIMIT without price', order('o', 'buy', 'LIMIT', 1)],
    ['a STOP without trigger', order('o', 'buy', 'STOP', 1, { price: 105 })],
    ['a TAKE_PROFIT without price', order('o', 'buy', 'TAKE_PROFIT', 1, { trigger: 95 })],
    ['a STOP_MARKET without quantity', stop('o', 'buy', null, 105, { closePosition: false })],
    ['a close-position with a quantity', stop('o', 'buy', 1, 105, { closePosition: true })],
    ['a close-position MARKET', order('o', 'buy', 'MARKET', null)],
    ['a close-position trailing stop', trailing('o', 'sell', 1, 0.01, { closePosition: true })],
    ['a trailing stop without callback', order('o', 'sell', 'TRAILING_STOP_MARKET', 1)],
    ['a callback of everything', trailing('o', 'sell', 1, 1)],
    ['a quantity of nothing', market('o', 'buy', 0)],
    ['a negative price', limit('o', 'buy', 1, -5)],
    ['a post-only MARKET', market('o', 'buy', 1, { timeInForce: 'GTX' })],
    ['a good-till-date MARKET', market('o', 'buy', 1, { timeInForce: 'GTD', goodTillMs: 90_000 })],
    ['a good-till-date order without date', limit('o', 'buy', 1, 99, { timeInForce: 'GTD' })],
    ['an unknown symbol', market('o', 'buy', 1, { symbol: 'DOGEUSDT' })],
  ])('ACC-2: %s is a bad request', (_, command) => {
    expect(toldAtOpen([command])).toEqual(['o rejected BAD_REQUEST']);
  });

  it('ACC-2: every row of a batch of more than five is a bad request', () => {
    const orders = [1, 2, 3, 4, 5, 6].map((n) => market(`o${n}`, 'buy', 1).order);
    expect(toldAtOpen([{ kind: 'placeBatch', orders }])).toEqual(
      orders.map((row) => `${row.clientOrderId} rejected BAD_REQUEST`),
    );
  });

  it('ACC-3: one-way mode knows one side, hedge mode two', () => {
    expect(toldAtOpen([market('o', 'buy', 1, { positionSide: 'long' })])).toEqual([
      'o rejected POSITION_SIDE_MISMATCH',
    ]);
    expect(toldAtOpen([market('o', 'buy', 1)], HEDGE)).toEqual(['o rejected POSITION_SIDE_MISMATCH']);
    expect(toldAtOpen([market('o', 'buy', 1, { positionSide: 'long' })], HEDGE)[0]).toBe('o accepted');
  });

  it('ACC-4: an id is taken while its order is open, and free after its end', () => {
    const told = toldAtOpen([
      limit('o', 'buy', 1, 90),
      limit('o', 'buy', 1, 91),
      cancel('o'),
      limit('o', 'buy', 1, 92),
    ]);
    expect(told).toEqual(['o accepted', 'o rejected DUPLICATE_CLIENT_ORDER_ID', 'o ended requested', 'o accepted']);
  });

  it('ACC-5: open orders are counted, conditional ones too, market orders not', () => {
    const instruments = [instrument('BTCUSDT', { openOrdersMax: 2 })];
    const told = toldAtOpen(
      [limit('a', 'buy', 1, 90), stop('b', 'buy', 1, 110), limit('c', 'buy', 1, 90), market('d', 'buy', 1)],
      {
        instruments,
      },
    );
    expect(told.slice(2)).toEqual(['c rejected TOO_MANY_ORDERS', 'd accepted', 'd buy 1 @ 100 taker']);
  });

  it.each<[string, Command]>([
    ['a price off the tick', limit('o', 'buy', 1, 99.95)],
    ['a trigger off the tick', stop('o', 'buy', 1, 105.05)],
    ['an activation off the tick', trailing('o', 'sell', 1, 0.01, { activation: 105.05 })],
    ['a price below the least', limit('o', 'buy', 100, '0.1')],
    ['a price above the greatest', limit('o', 'sell', 1, 20_000_000)],
  ])('ACC-6: %s breaks the price filter', (_, command) => {
    const instruments = [instrument('BTCUSDT', { priceMin: new Decimal('0.2') })];
    expect(toldAtOpen([command], { instruments })).toEqual(['o rejected PRICE_FILTER']);
  });

  it.each<[string, Command]>([
    ['too little', limit('o', 'buy', '0.0001', 99)],
    ['too much', limit('o', 'buy', 20_000, 99)],
    ['off the step', limit('o', 'buy', '0.1005', 99)],
    ['a market order off the market step', market('o', 'buy', '0.105')],
    ['a stop-market order off the market step', stop('o', 'buy', '0.105', 110)],
  ])('ACC-7: %s breaks the lot filter', (_, command) => {
    const { lot } = instrument('BTCUSDT');
    const instruments = [instrument('BTCUSDT', { marketLot: { ...lot, quantityStep: new Decimal('0.01') } })];
    expect(toldAtOpen([command], { instruments })).toEqual(['o rejected LOT_FILTER']);
  });

  it('ACC-8: the notional is judged by limit, trigger, activation or mark, and reducing orders are exempt', () => {
    const answers = (...commands: Command[]): (string | undefined)[] =>
      commands.map((command) => toldAtOpen([command])[0]?.split(' ').slice(1).join(' '));
    const expected = ['rejected NOTIONAL_TOO_SMALL', 'accepted'];
    // 4.9 and 5.1 at the mark of 100, at a limit of 50, a trigger of 200, an activation of 100.1.
    expect(answers(market('o', 'buy', '0.049'), market('o', 'buy', '0.051'))).toEqual(expected);
    expect(answers(limit('o', 'buy', '0.098', 50), limit('o', 'buy', '0.102', 50))).toEqual(expected);
    expect(answers(stop('o', 'buy', '0.024', 200), stop('o', 'buy', '0.026', 200))).toEqual(expected);
    const follows = (quantity: string) => trailing('o', 'sell', quantity, 0.01, { activation: 100.1 });
    expect(answers(follows('0.049'), follows('0.051'))).toEqual(expected);
    const exempt = toldAtOpen([
      market('e', 'buy', 1),
      limit('o', 'sell', '0.001', 101, OUT),
      stop('s', 'sell', '0.001', 90, OUT),
    ]);
    expect(exempt.slice(2)).toEqual(['o accepted', 's accepted']);
    const hedged = toldAtOpen(
      [market('e', 'buy', 1, { positionSide: 'long' }), limit('o', 'sell', '0.001', 101, { positionSide: 'long' })],
      HEDGE,
    );
    expect(hedged.slice(2)).toEqual(['o accepted']);
  });

  it('ACC-9: a limit too far on the wrong side of the mark is refused, as is a market order that would fill too far from it', () => {
    const instruments = [
      instrument('BTCUSDT', {
        priceRatioMax: new Decimal('1.05'),
        priceRatioMin: new Decimal('0.95'),
        marketTakeRatioMax: new Decimal('0.02'),
      }),
    ];
    const told = toldAtOpen(
      [limit('a', 'buy', 1, 105.1), limit('b', 'sell', 1, 94.9), limit('c', 'buy', 1, 60), limit('d', 'sell', 1, 150)],
      { instruments },
    );
    expect(told).toEqual(['a rejected PERCENT_PRICE', 'b rejected PERCENT_PRICE', 'c accepted', 'd accepted']);
    const slipping = (slippageTicks: number): string[] =>
      toldAtOpen([market('m', 'buy', 1)], { instruments, settings: { slippageTicks } });
    expect([slipping(20)[0], slipping(21)[0]]).toEqual(['m accepted', 'm rejected PERCENT_PRICE']);
  });

  it('ACC-10: what cannot reduce is rejected, conditional orders may wait for a position', () => {
    const told = toldAtOpen([
      market('a', 'sell', 1, OUT),
      limit('b', 'sell', 1, 110, OUT),
      stop('c', 'sell', 1, 90, OUT),
      market('e', 'buy', 1),
      limit('f', 'buy', 1, 90, OUT),
      limit('g', 'sell', 1, 110, OUT),
    ]);
    expect(told).toEqual([
      'a rejected REDUCE_ONLY_REJECTED',
      'b rejected REDUCE_ONLY_REJECTED',
      'c accepted',
      'e accepted',
      'e buy 1 @ 100 taker',
      'f rejected REDUCE_ONLY_REJECTED',
      'g accepted',
    ]);
    const hedged = [
      market('a', 'sell', 1, { positionSide: 'long' }),
      market('b', 'buy', 1, { positionSide: 'long', reduceOnly: true }),
    ];
    expect(toldAtOpen(hedged, HEDGE)).toEqual(['a rejected REDUCE_ONLY_REJECTED', 'b rejected REDUCE_ONLY_REJECTED']);
  });

  it('ACC-11: a position has one close-position order of a type', () => {
    const told = toldAtOpen([
      stop('a', 'sell', null, 90),
      stop('b', 'sell', null, 91),
      target('c', 'sell', null, 110),
      stop('d', 'buy', null, 110),
    ]);
    expect(told).toEqual(['a accepted', 'b rejected CLOSE_POSITION_EXISTS', 'c accepted', 'd accepted']);
  });

  it('ACC-12: a trigger that has been reached is refused, equality included, at the open too', () => {
    const told = toldAtOpen([
      stop('a', 'sell', 1, 100),
      stop('b', 'buy', 1, 100),
      target('c', 'sell', 1, 100),
      target('d', 'buy', 1, 100.1),
      stop('e', 'sell', 1, 99.9),
      trailing('f', 'sell', 1, 0.01, { activation: 90 }),
    ]);
    const code = 'rejected WOULD_TRIGGER_AT_ONCE';
    expect(told).toEqual([`a ${code}`, `b ${code}`, `c ${code}`, `d ${code}`, 'e accepted', 'f accepted']);
    const stand = createStand();
    stand.send(stop('m', 'sell', 1, 105, { workingType: 'mark' }), stop('n', 'sell', 1, 95, { workingType: 'mark' }));
    stand.bar(100, 100, 100, 100, { ratio: 1.1 });
    expect(stand.told()).toEqual(['0 m accepted', '0 n accepted']);
  });

  it('ACC-13: a post-only order that would take is rejected', () => {
    expect(toldAtOpen([limit('a', 'sell', 1, 99.9, { timeInForce: 'GTX' })])).toEqual([
      'a rejected POST_ONLY_WOULD_TAKE',
    ]);
  });

  it('ACC-14: the bracket caps the notional at a leverage, then the margin must cover the order', () => {
    const options = { balance: 1_000, settings: { leverage: 100 } };
    const told = toldAtOpen([market('a', 'buy', 501), market('b', 'buy', 500), limit('c', 'buy', 1, 99)], {
      ...options,
      balance: 10_000,
    });
    expect(told).toEqual([
      'a rejected LEVERAGE_LIMIT',
      'b accepted',
      'b buy 500 @ 100 taker',
      'c rejected LEVERAGE_LIMIT',
    ]);
    expect(toldAtOpen([market('a', 'buy', '10.001')], { balance: 1_000 })).toEqual(['a rejected MARGIN_INSUFFICIENT']);
    expect(toldAtOpen([market('a', 'buy', 10)], { balance: 1_000 })[0]).toBe('a accepted');
  });

  it('ACC-14: a conditional order is looked at when it wakes', () => {
    const stand = createStand({ balance: 1_000 });
    stand.send(stop('s', 'buy', 10, 101), stop('t', 'buy', 9, 101));
    stand.bar(100, 102, 100, 102);
    expect(
      stand
        .told()
        .slice(2)
        .map((text) => text.replace(/^\d+ /, '')),
    ).toEqual(['s triggered', 's ended margin-at-trigger', 't triggered', 't buy 9 @ 101 taker']);
  });

  it('ACC-15: the rows of a batch are answered and filled one after the other', () => {
    const orders = [market('a', 'buy', 6).order, market('b', 'buy', 6).order, limit('c', 'buy', 1, 50).order];
    expect(toldAtOpen([{ kind: 'placeBatch', orders }], { balance: 1_000 })).toEqual([
      'a accepted',
      'a buy 6 @ 100 taker',
      'b rejected MARGIN_INSUFFICIENT',
      'c accepted',
    ]);
  });

  it('ACC-16: an amend that breaks a rule leaves the order as it was', () => {
    const told = toldAtOpen(
      [
        limit('a', 'buy', 5, 90),
        stop('s', 'buy', 1, 110),
        amend('x', 1, 90),
        amend('s', 1, 90),
        amend('a', 0, 90),
        amend('a', 5, 90),
        amend('a', 5, '90.05'),
        amend('a', '5.0005', 90),
        amend('a', '0.05', 90),
        amend('a', 11, 100),
        amend('a', 6, 91),
        cancel('a'),
      ],
      { balance: 1_000 },
    );
    expect(told.slice(2)).toEqual([
      'amendRejected UNKNOWN_ORDER',
      'amendRejected NOT_SUPPORTED',
      'amendRejected BAD_REQUEST',
      'amendRejected NOTHING_TO_CHANGE',
      'amendRejected PRICE_FILTER',
      'amendRejected LOT_FILTER',
      'amendRejected NOTIONAL_TOO_SMALL',
      'amendRejected MARGIN_INSUFFICIENT',
      'a amended',
      'a ended requested',
    ]);
  });

  it('ACC-16: the margin of an amended order is counted in place of the old one', () => {
    const told = toldAtOpen([limit('a', 'buy', 10, 90), amend('a', 11, 90), amend('a', 12, 90)], { balance: 1_000 });
    expect(told).toEqual(['a accepted', 'a amended', 'amendRejected MARGIN_INSUFFICIENT']);
  });

  it('ACC-16: an amend to what is filled already cancels, one that makes a post-only order take cancels too', () => {
    const stand = createStand({ settings: { participationRatio: 0.1 } });
    stand.send(limit('a', 'buy', 5, 100.1), limit('p', 'buy', 1, 90, { timeInForce: 'GTX' }));
    stand.bar(100, 100, 100, 100, { volume: 20 });
    stand.told();
    stand.send(amend('a', 2, 100.1), amend('p', 1, 101));
    stand.bar(100.1, 100.1, 100.1, 100.1, { volume: 0 });
    expect(stand.told()).toEqual(['60000 a ended amend-below-filled', '60000 p ended post-only-at-trigger']);
  });

  it('ACC-16: an order amended over the price takes at once', () => {
    expect(toldAtOpen([limit('a', 'buy', 1, 90), amend('a', 1, 101)])).toEqual([
      'a accepted',
      'a amended',
      'a buy 1 @ 100 taker',
    ]);
  });

  it('ACC-17: cancel, cancelAll and the countdown end orders, conditional ones too, by arrival', () => {
    const stand = createStand();
    stand.send(stop('s', 'buy', 1, 110), limit('a', 'buy', 1, 90), limit('b', 'buy', 1, 90), amend('a', 2, 90));
    stand.send(cancel('nobody'), { kind: 'cancelAll', symbol: 'BTCUSDT' }, limit('c', 'buy', 1, 90));
    stand.send({ kind: 'armCountdown', symbol: 'BTCUSDT', countdownMs: 1_000 });
    stand.bar(100, 100, 100, 100);
    expect(stand.told().slice(4)).toEqual([
      '0 cancelRejected UNKNOWN_ORDER',
      '0 s ended requested',
      '0 b ended requested',
      '0 a ended requested',
      '0 c accepted',
      '1000 c ended countdown',
    ]);
  });

  it('ACC-18: a countdown that is armed again or disarmed does not end', () => {
    const arm = (countdownMs: number): Command => ({ kind: 'armCountdown', symbol: 'BTCUSDT', countdownMs });
    const stand = createStand();
    stand.send(limit('a', 'buy', 1, 90), arm(10_000));
    stand.clock.at(9_000, () => stand.exchange.send(arm(10_000)));
    stand.clock.at(18_000, () => stand.exchange.send(arm(0)));
    stand.bar(100, 100, 100, 100);
    expect(stand.told()).toEqual(['0 a accepted']);
    stand.send(arm(59_999));
    stand.bar(100, 100, 100, 100);
    expect(stand.told()).toEqual(['119999 a ended countdown']);
  });

  it('ACC-19: leverage and margin mode change only while nothing hangs on them', () => {
    const leverage = (value: number): Command => ({ kind: 'setLeverage', symbol: 'BTCUSDT', leverage: value });
    const isolated: Command = { kind: 'setMarginMode', symbol: 'BTCUSDT', marginMode: 'isolated' };
    expect(toldAtOpen([leverage(101), leverage(0), leverage(1.5), leverage(100), isolated])).toEqual([
      'settingRejected LEVERAGE_INVALID',
      'settingRejected LEVERAGE_INVALID',
      'settingRejected LEVERAGE_INVALID',
      'leverageChanged',
      'marginModeChanged',
    ]);
    expect(toldAtOpen([limit('a', 'buy', 1, 90), leverage(5), isolated]).slice(1)).toEqual([
      'settingRejected OPEN_ORDERS_EXIST',
      'settingRejected OPEN_ORDERS_EXIST',
    ]);
    expect(toldAtOpen([market('a', 'buy', 1), leverage(5), isolated]).slice(2)).toEqual([
      'settingRejected POSITION_EXISTS',
      'settingRejected POSITION_EXISTS',
    ]);
    expect(toldAtOpen([isolated], { settings: { multiAssets: true } })).toEqual(['settingRejected NOT_SUPPORTED']);
    expect(toldAtOpen([{ ...isolated, symbol: 'DOGEUSDT' }])).toEqual(['settingRejected BAD_REQUEST']);
  });

  it('ACC-19: settings that contradict themselves or the brackets are refused at the start', () => {
    const create = (settings: object) =>
      createSimulatedExchange({
        settings: exchangeSettingsSchema.parse(settings),
        instruments: new Map([['BTCUSDT', instrument('BTCUSDT')]]),
        brackets: new Map([['BTCUSDT', BRACKETS]]),
        clock: createVirtualClock(0),
        startBalance: new Decimal(1),
      });
    expect(() => create({ multiAssets: true, marginMode: 'isolated' })).toThrow(/cross only/);
    expect(() => create({ leverage: 101 })).toThrow(/allows a leverage of 100, not 101/);
    expect(create({ symbols: { BTCUSDT: { leverage: 7 } } }).accountSettings().symbols).toEqual([
      { symbol: 'BTCUSDT', leverage: 7, marginMode: 'cross' },
    ]);
  });

  it('ACC-20: commands wait for the next place of their symbol, queries are answered at once between walks', () => {
    const stand = createStand();
    stand.exchange.start();
    stand.send({ kind: 'querySnapshot', requestId: 'q1' }, limit('a', 'buy', 1, 90));
    stand.send({ kind: 'queryOrder', requestId: 'q2', symbol: 'BTCUSDT', clientOrderId: 'a' });
    expect(stand.told()).toEqual(['0 capabilities', '0 snapshot', '0 orderState']);
    stand.clock.at(30_000, () => {
      stand.exchange.send(cancel('a'));
      stand.exchange.send({ kind: 'queryOrder', requestId: 'q3', symbol: 'BTCUSDT', clientOrderId: 'a' });
      stand.exchange.send({ kind: 'querySnapshot', requestId: 'q4' });
    });
    stand.bar(100, 100, 100, 100);
    expect(stand.told()).toEqual(['0 a accepted', '30000 a ended requested', '30000 orderState', '30000 snapshot']);
    expect(stand.of('orderState').map((report) => report.order?.status ?? null)).toEqual([null, 'cancelled']);
    const numbers = stand.reports.map((report) => report.reportNumber);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe('reducing orders', () => {
  it('RED-1: a reduce-only order never flips, its surplus expires', () => {
    expect(toldAtOpen([market('e', 'buy', 2), market('o', 'sell', 5, OUT)]).slice(2)).toEqual([
      'o accepted',
      'o sell 2 @ 100 taker',
      'o ended reduce-only',
    ]);
  });

  it('RED-1: a resting one outlives its position and expires where it would fill', () => {
    const stand = createStand();
    stand.send(
      market('e', 'buy', 1),
      limit('l', 'sell', 1, 105, OUT),
      stop('s', 'sell', 1, 95, OUT),
      market('x', 'sell', 1),
    );
    stand.bar(100, 100, 100, 100);
    stand.told();
    stand.bar(100, 106, 94, 100);
    expect(stand.told().map((text) => text.replace(/^\d+ /, ''))).toEqual([
      'l ended reduce-only',
      's triggered',
      's ended reduce-only',
    ]);
  });

  it('RED-1: a fill that volume cut short leaves the order whole, one that takes all that is held ends it', () => {
    const stand = createStand({ settings: { participationRatio: 0.1 } });
    stand.send(market('e', 'buy', 3));
    stand.bar(100, 100, 100, 100, { volume: 30 });
    stand.send(market('o', 'sell', 5, OUT));
    stand.bar(100, 100, 100, 100, { volume: 20 });
    stand.bar(100, 100, 100, 100, { volume: 100 });
    expect(stand.told().slice(3)).toEqual([
      '60000 o sell 2 @ 100 taker',
      '120000 o sell 1 @ 100 taker',
      '120000 o ended reduce-only',
    ]);
  });

  it('RED-1: a FOK is whole when it takes what is held; for an IOC reduce-only is the reason', () => {
    for (const timeInForce of ['FOK', 'IOC'] as const) {
      const told = toldAtOpen([market('e', 'buy', 3), market('o', 'sell', 5, { ...OUT, timeInForce })]);
      expect(told.slice(2)).toEqual(['o accepted', 'o sell 3 @ 100 taker', 'o ended reduce-only']);
    }
  });

  it('RED-1: in hedge mode what closes a side cannot open the other', () => {
    const told = toldAtOpen(
      [market('e', 'sell', 2, { positionSide: 'short' }), market('o', 'buy', 5, { positionSide: 'short' })],
      HEDGE,
    );
    expect(told.slice(2)).toEqual(['o accepted', 'o buy 2 @ 100 taker', 'o ended reduce-only']);
  });

  it('RED-2: a close-position order takes the whole position and ends; with nothing held it expires', () => {
    const stand = createStand({ settings: { participationRatio: 0.1 } });
    stand.send(market('e', 'buy', 3), stop('s', 'sell', null, 95), target('t', 'sell', null, 105));
    stand.bar(100, 100, 100, 100, { volume: 30 });
    stand.told();
    stand.bar(100, 100, 94, 96, { volume: 20 });
    stand.bar(94, 106, 94, 96, { volume: 20 });
    expect(stand.told().map((text) => text.replace(/^\d+ /, ''))).toEqual([
      's triggered',
      's sell 2 @ 95 taker',
      's sell 1 @ 94 taker',
      's ended position-closed',
      't triggered',
      't ended reduce-only',
    ]);
  });

  it('RED-3: an order that does not reduce flips in one fill', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 2), market('o', 'sell', 5));
    stand.bar(100, 100, 100, 100);
    expect(stand.told().slice(2)).toEqual(['0 o accepted', '0 o sell 5 @ 100 taker']);
    expect(stand.exchange.books().positions.map((book) => book.quantity.toString())).toEqual(['-3']);
  });
});
