// The deepest fall of equity inside klines, which equity at their closes does not show. Each kline is looked at with what is
// held when its walk has ended, at its adverse extreme, all symbols at once, and at its close: never less than the drawdown
// at closes, and more than there truly was where what is held was entered after the extreme.
import type { WalkInstant, WalkKline } from '../backtest/replay/walk-instant.ts';
import type { PositionBook } from '../engine/domain/account.ts';
import type { AccountBook } from '../engine/portfolio/account-book.ts';

export interface IntrabarWatch {
  /** To be called after an instant has been walked. */
  see(instant: WalkInstant): void;
  /** Greatest fall below the highest equity at an earlier close, as a ratio of it. */
  drawdownRatio(): number;
}

/** `markOf` is the mark at the last close, for symbols that have no kline at the instant. */
export function createIntrabarWatch(
  account: Pick<AccountBook, 'equityNumber' | 'positions'>,
  markOf: (symbol: string) => number | null,
  startEquity: number,
): IntrabarWatch {
  let peakEquity = startEquity;
  let drawdown = 0;
  let klines: readonly WalkKline[] = [];
  // The books hand out the same list until a position changes.
  let known: readonly PositionBook[] = [];
  let nets: ReadonlyMap<string, number> = new Map();

  const klineOf = (symbol: string): WalkKline | undefined => {
    for (const kline of klines) if (kline.symbol === symbol) return kline;
    return undefined;
  };
  /** Whether a symbol is long on the whole: with both sides of hedge mode held, the price is at one extreme for both. */
  const isLong = (symbol: string): boolean => {
    const positions = account.positions();
    if (positions !== known) {
      known = positions;
      nets = netQuantities(positions);
    }
    return (nets.get(symbol) ?? 0) > 0;
  };
  const atWorst = (symbol: string): number | null => {
    const kline = klineOf(symbol);
    if (kline === undefined) return markOf(symbol);
    const { mark } = kline;
    if (mark.kind === 'kline') return isLong(symbol) ? mark.low : mark.high;
    return (isLong(symbol) ? kline.low : kline.high) * mark.ratio;
  };
  const atClose = (symbol: string): number | null => {
    const kline = klineOf(symbol);
    if (kline === undefined) return markOf(symbol);
    return kline.mark.kind === 'kline' ? kline.mark.close : kline.close * kline.mark.ratio;
  };

  return {
    see(instant) {
      klines = instant.klines;
      const atTheClose = account.equityNumber(atClose);
      const lowest =
        account.positions().length === 0 ? atTheClose : Math.min(atTheClose, account.equityNumber(atWorst));
      drawdown = Math.max(drawdown, (peakEquity - lowest) / peakEquity);
      peakEquity = Math.max(peakEquity, atTheClose);
    },
    drawdownRatio: () => drawdown,
  };
}

/** Base asset held of each symbol, signed, both sides together. */
function netQuantities(positions: readonly PositionBook[]): ReadonlyMap<string, number> {
  const nets = new Map<string, number>();
  for (const { symbol, quantity } of positions) nets.set(symbol, (nets.get(symbol) ?? 0) + quantity.toNumber());
  return nets;
}
