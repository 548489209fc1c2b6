import { describe, expect, it } from 'vitest';
import { PASS } from '../../../engine/domain/verdict.ts';
import { clip, refuse, type RiskCheck } from '../../../engine/risk/check.ts';
import type { NamedCheck } from '../../../engine/risk/check-list.ts';
import { judgePlan } from '../../../engine/risk/gate.ts';
import { withQuantity } from '../../../engine/risk/plan-clip.ts';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import { entry, NOW, planOf, reduction, settingsWith, someView } from './some-plan.ts';

const named = (...checks: readonly RiskCheck[]): readonly NamedCheck[] =>
  checks.map((check, index) => ({ name: `check ${index}`, truth: 'It holds.', check }));

/** Halves the quantity while it is above `limit`. */
const halveAbove =
  (limit: number): RiskCheck =>
  (plan) => {
    const [order] = plan.orders;
    const quantity = order?.request.quantity;
    if (order === undefined || quantity === undefined || quantity === null || quantity.lte(limit)) return PASS;
    const half = withQuantity(plan, order.request.clientOrderId, quantity.div(2));
    return clip(half, 'POSITION_ABOVE_MAX', { notional: quantity, notionalMax: limit });
  };
const refuseBelow =
  (limit: number): RiskCheck =>
  (plan) =>
    plan.orders[0]?.request.quantity?.lt(limit) === true
      ? refuse('QUANTITY_BELOW_MIN', { order: 'x', quantity: 0, quantityMin: limit })
      : PASS;

const judge = (quantity: number, ...checks: readonly RiskCheck[]) =>
  judgePlan(planOf([entry('buy', quantity)], { ref: 'mine' }), someView(), settingsWith(), named(...checks));

describe('the gate', () => {
  it('passes a plan that every check passes, as it is', () => {
    const plan = planOf([entry('buy', 1)]);
    expect(judgePlan(plan, someView(), settingsWith())).toEqual({ kind: 'passed', plan, clips: [] });
  });

  it('asks in order and stops at the first refusal', () => {
    const asked: string[] = [];
    const noting =
      (name: string, check: RiskCheck): RiskCheck =>
      (...args) => {
        asked.push(name);
        return check(...args);
      };
    judge(
      1,
      noting('a', () => PASS),
      noting('b', refuseBelow(5)),
      noting('c', () => PASS),
    );
    expect(asked).toEqual(['a', 'b']);
  });

  it('tells a refusal in the form strategies are told, with the catalogue’s sentence', () => {
    expect(judge(1, refuseBelow(5))).toEqual({
      kind: 'refused',
      refusal: {
        strategyId: 's1',
        symbol: 'BTCUSDT',
        ref: 'mine',
        intent: 'open',
        by: 'risk',
        outcome: 'refused',
        code: 'QUANTITY_BELOW_MIN',
        message: 'The quantity of the order is smaller than the instrument allows.',
        operands: { order: 'x', quantity: 0, quantityMin: 5 },
        time: NOW,
      },
    });
  });

  it('carries out what a clip leaves, after all checks passed it again', () => {
    const asked: (string | undefined)[] = [];
    const noting: RiskCheck = (plan) => {
      asked.push(plan.orders[0]?.request.quantity?.toString());
      return PASS;
    };
    const answer = judge(8, noting, halveAbove(4));
    expect(answer.kind === 'passed' && answer.plan.orders[0]?.request.quantity?.toString()).toBe('4');
    expect(answer.kind === 'passed' && answer.clips.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['POSITION_ABOVE_MAX', 'clipped'],
    ]);
    expect(asked).toEqual(['8', '4']);
  });

  it('lets several checks clip in one pass', () => {
    const answer = judge(8, halveAbove(4), halveAbove(3));
    expect(answer.kind === 'passed' && answer.plan.orders[0]?.request.quantity?.toString()).toBe('2');
    expect(answer.kind === 'passed' && answer.clips.length).toBe(2);
  });

  it('refuses a clipped plan that an earlier check does not pass any more', () => {
    expect(judge(8, refuseBelow(5), halveAbove(4))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'QUANTITY_BELOW_MIN' },
    });
  });

  it('refuses a plan that would have to be clipped a second time', () => {
    expect(judge(32, halveAbove(4))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'POSITION_ABOVE_MAX', outcome: 'refused' },
    });
  });

  it('cuts a reduction beyond the book down and sends it', () => {
    const view = someView({ held: [{ quantity: 2, price: 100 }] });
    const answer = judgePlan(planOf([reduction('sell', 3)]), view, settingsWith());
    expect(answer.kind === 'passed' && answer.plan.orders[0]?.request.quantity?.toString()).toBe('2');
  });

  it('passes a reduction whatever has gone wrong: no equity, no margin, no data, losses, cooldown, reducing', () => {
    const view = someView({
      held: [{ quantity: 2, price: 100 }],
      account: { equity: toDecimal(-5), availableMargin: toDecimal(-900), crossWallet: toDecimal(-5) },
      market: { feed: 'down', lastEventTime: 0 },
      history: {
        tradingState: () => 'reducing',
        ordersSentSince: () => 1_000,
        dayStartEquity: () => 10_000,
        peakEquity: () => 10_000,
        lastLosingExitTime: () => NOW,
      },
    });
    const strict = settingsWith({
      leverageMax: 1,
      orderNotionalMax: 1,
      positionNotionalMax: 1,
      netPositionNotionalMax: 1,
      openOrdersMax: 1,
      priceDeviationRatioMax: 0.0001,
      orderRateMax: 1,
      accountOrderRateMax: 1,
      dailyLossMax: 1,
      drawdownRatioMax: 0.01,
      cooldownMs: 1_000_000,
    });
    expect(judgePlan(planOf([reduction('sell', 2)]), view, strict).kind).toBe('passed');
    expect(judgePlan(planOf([entry('buy', 2)]), view, strict).kind).toBe('refused');
  });
});
