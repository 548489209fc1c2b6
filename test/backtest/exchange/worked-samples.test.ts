// The worked samples of the venues' documents: margin, liquidation, funding and fees, digit by digit. Where a venue reckons
// otherwise than this exchange, its figure stands beside ours.
import { describe, expect, it } from 'vitest';
import { Decimal, roundPosting } from '../../../engine/domain/decimal.ts';
import {
  bracketOf,
  type LeverageBrackets,
  maintenanceMargin,
  notionalMaxAt,
} from '../../../engine/domain/leverage-bracket.ts';
import { liquidationRange } from '../../../backtest/exchange/liquidation-price.ts';
import { FLAT, type Position, postFill, unrealised } from '../../../backtest/exchange/position.ts';

const d = (value: string | number): Decimal => new Decimal(value);

/** The two lowest BTC brackets of the time of the hedge sample: 0.4 % to 50,000, then 0.5 % with a deduction of 50. */
const OLD_BTC: LeverageBrackets = [
  bracket(125, 0, 50_000, '0.004', 0),
  bracket(100, 50_000, 250_000, '0.005', 50),
  bracket(50, 250_000, 1_000_000, '0.01', 1_300),
];

function bracket(leverageMax: number, floor: number, cap: number, ratio: string, deduction: number | string) {
  return {
    leverageMax,
    notionalFloor: d(floor),
    notionalCap: d(cap),
    maintenanceRatio: d(ratio),
    maintenanceDeduction: d(deduction),
  };
}

function position(quantity: string | number, cost: Decimal, wallet: Decimal | number = 0): Position {
  return { quantity: d(quantity), cost, isolatedWallet: d(wallet.toString()) };
}

describe('Binance', () => {
  const mark = d('6679.50671178');

  it('the hedge sample: long 20 from 6563.665', () => {
    const cost = d('6563.665').times(20);
    expect(unrealised(position(20, cost), mark).toString()).toBe('2316.8342356');
    const wallet = d('15517.54150468').minus('2316.8342356');
    expect(wallet.toString()).toBe('13200.70726908');
    const { below } = liquidationRange(wallet, [position(20, cost)], OLD_BTC);
    expect(below.toFixed(5)).toBe('5930.78355');
    expect(below.toFixed(2)).toBe('5930.78');
  });

  it('the hedge sample: short 10, its entry implied by its result', () => {
    const entry = mark.minus(d('1156.46711780').div(10));
    expect(entry.toFixed(8)).toBe('6563.86000000');
    const wallet = d('5413.95799991').plus('1156.46711780');
    expect(wallet.toString()).toBe('6570.42511771');
    const { above } = liquidationRange(wallet, [position(-10, d('6563.86').times(10))], OLD_BTC);
    expect(above.toFixed(5)).toBe('7189.95275');
    expect(above.toFixed(2)).toBe('7189.95');
  });

  it('deductions make maintenance continuous at the floors', () => {
    for (const [lower, upper] of [
      [OLD_BTC[0], OLD_BTC[1]],
      [OLD_BTC[1], OLD_BTC[2]],
    ]) {
      if (lower === undefined || upper === undefined) throw new Error('three brackets were written above');
      const step = upper.notionalFloor.times(upper.maintenanceRatio.minus(lower.maintenanceRatio));
      expect(upper.maintenanceDeduction.eq(lower.maintenanceDeduction.plus(step))).toBe(true);
    }
    expect(maintenanceMargin(OLD_BTC, d(133_590)).toString()).toBe('617.95');
    expect(bracketOf(OLD_BTC, d(50_000)).leverageMax).toBe(100);
    expect(notionalMaxAt(OLD_BTC, 100)?.toString()).toBe('250000');
  });

  it('bankruptcy is the entry less the margin per unit', () => {
    // 20 from 6563.665 with 13,200.70726908 set aside.
    const price = d('6563.665').minus(d('13200.70726908').div(20));
    expect(price.toString()).toBe('5903.629636546');
  });

  it('forced orders and trades: quote is quantity times price, the fee a ratio of it', () => {
    expect([d('10913.21').times('0.001').toString(), d('10979.82').times('0.001').toString()]).toEqual([
      '10.91321',
      '10.97982',
    ]);
    const quote = d('7819.01').times('0.002');
    expect([quote.toString(), quote.times('0.005').toString()]).toEqual(['15.63802', '0.0781901']);
    expect(d('91847.74052').div(10).toFixed(5)).toBe('9184.77405');
  });

  it('funding is paid by longs at a positive rate', () => {
    const amount = d(20).times(mark).times('0.0001').neg();
    expect(roundPosting(amount).toString()).toBe('-13.35901342');
  });
});

describe('futures-open', () => {
  it('two deals make the average entry', () => {
    const first = postFill(FLAT, d('0.922'), d('1573.89'), 20).position;
    const both = postFill(first, d('0.078'), d('1573.85'), 20).position;
    expect(both.cost.toString()).toBe('1573.88688');
    // Margin is posted fill by fill: round8(1451.12658/20) + round8(122.7603/20).
    expect(both.isolatedWallet.toString()).toBe('78.694344');
  });

  it('bankruptcy and liquidation by its simpler formula, with maintenance on the entry', () => {
    const entry = d('1573.88688');
    const margin = d('79.694344');
    const ratio = margin.div(entry).toDecimalPlaces(20, Decimal.ROUND_DOWN);
    expect(ratio.toString()).toBe('0.05063536967790213741');
    expect(entry.times(d(1).minus(ratio)).toDecimalPlaces(20, Decimal.ROUND_DOWN).toFixed(20)).toBe(
      '1494.19253600000000000644',
    );
    const theirs = entry.times(d(1).minus(ratio).plus('0.02')).toDecimalPlaces(20, Decimal.ROUND_DOWN);
    expect(theirs.toFixed(20)).toBe('1525.67027360000000000644');
    // Ours takes maintenance at the liquidation price, 2 % of a smaller notional: (entry − margin)/0.98, lower for a long.
    const one: LeverageBrackets = [bracket(20, 0, 250_000, '0.02', 0)];
    const { below } = liquidationRange(margin, [position(1, entry)], one);
    expect(below.toFixed(8)).toBe('1524.68626122');
    expect(d(below).lt(theirs)).toBe(true);
  });

  it('the hundredfold sample', () => {
    const entry = d('25992.1');
    expect([entry.div(100).toString(), entry.times('0.005').toString()]).toEqual(['259.921', '129.9605']);
    expect(entry.times('0.995').toString()).toBe('25862.1395');
    const one: LeverageBrackets = [bracket(100, 0, 250_000, '0.005', 0)];
    const { below } = liquidationRange(d('259.921'), [position(1, entry)], one);
    expect(below.toFixed(4)).toBe(d('25992.1').minus('259.921').div('0.995').toFixed(4));
  });

  it('a cross balance many times the notional leaves no liquidation price', () => {
    const cost = d('0.0444').times('36341.6');
    expect(cost.toFixed(3)).toBe('1613.567');
    const one: LeverageBrackets = [bracket(100, 0, 250_000, '0.005', 0)];
    expect(liquidationRange(d('10320.9887').plus('16.1356'), [position('0.0444', cost)], one).below).toBe(-Infinity);
  });

  it('a closing deal realises the difference, fees apart', () => {
    const held = postFill(FLAT, d('0.01'), d('1573.85'), null).position;
    expect(postFill(held, d('-0.01'), d('1573.84'), null).realised.toString()).toBe('-0.0001');
  });
});

describe('AIQT', () => {
  const entry = d('84431.8');
  const held = position('0.002', entry.times('0.002'));
  const aiqt: LeverageBrackets = [bracket(125, 0, 50_000, '0.004', 0)];

  it('its own estimate of the liquidation price is not ours', () => {
    expect(entry.times(d(1).minus('0.5').minus('0.004')).toString()).toBe('41878.1728');
    // Isolated at 2x: half the cost set aside; a real one lies above the entry's half.
    const { below } = liquidationRange(held.cost.div(2), [held], aiqt);
    expect(below).toBeGreaterThan(42_215.9);
    expect(below.toFixed(4)).toBe(entry.div(2).div('0.996').toFixed(4));
  });

  it('with the whole cross balance behind it there is none', () => {
    expect(liquidationRange(d('14581.98823184'), [held], aiqt).below).toBe(-Infinity);
  });

  it('the mark follows from the result, the margin used from the mark', () => {
    const mark = entry.plus(d('-0.1654').div('0.002'));
    expect(mark.toString()).toBe('84349.1');
    expect(unrealised(held, mark).toString()).toBe('-0.1654');
    expect(held.quantity.times(mark).div(2).toString()).toBe('84.3491');
  });
});
