// The short way through an instant: where nothing is under way, due or within reach, walking is no more than to know
// the closing prices. This is what most klines of a run are, so it compares numbers and makes nothing.
import type { VirtualClock } from '../../engine/clock/virtual-clock.ts';
import type { Desk } from './desk.ts';
import { lastTimeOf, markAtClose } from './path.ts';
import { isOutOfReach, type Reach, reachOf } from './reach.ts';
import type { Market } from './state.ts';
import { couldFallTogether } from './together.ts';
import type { WalkInstant, WalkKline } from './walk-input.ts';
import { crossHeldCount } from './cross-account.ts';

export interface QuietWalk {
  /** Walks the instant if nothing can happen in it; false where it has to be walked in full. */
  tryWalk(instant: WalkInstant): boolean;
  /** What was reckoned of orders and positions no longer holds. */
  forget(): void;
}

/** What is reckoned once and holds until something happens. */
interface Stillness extends Reach {
  /** Epoch ms of the first good-till date or end of a countdown. */
  endTime: number;
  /** True while orders wait for the next open. */
  isWaiting: boolean;
}

export function createQuietWalk(
  desk: Desk,
  clock: VirtualClock,
  marketOf: (symbol: string) => Market | undefined,
): QuietWalk {
  const { state } = desk;
  let stillness: Stillness[] | undefined;
  let areSeveralCross = false;

  const reckon = (): Stillness[] => {
    areSeveralCross = crossHeldCount(state) > 1;
    return state.markets.map((market) => stillnessOf(desk, market));
  };

  /** The instant's klines come in the order of the markets as a rule, so the first look is by place. */
  const marketAt = (place: number, symbol: string): Market | undefined => {
    const market = state.markets[place];
    return market !== undefined && market.symbol === symbol ? market : marketOf(symbol);
  };

  const isStill = (kline: WalkKline, market: Market | undefined, known: readonly Stillness[]): boolean => {
    const still = market === undefined ? undefined : known[market.index];
    if (still === undefined || still.isWaiting || still.endTime <= lastTimeOf(kline)) return false;
    if (kline.trades !== undefined && kline.trades.tell !== null) return false;
    return isOutOfReach(kline, still);
  };

  return {
    tryWalk({ time, klines }) {
      if ((desk.arrivals?.earliestTime() ?? Infinity) < time) return false;
      if ((clock.nextTimerTime() ?? Infinity) < time) return false;
      stillness ??= reckon();
      let place = 0;
      for (const kline of klines) if (!isStill(kline, marketAt(place++, kline.symbol), stillness)) return false;
      if (areSeveralCross && couldFallTogether(state, klines)) return false;
      place = 0;
      for (const kline of klines) {
        const market = marketAt(place++, kline.symbol);
        if (market === undefined) continue;
        market.last = kline.close;
        market.mark = markAtClose(kline);
      }
      return true;
    },
    forget() {
      stillness = undefined;
    },
  };
}

function stillnessOf({ state }: Desk, market: Market): Stillness {
  const { orders } = market;
  return {
    endTime: Math.min(market.countdownTime, orders.expiring[0]?.request.goodTillMs ?? Infinity),
    isWaiting: orders.taking.length > 0 || orders.held.length > 0,
    ...reachOf(state, market),
  };
}
