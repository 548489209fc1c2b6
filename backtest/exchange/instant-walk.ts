// Walks all klines that end at one instant, symbol by symbol but in the order of time (PATH-8), and runs the clock's
// timers between.
import type { VirtualClock } from '../../engine/clock/virtual-clock.ts';
import { crossHeldCount } from './cross-account.ts';
import type { Arrival } from './arrivals.ts';
import type { Desk } from './desk.ts';
import { nextStep, type Step } from './next-step.ts';
import { forgetLiquidationPrices, type Market } from './state.ts';
import { takeStep } from './take-step.ts';
import { createWalk, type Walk } from './walk.ts';
import { chooseWalk, compareReplaced } from './walk-choice.ts';
import type { WalkInstant } from './walk-input.ts';

export interface InstantWalkParts {
  readonly desk: Desk;
  readonly clock: VirtualClock;
  readonly marketOf: (symbol: string) => Market | undefined;
  /** Carries out a command that belongs to no symbol. */
  readonly carryOutForAccount: (arrival: Arrival) => void;
}

interface Lane {
  readonly walk: Walk;
  step: Step | undefined;
}

/** Walks the instant to its end; funding is not among it. */
export function walkInstant(parts: InstantWalkParts, instant: WalkInstant): void {
  const { desk, clock } = parts;
  const lanes = lanesOf(parts, instant);
  if (crossHeldCount(desk.state) > 1) forgetLiquidationPrices(desk.state);
  let latestTime = -Infinity;
  let latest: Lane | undefined;
  for (;;) {
    const timerTime = clock.nextTimerTime() ?? Infinity;
    for (const { walk } of lanes) if (walk.tape !== null) walk.tape.timerTime = timerTime;
    for (const lane of lanes) lane.step = nextStep(desk, lane.walk);
    const lane = latest !== undefined && isLiquidatedThere(latest) ? latest : nextLane(lanes, latestTime);
    const stepTime = lane?.step === undefined ? Infinity : Math.max(lane.step.time, latestTime);
    const accountTime = desk.arrivals?.firstTime(-1) ?? Infinity;
    const nextTime = Math.min(stepTime, accountTime, timerTime);
    if (lane?.step === undefined && nextTime >= instant.time) return;

    if (timerTime < Math.min(stepTime, accountTime)) {
      clock.advanceTo(timerTime);
      clock.runDue();
    } else if (accountTime < stepTime) {
      const arrival = desk.arrivals?.take(-1);
      if (arrival !== undefined) parts.carryOutForAccount(arrival);
    } else if (lane !== undefined) {
      latestTime = stepTime;
      latest = lane;
      step(desk, lane, stepTime);
    }
  }
}

function step(desk: Desk, lane: Lane, time: number): void {
  const { walk, step: next } = lane;
  if (next === undefined) return;
  if (movesOn(next)) compareReplaced(desk, walk);
  if (next.kind === 'choose') chooseWalk(desk, walk);
  else takeStep(desk, walk, { ...next, time });
  // In cross mode a mark that moved moves the liquidation prices of the other symbols.
  if (crossHeldCount(desk.state) > 1) forgetLiquidationPrices(desk.state);
}

function movesOn(next: Step): boolean {
  return next.kind === 'point' || ('place' in next && next.place !== null);
}

/** What a step's posting liquidates is looked for first where the step was taken. */
function isLiquidatedThere({ step: next }: Lane): boolean {
  return next?.kind === 'liquidation' && next.place === null;
}

/** Opens come first, then choices, then the rest; within these the order of the instant's klines. */
function nextLane(lanes: readonly Lane[], latestTime: number): Lane | undefined {
  let first: Lane | undefined;
  for (const lane of lanes) {
    if (lane.step !== undefined && (first?.step === undefined || comesFirst(lane, first, latestTime))) first = lane;
  }
  return first;
}

function comesFirst(a: Lane, b: Lane, latestTime: number): boolean {
  const timeA = Math.max(a.step?.time ?? Infinity, latestTime);
  const timeB = Math.max(b.step?.time ?? Infinity, latestTime);
  return timeA < timeB || (timeA === timeB && turnOf(a) < turnOf(b));
}

function turnOf({ walk, step: next }: Lane): number {
  if (next?.kind === 'choose') return 1;
  return walk.phase === 'moving' ? 2 : 0;
}

function lanesOf({ marketOf, desk }: InstantWalkParts, { klines }: WalkInstant): Lane[] {
  const lanes: Lane[] = [];
  for (const kline of klines) {
    const market = marketOf(kline.symbol);
    if (market === undefined) throw new RangeError(`a kline of ${kline.symbol}, which the exchange does not list`);
    desk.counts.klinesWalkedInFull += 1;
    lanes.push({ walk: createWalk(market, kline, klines.length === 1), step: undefined });
  }
  return lanes;
}
