// Where the walk of one symbol's kline stands. The market itself knows its last and mark price; here is the rest of the
// place, the way ahead, and what is left of the kline's volume.
import { Decimal, floorToMultiple } from '../../engine/domain/decimal.ts';
import { lastTimeOf, openPoint, type PathPoint, type Place } from './path.ts';
import type { Market } from './state.ts';
import { createTape, type Tape } from './tape.ts';
import { observeTrails } from './trailing.ts';
import type { WalkKline } from './walk-input.ts';
import type { WorkingOrder } from './working-order.ts';

/** `unopened`: not begun. `opening`: at the open, which is not quiet yet. `moving`: on a way that has been chosen. */
export type WalkPhase = 'unopened' | 'opening' | 'moving';

export interface Walk {
  readonly market: Market;
  readonly kline: WalkKline;
  /** The trades that are walked; null where the kline is walked along a path through its prices. */
  readonly tape: Tape | null;
  /** False in klines of volume 0 without a tape, where orders stand still (PATH-10). */
  readonly isTraded: boolean;
  /** Base asset that was traded where the walk stands: in the kline, or in the trade of the tape (LIQ-1, TRADE-6). */
  volume: number;
  phase: WalkPhase;
  points: readonly PathPoint[];
  /** Index of the point behind the place; the place lies between it and the next one. */
  segment: number;
  share: number;
  /** Epoch ms. */
  time: number;
  isBetween: boolean;
  /** Base asset that may still be taken; null for no limit, undefined until it is asked for. */
  budget: Decimal | null | undefined;
  /** Orders of earlier klines that take and wait for this open (LIQ-3). */
  carried: WorkingOrder[];
  /** The way that a turn replaced at this very place, to be compared when the walk goes on (WALK-5). */
  replaced: readonly PathPoint[] | null;
  isAmbiguous: boolean;
}

/** `isAlone`: nothing else is walked at the instant. */
export function createWalk(market: Market, kline: WalkKline, isAlone: boolean): Walk {
  const tape = kline.trades === undefined ? null : createTape(kline, kline.trades, isAlone);
  return {
    market,
    kline,
    tape,
    isTraded: kline.volume > 0 || tape !== null,
    volume: kline.volume,
    phase: 'unopened',
    points: [openPoint(kline)],
    segment: 0,
    share: 0,
    time: kline.openTime,
    isBetween: false,
    budget: undefined,
    carried: [],
    replaced: null,
    isAmbiguous: false,
  };
}

/** The walk as a trial goes on with it: at the same place, on a copy of the market, along other points. */
export function copyWalk(walk: Walk, market: Market, points: readonly PathPoint[]): Walk {
  return { ...walk, market, phase: 'moving', points, segment: 0, share: 0, carried: [], replaced: null };
}

/** Stands at a place of the present segment, and lets trailing stops see it. Time never runs backwards. */
export function standAt(walk: Walk, place: Place): void {
  walk.share = Math.max(walk.share, place.share);
  walk.time = Math.max(walk.time, place.time);
  walk.isBetween = place.isBetween;
  setPrices(walk, place);
}

/** Stands at a point of the path. */
export function standAtPoint(walk: Walk, segment: number, point: PathPoint): void {
  walk.segment = segment;
  walk.share = 0;
  walk.time = Math.max(walk.time, point.time);
  walk.isBetween = false;
  setPrices(walk, point);
}

/** Goes on along other points, the first of which is the present place. */
export function turnOnto(walk: Walk, points: readonly PathPoint[]): void {
  walk.points = points;
  walk.segment = 0;
  walk.share = 0;
}

/** The present place as a point. */
export function pointOf({ market, time }: Walk): PathPoint {
  return { last: market.last, mark: market.mark, time };
}

/** Epoch ms of the last place of the kline. */
export function endTimeOf(walk: Walk): number {
  return lastTimeOf(walk.kline);
}

/** What orders may still take of the kline, or of the trade (LIQ-1, TRADE-6); null is no limit. */
export function budgetOf(walk: Walk, participationRatio: number | null): Decimal | null {
  if (walk.budget === undefined) {
    const volume = new Decimal(walk.volume);
    const { quantityStep } = walk.market.instrument.lot;
    walk.budget = participationRatio === null ? null : floorToMultiple(volume.times(participationRatio), quantityStep);
  }
  return walk.budget;
}

function setPrices(walk: Walk, { last, mark }: PathPoint): void {
  const { market } = walk;
  market.mark = mark;
  market.last = last;
  if (last < market.walkedLow) market.walkedLow = last;
  if (last > market.walkedHigh) market.walkedHigh = last;
  if (!walk.isTraded) return;
  observeTrails(market.orders.trailing, last, mark, market.instrument.priceTick);
  observeTrails(market.orders.held, last, mark, market.instrument.priceTick);
}
