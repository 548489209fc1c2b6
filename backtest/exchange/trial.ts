// Tries a walk on a copy of the state, with the very code that walks in earnest and a sink that tells nobody (WALK-2).
import type { Decimal } from '../../engine/domain/decimal.ts';
import { equityOf } from './cross-account.ts';
import { type Desk, type Sink, zeroCounts } from './desk.ts';
import { nextStep } from './next-step.ts';
import type { PathPoint } from './path.ts';
import { copyForTrial } from './state.ts';
import { takeStep } from './take-step.ts';
import { copyWalk, type Walk } from './walk.ts';

export interface TrialResult {
  /** The fills, sorted, as one text: two walks with equal texts give the same fills (WALK-5). */
  readonly fills: string;
  /** Account equity at the end of the way. */
  readonly equity: Decimal;
}

/** Walks the points from where the walk stands to their end. */
export function tryWalk(desk: Desk, walk: Walk, points: readonly PathPoint[]): TrialResult {
  const state = copyForTrial(desk.state, walk.market.index);
  const market = state.markets[walk.market.index];
  if (market === undefined) throw new Error('a copy has the markets of the original');
  const collector = createFillCollector();
  const { settings, models } = desk;
  const counts = zeroCounts();
  const trial: Desk = { state, settings, models, sink: collector, arrivals: null, endedOrders: null, counts };
  const tried = copyWalk(walk, market, points);
  for (let step = nextStep(trial, tried); step !== undefined; step = nextStep(trial, tried)) {
    if (step.kind !== 'choose') takeStep(trial, tried, step);
  }
  return { fills: collector.fills(), equity: equityOf(state) };
}

function createFillCollector(): Sink & { fills(): string } {
  const fills: string[] = [];
  return {
    emit(body) {
      if (body.kind !== 'filled') return;
      const { clientOrderId, symbol, positionSide, price, quantity } = body.fill;
      const order = clientOrderId ?? `liquidation of ${symbol} ${positionSide}`;
      fills.push(`${order} ${price.toString()} ${quantity.toString()}`);
    },
    fills: () => fills.toSorted().join('\n'),
  };
}
