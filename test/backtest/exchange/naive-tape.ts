// A second walker of trades, written from section 11 of docs/fill-rules.md alone: one list of orders, looked through from its
// beginning at every turn, in whole ticks and thousandths. It knows one symbol in one-way mode, no margin and no liquidation.

export type Kind = 'MARKET' | 'LIMIT' | 'STOP_MARKET' | 'TAKE_PROFIT_MARKET' | 'STOP' | 'TRAILING_STOP_MARKET';

/** Prices in ticks, quantities in thousandths; the callback in whole percent. */
export interface NaiveOrder {
  readonly id: string;
  readonly kind: Kind;
  readonly side: 'buy' | 'sell';
  readonly quantity: number;
  readonly price: number;
  readonly trigger: number;
  readonly callback: number;
  readonly timeInForce: 'GTC' | 'IOC' | 'FOK' | 'GTX';
  readonly reduceOnly: boolean;
}

export type NaiveCommand =
  | { readonly kind: 'place'; readonly order: NaiveOrder }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'amend'; readonly id: string; readonly quantity: number; readonly price: number };

export interface NaiveTrade {
  readonly time: number;
  readonly price: number;
  readonly quantity: number;
  readonly takerSold: boolean;
}

export interface NaiveSettings {
  readonly limitFill: 'through' | 'touch';
  readonly participationRatio: null | 0.1;
  readonly latencyMs: number;
  readonly slippageTicks: number;
}

type Stage = 'waits' | 'rests' | 'sleeps' | 'ended';

interface Held {
  order: NaiveOrder;
  arrival: number;
  stage: Stage;
  filled: number;
  extreme: number;
}

export interface NaiveTape {
  send(now: number, command: NaiveCommand): void;
  trade(trade: NaiveTrade): void;
  /** Delivers what arrives up to a time at which nothing is traded. */
  passTo(time: number): void;
  words(): readonly string[];
}

/** `onFill` and `onTrade` may send commands; they are given the time. */
export function createNaiveTape(
  { limitFill, participationRatio, latencyMs, slippageTicks }: NaiveSettings,
  firstPrice: number,
  onFill: (time: number) => void,
  onTrade: (time: number) => void,
): NaiveTape {
  const words: string[] = [];
  const orders: Held[] = [];
  const underWay: { time: number; command: NaiveCommand }[] = [];
  let [last, now, position, arrivals, budget] = [firstPrice, 0, 0, 0, 0];

  const say = (text: string): number => words.push(`${now} ${text}`);
  const sign = (side: 'buy' | 'sell'): number => (side === 'buy' ? 1 : -1);
  const rest = ({ order, filled }: Held): number => order.quantity - filled;
  const reducible = (side: 'buy' | 'sell'): number => Math.max(0, -position * sign(side));
  const wanted = (held: Held): number =>
    held.order.reduceOnly ? Math.min(rest(held), reducible(held.order.side)) : rest(held);
  const satisfies = ({ side, price }: NaiveOrder): boolean =>
    price === last ? limitFill === 'touch' : (last - price) * sign(side) < 0;
  const isLimit = ({ kind }: NaiveOrder): boolean => kind === 'LIMIT' || kind === 'STOP';
  const triggerOf = ({ order, extreme }: Held): number => {
    if (order.kind !== 'TRAILING_STOP_MARKET') return order.trigger;
    const moved = extreme * (100 - sign('buy') * (order.side === 'sell' ? order.callback : -order.callback));
    return order.side === 'sell' ? Math.floor(moved / 100) : Math.ceil(moved / 100);
  };
  const risesTo = ({ kind, side }: NaiveOrder): boolean => (side === 'buy') !== (kind === 'TAKE_PROFIT_MARKET');
  const isReached = (held: Held): boolean => (risesTo(held.order) ? last >= triggerOf(held) : last <= triggerOf(held));

  const end = (held: Held, reason: string): void => {
    held.stage = 'ended';
    say(`${held.order.id} ended ${reason}`);
  };
  const fill = (held: Held, quantity: number, ticks: number, liquidity: 'maker' | 'taker'): void => {
    held.filled += quantity;
    position += quantity * sign(held.order.side);
    budget -= quantity;
    if (rest(held) === 0) held.stage = 'ended';
    say(`${held.order.id} ${held.order.side} ${quantity / 1000} @ ${ticks / 10} ${liquidity}`);
    onFill(now);
    if (held.stage !== 'ended' && held.order.reduceOnly && reducible(held.order.side) === 0) end(held, 'reduce-only');
  };
  /** Takes at the trade; what it may not take of it goes on at the next one. */
  const take = (held: Held): void => {
    const { order } = held;
    const want = wanted(held);
    const quantity = Math.min(want, budget);
    if (order.timeInForce === 'FOK' && quantity < want) return end(held, 'fok-not-filled');
    if (want === 0) return end(held, 'reduce-only');
    if (quantity > 0) fill(held, quantity, isLimit(order) ? last : last + slippageTicks * sign(order.side), 'taker');
    if (held.stage === 'ended') return;
    if (order.timeInForce === 'IOC') return end(held, 'ioc-remainder');
    held.stage = 'waits';
  };
  const restOrExpire = (held: Held): void => {
    if (held.order.timeInForce === 'IOC') return end(held, 'ioc-remainder');
    if (held.order.timeInForce === 'FOK') return end(held, 'fok-not-filled');
    held.stage = 'rests';
  };

  const place = (order: NaiveOrder): void => {
    const held: Held = { order, arrival: 0, stage: 'sleeps', filled: 0, extreme: last };
    const isConditional = order.kind !== 'MARKET' && order.kind !== 'LIMIT';
    const reject = (code: string): number => say(`${order.id} rejected ${code}`);
    if (order.reduceOnly && !isConditional && reducible(order.side) === 0) return void reject('REDUCE_ONLY_REJECTED');
    if (isConditional && order.kind !== 'TRAILING_STOP_MARKET' && isReached(held))
      return void reject('WOULD_TRIGGER_AT_ONCE');
    if (order.kind === 'LIMIT' && order.timeInForce === 'GTX' && satisfies(order))
      return void reject('POST_ONLY_WOULD_TAKE');
    arrivals += 1;
    held.arrival = arrivals;
    orders.push(held);
    say(`${order.id} accepted`);
    if (order.kind === 'MARKET' || (order.kind === 'LIMIT' && satisfies(order))) held.stage = 'waits';
    else if (order.kind === 'LIMIT') restOrExpire(held);
  };
  const amend = (id: string, quantity: number, price: number): void => {
    const held = orders.find((one) => one.order.id === id && one.stage !== 'ended');
    if (held === undefined) return void say('amendRejected UNKNOWN_ORDER');
    if (held.order.kind !== 'LIMIT') return void say('amendRejected NOT_SUPPORTED');
    if (held.order.quantity === quantity && held.order.price === price)
      return void say('amendRejected NOTHING_TO_CHANGE');
    if (quantity <= held.filled) return end(held, 'amend-below-filled');
    if (held.order.timeInForce === 'GTX' && satisfies({ ...held.order, price }))
      return end(held, 'post-only-at-trigger');
    arrivals += 1;
    held.arrival = arrivals;
    held.order = { ...held.order, quantity, price };
    say(`${id} amended`);
    if (satisfies(held.order)) held.stage = 'waits';
    else restOrExpire(held);
  };
  const cancel = (id: string): void => {
    const held = orders.find((one) => one.order.id === id && one.stage !== 'ended');
    if (held === undefined) say('cancelRejected UNKNOWN_ORDER');
    else end(held, 'requested');
  };
  const wake = (held: Held): void => {
    held.stage = 'waits';
    say(`${held.order.id} triggered`);
    if (held.order.reduceOnly && reducible(held.order.side) === 0) return end(held, 'reduce-only');
    if (!isLimit(held.order)) return take(held);
    if (held.order.timeInForce === 'GTX' && satisfies(held.order)) return end(held, 'post-only-at-trigger');
    if (satisfies(held.order)) take(held);
    else restOrExpire(held);
  };

  /** The next command that has arrived by now. */
  const deliver = (time: number): boolean => {
    const first = underWay.toSorted((a, b) => a.time - b.time)[0];
    if (first === undefined || first.time > time) return false;
    underWay.splice(underWay.indexOf(first), 1);
    now = Math.max(now, first.time);
    const { command } = first;
    if (command.kind === 'place') place(command.order);
    else if (command.kind === 'cancel') cancel(command.id);
    else amend(command.id, command.quantity, command.price);
    return true;
  };
  const rankOf = ({ order, stage }: Held): number => {
    if (stage === 'rests') return 2;
    return order.kind === 'TAKE_PROFIT_MARKET' ? 1 : 0;
  };
  const firstAt = ({ takerSold }: NaiveTrade): Held | undefined =>
    orders
      .filter((held) => {
        if (held.stage === 'sleeps') return isReached(held);
        return (
          held.stage === 'rests' && budget > 0 && satisfies(held.order) && takerSold === (held.order.side === 'buy')
        );
      })
      .toSorted((a, b) => rankOf(a) - rankOf(b) || a.arrival - b.arrival)[0];

  return {
    send(time, command) {
      underWay.push({ time: time + latencyMs, command });
    },
    passTo(time) {
      while (deliver(time));
    },
    trade(trade) {
      while (deliver(trade.time));
      now = Math.max(now, trade.time);
      last = trade.price;
      budget = participationRatio === null ? Infinity : Math.floor(trade.quantity / 10);
      for (const held of orders) {
        held.extreme = held.order.side === 'sell' ? Math.max(held.extreme, last) : Math.min(held.extreme, last);
      }
      const waiting = orders.filter(({ stage }) => stage === 'waits').toSorted((a, b) => a.arrival - b.arrival);
      for (const held of waiting) {
        if (held.stage !== 'waits') continue;
        if (!isLimit(held.order) || satisfies(held.order)) take(held);
        else restOrExpire(held);
      }
      for (;;) {
        if (deliver(now)) continue;
        const held = firstAt(trade);
        if (held === undefined) break;
        if (held.stage === 'sleeps') wake(held);
        else if (wanted(held) === 0) end(held, 'reduce-only');
        else fill(held, Math.min(wanted(held), budget), held.order.price, 'maker');
      }
      onTrade(now);
      while (deliver(now));
    },
    words: () => words,
  };
}
