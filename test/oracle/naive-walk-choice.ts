// Which way the oracle walks a kline: the choice at the open, the turn after a fill that opens, and the trials on a copy
// of the state by which both are judged (rules WALK-1 to WALK-5).
import { Decimal } from '../../engine/domain/decimal.ts';
import { payBust } from './naive-bust.ts';
import type { NaiveLane } from './naive-lane.ts';
import { equityOf, heldOn } from './naive-margin.ts';
import { detourPath, klinePath, placeAtPoint, type Extreme, type Path, type Place } from './naive-path.ts';
import { copyNaiveState, symbolOf, type NaiveState } from './naive-state.ts';
import { nextOnTheWay, runStep } from './naive-steps.ts';

/** WALK-1 to WALK-3: which extreme comes first. */
export function chooseWalk(state: NaiveState, lane: NaiveLane): void {
  lane.stage = 'walk';
  lane.opened = null;
  const low = tryWalk(state, lane, klinePath(lane.kline, 'low'), lane.at);
  const high = tryWalk(state, lane, klinePath(lane.kline, 'high'), lane.at);
  if (low.fills !== high.fills) lane.isAmbiguous = true;
  lane.path = klinePath(lane.kline, firstExtreme(state, lane, low.equity, high.equity));
  lane.at = placeAtPoint(lane.path, 0);
}

function firstExtreme(state: NaiveState, lane: NaiveLane, low: Decimal, high: Decimal): Extreme {
  const { open } = lane.kline;
  const nearer: Extreme = lane.kline.high - open - (open - lane.kline.low) > 1e-9 * open ? 'low' : 'high';
  const held = heldOn(state, lane.kline.symbol);
  const { walk } = state.settings;
  if (walk === 'nearest-extreme-first' || held.length === 0) return nearer;
  if (!low.eq(high)) return low.lt(high) === (walk === 'worst-first') ? 'low' : 'high';
  const net = held.reduce((sum, position) => sum.plus(position.quantity), new Decimal(0));
  if (net.isZero()) return nearer;
  return net.gt(0) ? 'low' : 'high';
}

/** WALK-4: after a fill that opened, the rest of the walk goes by the extreme that is worse (or better) for it. */
export function replaceRest(state: NaiveState, lane: NaiveLane): void {
  const isLong = lane.opened === 'long';
  lane.opened = null;
  const { walk } = state.settings;
  if (walk === 'nearest-extreme-first') return;
  const extreme: Extreme = isLong === (walk === 'worst-first') ? 'low' : 'high';
  lane.replaced ??= { path: lane.path, at: lane.at };
  lane.path = detourPath(lane.kline, lane.at, extreme);
  lane.at = { ...lane.at, segment: 0, u: 0 };
}

/** WALK-5: the walk goes on from where it was replaced; would it have filled otherwise on the old way? */
export function compareReplaced(state: NaiveState, lane: NaiveLane): void {
  const { replaced } = lane;
  lane.replaced = null;
  if (replaced === null) return;
  const before = tryWalk(state, lane, replaced.path, replaced.at);
  const after = tryWalk(state, lane, lane.path, lane.at);
  if (before.fills !== after.fills) lane.isAmbiguous = true;
}

/** Walks one lane to its close on a copy of the state: no commands in flight, no replacing of the rest (WALK-2). */
function tryWalk(
  state: NaiveState,
  lane: NaiveLane,
  path: Path,
  at: Place,
): { readonly equity: Decimal; readonly fills: string } {
  const fills: string[] = [];
  const trial = copyNaiveState(state, (report) => {
    if (report.kind !== 'filled') return;
    const { clientOrderId, price, quantity } = report.fill;
    fills.push([clientOrderId, price, quantity].map(String).join(' '));
  });
  const symbol = symbolOf(trial, lane.kline.symbol);
  const copy: NaiveLane = { ...lane, symbol, stage: 'walk', path, at, waiting: [] };
  for (;;) {
    const step = nextOnTheWay(trial, copy, []);
    if (step === undefined) break;
    runStep(trial, copy, step, step.place.time);
    payBust(trial, step.place.time);
  }
  return { equity: equityOf(trial), fills: fills.toSorted().join('\n') };
}
