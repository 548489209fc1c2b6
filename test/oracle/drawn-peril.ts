// Random scenarios near ruin: large positions opened at once on little money, so that margin, liquidation and bust are
// what happens. The rest is drawn as everywhere.
import fc from 'fast-check';
import { oppositeSide, type Side } from '../../engine/domain/side.ts';
import { draw, type Drawn, type DrawnCommand, type DrawnMarket, type DrawnOrder } from './drawn-scenario.ts';

interface Opening {
  readonly symbol: number;
  readonly side: Side;
  readonly quantity: number;
}

const opening: fc.Arbitrary<Opening> = fc.record({
  symbol: fc.integer({ min: 0, max: 1 }),
  side: fc.constantFrom<Side>('buy', 'sell'),
  quantity: fc.integer({ min: 8, max: 40 }),
});

export const drawnPeril: fc.Arbitrary<Drawn> = fc.noBias(
  fc
    .record({
      drawn: draw([2, 6], 8, [1, 2, 2]),
      openings: fc.array(opening, { minLength: 2, maxLength: 4, size: 'max' }),
      leverage: fc.constantFrom(20, 50),
      isCross: fc.constantFrom(true, true, false),
      isHedged: fc.boolean(),
      /** In hedge mode the second opening stands against the first. */
      isLocked: fc.boolean(),
      /** Money in thousandths of what the openings are worth. */
      cushion: fc.integer({ min: 8, max: 150 }),
    })
    .map(({ drawn, openings, leverage, isCross, isHedged, isLocked, cushion }): Drawn => {
      const count = drawn.markets.length;
      const locked = isHedged && isLocked ? withLock(openings) : openings;
      const opened = locked.map((each) => ({ ...each, symbol: each.symbol % count }));
      const worth = opened.reduce((sum, { symbol, quantity }) => sum + quantity * unitPrice(drawn.markets[symbol]), 0);
      return {
        ...drawn,
        markets: drawn.markets.map(withOpenMarket),
        commands: [...opened.map(openingCommand), ...drawn.commands],
        settings: {
          ...drawn.settings,
          leverage,
          marginMode: isCross ? 'cross' : 'isolated',
          positionMode: isHedged ? 'hedge' : 'one-way',
          multiAssets: false,
          latencyMs: 0,
          slippageRatio: 0,
        },
        balance: Math.max(1, Math.round((worth * cushion) / 1000)),
      };
    }),
);

function withLock(openings: readonly Opening[]): readonly Opening[] {
  const [first, second, ...rest] = openings;
  if (first === undefined || second === undefined) return openings;
  return [first, { ...second, symbol: first.symbol, side: oppositeSide(first.side) }, ...rest];
}

/** What a tenth of a base unit costs when the scenario begins. */
function unitPrice(market: DrawnMarket | undefined): number {
  return Number(market?.klineTick ?? market?.tick ?? 0.1) * 100;
}

/** The first bar is there and has volume, so that the openings fill. */
function withOpenMarket(market: DrawnMarket): DrawnMarket {
  const [first, ...rest] = market.bars;
  if (first === undefined) return market;
  return { ...market, isStrict: false, bars: [{ ...first, isMissing: false, volume: 10_000 }, ...rest] };
}

function openingCommand({ symbol, side, quantity }: Opening): DrawnCommand {
  const deed: DrawnOrder = {
    what: 'order',
    type: 'MARKET',
    side,
    quantity,
    price: 0,
    trigger: 0,
    isContrary: false,
    activation: null,
    callback: 1,
    timeInForce: 'GTC',
    goodTill: 0,
    byMark: false,
    priceProtect: false,
    reduceOnly: false,
    closePosition: false,
    hedgeSide: side === 'buy' ? 'long' : 'short',
    closesSide: false,
    isBatched: false,
    exits: null,
  };
  return { symbol, when: { at: 'minute', minute: 0 }, deed };
}
