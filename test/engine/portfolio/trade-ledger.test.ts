import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { Decimal, sumDecimals, ZERO } from '../../../engine/domain/decimal.ts';
import type { Fill } from '../../../engine/domain/fill.ts';
import { createTradeLedger, type FillOrigin } from '../../../engine/portfolio/trade-ledger.ts';
import type { Trade } from '../../../engine/portfolio/trade.ts';

let fillNumber = 0;

/** `+2@100` buys two at 100, `-1@90` sells one at 90. */
function fill(text: string, changes: Partial<Fill> = {}): Fill {
  const [signed = '', price = ''] = text.split('@');
  fillNumber += 1;
  return {
    fillId: String(fillNumber),
    clientOrderId: `order-${fillNumber}`,
    venueOrderId: String(fillNumber),
    symbol: 'BTCUSDT',
    side: signed.startsWith('-') ? 'sell' : 'buy',
    positionSide: 'both',
    price: new Decimal(price),
    quantity: new Decimal(signed).abs(),
    fee: new Decimal('0.5'),
    feeAsset: 'USDT',
    liquidity: 'taker',
    cause: 'trade',
    slippage: new Decimal('0.1'),
    time: fillNumber * 1000,
    ...changes,
  };
}

function origin(changes: Partial<FillOrigin> = {}): FillOrigin {
  return {
    strategyId: 's',
    ref: null,
    cause: 'opposite-entry',
    bracketId: null,
    exits: null,
    closes: [],
    feeValue: new Decimal('0.5'),
    ...changes,
  };
}

const shown = (trade: Trade): string =>
  `${trade.tradeId} ${trade.direction} ${trade.quantity.toString()} ${trade.entryPrice.toString()}>${trade.exitPrice.toString()} ` +
  `profit ${trade.profit.toString()} fees ${trade.fees.toString()} funding ${trade.funding.toString()} ${trade.exitCause ?? 'open'}`;

describe('trade ledger', () => {
  it('makes one trade of a bracket: entries and exits in parts, costs summed', () => {
    const ledger = createTradeLedger();
    const bracket = { bracketId: 'b1' };
    expect(ledger.record(fill('+1@100'), origin(bracket)).ended).toEqual([]);
    expect(ledger.record(fill('+1@102'), origin(bracket)).ended).toEqual([]);
    expect(
      ledger.record(
        fill('-0.5@110'),
        origin({ ...bracket, cause: 'take-profit-1', closes: [{ bracketId: 'b1', quantity: new Decimal('0.5') }] }),
      ).ended,
    ).toEqual([]);
    const [trade] = ledger.record(
      fill('-1.5@90'),
      origin({ ...bracket, cause: 'stop-loss', closes: [{ bracketId: 'b1', quantity: new Decimal('1.5') }] }),
    ).ended;
    // 0.5·110 + 1.5·90 − 100 − 102 = −12; four fills of 0.5 fee.
    expect(trade && shown(trade)).toBe('b1 long 2 101>95 profit -12 fees 2 funding 0 stop-loss');
    expect(trade?.result.toString()).toBe('-14');
    expect(trade?.slippage.toString()).toBe('0.4');
    expect(trade && trade.exitTime - trade.entryTime).toBe(3000);
  });

  it('matches quantity outside brackets first-in-first-out', () => {
    const ledger = createTradeLedger();
    ledger.record(fill('-1@100', { clientOrderId: 'a' }), origin());
    ledger.record(fill('-1@110', { clientOrderId: 'b' }), origin());
    const { ended } = ledger.record(fill('+1.5@90', { clientOrderId: 'c' }), origin());
    expect(ended.map(shown)).toEqual([
      `a short 1 100>90 profit 10 fees ${new Decimal('0.5').plus('0.33333333').toString()} funding 0 opposite-entry`,
    ]);
    expect(ledger.open(() => 100, 9_000_000).map(shown)).toEqual([
      // Half of b is still held at mark 100: 0.5·(110 − 90) + 0.5·(110 − 100).
      'b short 1 110>95 profit 15 fees 0.66666667 funding 0 open',
    ]);
  });

  it('takes from the trades a fill names before the oldest', () => {
    const ledger = createTradeLedger();
    ledger.record(fill('+1@100'), origin({ bracketId: 'old' }));
    ledger.record(fill('+1@100'), origin({ bracketId: 'young' }));
    const { ended } = ledger.record(
      fill('-1@101'),
      origin({ cause: 'reduce', closes: [{ bracketId: 'young', quantity: new Decimal(1) }] }),
    );
    expect(ended.map((trade) => `${trade.tradeId} ${trade.exitCause ?? ''}`)).toEqual(['young reduce']);
  });

  it('takes what no bracket gave from outside of brackets before it touches a bracket', () => {
    const ledger = createTradeLedger();
    ledger.record(fill('+2@100'), origin({ bracketId: 'bracket' }));
    ledger.record(fill('+1@100', { clientOrderId: 'loose' }), origin());
    const closes = [{ bracketId: 'bracket', quantity: new Decimal('0.5') }];
    const { ended } = ledger.record(fill('-1.5@101'), origin({ cause: 'opposite-entry', closes }));
    expect(ended.map((trade) => trade.tradeId)).toEqual(['loose']);
    expect(ledger.open(() => 101, 0).map((trade) => `${trade.tradeId} ${trade.quantity.toString()}`)).toEqual([
      'bracket 2',
    ]);
  });

  it('splits a fill that closes and opens', () => {
    const ledger = createTradeLedger();
    ledger.record(fill('+1@100'), origin({ bracketId: 'long' }));
    const { ended } = ledger.record(fill('-3@110'), origin({ bracketId: 'short' }));
    expect(ended.map(shown)).toEqual(['long long 1 100>110 profit 10 fees 0.66666667 funding 0 opposite-entry']);
    expect(ledger.open(() => 110, 0).map(shown)).toEqual([
      'short short 2 110>110 profit 0 fees 0.33333333 funding 0 open',
    ]);
  });

  it('tells which part of a fill went where, exits before the entry, with its share of the fee', () => {
    const ledger = createTradeLedger();
    ledger.record(fill('+1@100'), origin({ bracketId: 'a' }));
    ledger.record(fill('+1@100'), origin({ bracketId: 'b' }));
    const { parts } = ledger.record(fill('-5@110'), origin({ bracketId: 'c' }));
    expect(parts.map(({ tradeId, part, quantity, fee }) => [tradeId, part, String(quantity), String(fee)])).toEqual([
      ['a', 'exit', '1', '0.1'],
      ['b', 'exit', '1', '0.1'],
      ['c', 'entry', '3', '0.3'],
    ]);
  });

  it('gives a second and a third round of a bracket ids of their own', () => {
    const ledger = createTradeLedger();
    const round = (): readonly string[] => {
      ledger.record(fill('+1@100'), origin({ bracketId: 'b' }));
      ledger.record(fill('+1@101'), origin({ bracketId: 'b' }));
      const closes = [{ bracketId: 'b', quantity: new Decimal(2) }];
      return ledger
        .record(fill('-2@102'), origin({ closes }))
        .ended.map(({ tradeId, bracketId }) => `${tradeId} of ${bracketId}`);
    };
    expect([round(), round(), round()]).toEqual([['b of b'], ['b#2 of b'], ['b#3 of b']]);
  });

  it('names what began to take a trade where the last fill only went on with it', () => {
    const ledger = createTradeLedger();
    ledger.record(fill('+2@100'), origin({ bracketId: 'b' }));
    ledger.record(fill('-1@98'), origin({ cause: 'trailing-stop' }));
    expect(ledger.record(fill('-1@97'), origin({ cause: null })).ended[0]?.exitCause).toBe('trailing-stop');
  });

  it.each([
    { name: 'a stop on the losing side', side: '+', stop: '95', risk: '10', multiple: -0.1 },
    { name: 'a short’s', side: '-', stop: '104', risk: '8', multiple: -0.125 },
    { name: 'a stop that secures a profit', side: '+', stop: '101', risk: null, multiple: null },
    { name: 'a stop at the entry', side: '+', stop: '100', risk: null, multiple: null },
  ])('reckons what was at risk, and the result in it: $name', ({ side, stop, risk, multiple }) => {
    const prices = { stopPrice: new Decimal(stop), targetPrices: [] };
    const ledger = createTradeLedger(() => prices);
    const exits = { stop: null, targets: [], trailing: null, breakEven: null, maxHoldingMs: null };
    ledger.record(fill(`${side}2@100`), origin({ bracketId: 'b', exits }));
    const [trade] = ledger.record(fill(`${side === '+' ? '-' : '+'}2@100`), origin({ cause: 'close' })).ended;
    // Two fills of 0.5 fee, nothing won: −1 on a notional of 200.
    expect(trade?.stopPrice?.toString()).toBe(stop);
    expect(trade?.riskAmount?.toString() ?? null).toBe(risk);
    expect(trade?.rMultiple).toBe(multiple);
    expect(trade?.returnRatio).toBe(-0.005);
  });

  it('names a liquidation', () => {
    const ledger = createTradeLedger();
    ledger.record(fill('+1@100'), origin({ bracketId: 'b' }));
    const forced = fill('-1@50', { cause: 'liquidation', fee: ZERO, slippage: null, clientOrderId: null });
    expect(ledger.record(forced, origin({ cause: 'foreign', feeValue: ZERO })).ended.map(shown)).toEqual([
      'b long 1 100>50 profit -50 fees 0.5 funding 0 liquidation',
    ]);
  });

  it('shares funding over what is held', () => {
    const ledger = createTradeLedger();
    ledger.record(fill('+1@100'), origin({ bracketId: 'a' }));
    ledger.record(fill('+2@100'), origin({ bracketId: 'b' }));
    const shares = ledger.recordFunding('s', 'BTCUSDT', 'both', new Decimal('-1'));
    expect(shares.map(({ tradeId, quantity, amount }) => [tradeId, String(quantity), String(amount)])).toEqual([
      ['a', '1', '-0.33333333'],
      ['b', '2', '-0.66666667'],
    ]);
    ledger.recordFunding('other', 'BTCUSDT', 'both', new Decimal('-7'));
    expect(ledger.open(() => null, 0).map((trade) => trade.funding.toString())).toEqual(['-0.33333333', '-0.66666667']);
  });

  it('keeps strategies and sides apart', () => {
    const ledger = createTradeLedger();
    ledger.record(fill('+1@100', { positionSide: 'long' }), origin({ bracketId: 'a' }));
    ledger.record(fill('-1@100', { positionSide: 'short' }), origin({ bracketId: 'b' }));
    ledger.record(fill('-1@100', { positionSide: 'long' }), origin({ strategyId: 'other', bracketId: 'c' }));
    expect(ledger.open(() => 100, 0).map((trade) => trade.tradeId)).toEqual(['a', 'b', 'c']);
  });

  property.prop([
    fc.array(
      fc.tuple(
        fc.integer({ min: -5, max: 5 }).filter((n) => n !== 0),
        fc.integer({ min: 90, max: 110 }),
      ),
      {
        minLength: 1,
        maxLength: 60,
      },
    ),
  ])('adds up: quantity, profit at mark, fees, slippage and funding of all trades are those of the fills', (moves) => {
    const ledger = createTradeLedger();
    const ended: Trade[] = [];
    const fills = moves.map(([quantity, price]) => fill(`${quantity > 0 ? '+' : ''}${quantity}@${price}`));
    for (const one of fills) ended.push(...ledger.record(one, origin()).ended);
    ledger.recordFunding('s', 'BTCUSDT', 'both', new Decimal('0.12345678'));
    const open = ledger.open(() => 100, 0);
    const all = [...ended, ...open];
    const held = sumDecimals(fills.map(({ side, quantity }) => (side === 'buy' ? quantity : quantity.neg())));
    const cash = sumDecimals(
      fills.map(({ side, quantity, price }) => quantity.times(price).times(side === 'buy' ? -1 : 1)),
    );
    expect(sumDecimals(all.map((trade) => trade.profit)).toString()).toBe(cash.plus(held.times(100)).toString());
    expect(sumDecimals(all.map((trade) => trade.fees)).toString()).toBe(
      new Decimal('0.5').times(fills.length).toString(),
    );
    expect(sumDecimals(all.map((trade) => trade.slippage)).toString()).toBe(
      new Decimal('0.1').times(fills.length).toString(),
    );
    expect(sumDecimals(all.map((trade) => trade.funding)).toString()).toBe(held.isZero() ? '0' : '0.12345678');
    for (const { result, profit, fees, funding } of all) {
      expect(result.toString()).toBe(profit.minus(fees).plus(funding).toString());
    }
    expect(open.every((trade) => trade.direction === (held.gt(0) ? 'long' : 'short'))).toBe(true);
  });
});
