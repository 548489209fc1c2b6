// open: an entry with its bracket; against the book it is refused, with the book it is a further bracket (SEMANTICS 4).
import { type Decimal, toDecimal } from '../domain/decimal.ts';
import { resolveExitLevel } from '../domain/exit-level.ts';
import type { Exits, IntentKind, IntentOf } from '../domain/intent.ts';
import type { BracketExits, PlannedOrder } from '../domain/plan.ts';
import { type Direction, type PositionSide, closingSide, directionOf, openingSide } from '../domain/side.ts';
import { shapeExits } from './exits-shape.ts';
import { bookOf } from './holdings.ts';
import {
  type OrderDraft,
  type PricedOrder,
  fitQuantity,
  isDust,
  plannedOrder,
  positive,
  priceOrder,
} from './order-shape.ts';
import { type PlanOutcome, type Planning, type Refused, isRefused, planned, refused } from './planning.ts';
import { roundPrice } from './rounding.ts';
import { type Size, entryQuantity, sizingCapital } from './sizing.ts';

export function planOpen(planning: Planning, intent: IntentOf<'open'>): PlanOutcome {
  const { account } = planning.view;
  const positionSide = account.positionMode === 'hedge' ? intent.side : 'both';
  const book = bookOf(planning, positionSide);
  const held = directionOf(book);
  // Dust could never be closed, and must not bar the other direction for ever.
  const isOpposite = held !== undefined && held !== intent.side;
  if (isOpposite && !isDust(planning, book)) return refused('OPPOSITE_POSITION', { book, side: intent.side });

  const priced = priceOrder(planning, entryDraft(intent, positionSide));
  if (isRefused(priced)) return priced;
  const exits = shapeExits(planning, intent);
  if (isRefused(exits)) return exits;
  const wanted = wantedQuantity(planning, intent, priced, exits);
  if (isRefused(wanted)) return wanted;
  const entry = bracketEntry(planning, { intent, direction: intent.side, priced, quantity: wanted, exits });
  return isRefused(entry) ? entry : planned(planning, intent, { orders: [entry] });
}

export interface MarketEntry {
  readonly intent: { readonly kind: IntentKind; readonly ref?: string | undefined };
  readonly direction: Direction;
  readonly positionSide: PositionSide;
  /** Base asset, to be rounded down. */
  readonly quantity: Decimal;
  readonly exits: Exits;
}

/** An entry at market with its bracket, as target and reverse end in one. */
export function marketEntry(planning: Planning, entry: MarketEntry): PlannedOrder | Refused {
  const { direction, positionSide, quantity, intent } = entry;
  const draft = { side: openingSide(direction), positionSide, type: 'MARKET', reduces: false } as const;
  const priced = priceOrder(planning, draft);
  if (isRefused(priced)) return priced;
  const exits = shapeExits(planning, entry.exits);
  return isRefused(exits) ? exits : bracketEntry(planning, { intent, direction, priced, quantity, exits });
}

export interface BracketEntry {
  readonly intent: { readonly ref?: string | undefined };
  readonly direction: Direction;
  readonly priced: PricedOrder;
  readonly quantity: Decimal;
  readonly exits: BracketExits;
}

/** An entry that founds a bracket, sized so that one stop can protect all of it. */
export function bracketEntry(planning: Planning, entry: BracketEntry): PlannedOrder | Refused {
  const { priced, exits, direction } = entry;
  const quantity = fitQuantity(planning, priced, entry.quantity);
  if (isRefused(quantity)) return quantity;
  const { quantityMax } = planning.view.market(planning.symbol).instrument.marketLot;
  const hasStop = exits.stop !== null || exits.trailing !== null || exits.breakEven !== null;
  if (hasStop && quantity.gt(quantityMax)) return refused('QUANTITY_TOO_LARGE', { quantity, quantityMax });
  const stem = planning.ids.nextStem(planning.strategyId);
  const ref = entry.intent.ref ?? null;
  const bracket = { bracketId: stem, direction, exits };
  return plannedOrder(priced, quantity, { stem, role: 'entry', ref, bracket, reducesBracketId: null });
}

function entryDraft(intent: IntentOf<'open'>, positionSide: PositionSide): OrderDraft {
  const base = { side: openingSide(intent.side), positionSide, reduces: false };
  if (intent.type === 'limit') {
    const { price, timeInForce, goodTillMs } = intent;
    return { type: 'LIMIT', price, timeInForce, goodTillMs, ...base };
  }
  if (intent.type === 'stop') {
    const { price, triggerPrice, workingType } = intent;
    return { type: price === undefined ? 'STOP_MARKET' : 'STOP', price, triggerPrice, workingType, ...base };
  }
  return { type: 'MARKET', ...base };
}

function wantedQuantity(
  planning: Planning,
  intent: IntentOf<'open'>,
  priced: PricedOrder,
  exits: BracketExits,
): Decimal | Refused {
  const size = sizeOf(intent);
  if (isRefused(size)) return size;
  const { account } = planning.view;
  const riskPrice = riskPriceOf(planning, priced);
  if (riskPrice === undefined) return refused('NO_PRICE', { symbol: planning.symbol });
  const quantity = entryQuantity(size, {
    capital: sizingCapital(account.equity, planning.view.capital(planning.strategyId)),
    takerFeeRatio: account.takerFeeRatio,
    notionalPrice: priced.referencePrice,
    riskPrice,
    stopPrice: stopPriceOf(planning, intent.side, exits, riskPrice),
  });
  return quantity ?? refused('STOP_NEEDED', { price: riskPrice });
}

/** Exactly one measure; what a strategy in plain JavaScript says beside it is an error, not a preference. */
function sizeOf(intent: IntentOf<'open'>): Size | Refused {
  const said = (['quantity', 'notional', 'riskRatio'] as const).filter((measure) => intent[measure] !== undefined);
  const [by] = said;
  if (by === undefined || said.length > 1) return refused('SIZE_INVALID', { said: said.join(' ') });
  const value = positive(intent[by], by);
  if (isRefused(value)) return value;
  if (by === 'quantity') return { by, quantity: value };
  return by === 'notional' ? { by, notional: value } : { by, riskRatio: value };
}

/** The limit or trigger price, else the last close; undefined where the market has shown none. */
function riskPriceOf(planning: Planning, { request }: PricedOrder): Decimal | undefined {
  const own = request.triggerPrice ?? request.price;
  if (own !== null) return own;
  const { last } = planning.view.market(planning.symbol);
  return last === null ? undefined : toDecimal(last);
}

/** Where the stop would lie if the entry filled at the reference, on its tick. */
function stopPriceOf(
  planning: Planning,
  direction: Direction,
  exits: BracketExits,
  reference: Decimal,
): Decimal | null {
  if (exits.stop === null) return null;
  const { priceTick } = planning.view.market(planning.symbol).instrument;
  const level = resolveExitLevel(exits.stop, direction, reference, 'stop');
  return roundPrice(level, priceTick, closingSide(direction), 'stop');
}
