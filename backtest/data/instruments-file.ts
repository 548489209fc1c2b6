// Trading rules from a file in exchangeInfo shape (`{ symbols: [...] }`, or the array alone), as `GET /fapi/v1/exchangeInfo`
// answers it.
import type { Instrument, LotRule } from '../../engine/domain/instrument.ts';
import { gatherRules } from './dated-entries.ts';
import type { DatedRules } from './dated-rules.ts';
import { readJsonFile, type JsonFields } from './json-file.ts';

export type InstrumentRules = ReadonlyMap<string, DatedRules<Instrument>>;

/**
 * The instruments of a file by symbol: those in `wanted`, or all. Entries nobody asked for are not looked at, so a full
 * exchangeInfo answer with odd contracts in it will do. Throws a DataFileError that names file, symbol and field.
 */
export async function readInstruments(path: string, wanted?: readonly string[]): Promise<InstrumentRules> {
  return parseInstruments(await readJsonFile(path), path, wanted);
}

/** `readInstruments` over content that is already parsed. */
export function parseInstruments(content: unknown, path: string, wanted?: readonly string[]): InstrumentRules {
  return gatherRules(content, path, wanted, parseInstrument);
}

function parseInstrument(entry: JsonFields, symbol: string): Instrument {
  const filters = entry.objects('filters', 'filter');
  const filterOf = (type: string): JsonFields => {
    const filter = filters.find((candidate) => candidate.text('filterType') === type);
    if (filter === undefined) throw entry.complaint(`filter ${type} is missing`);
    return filter.at(`${symbol} ${type}`);
  };
  const price = filterOf('PRICE_FILTER');
  const percentPrice = filterOf('PERCENT_PRICE');
  const notional = filterOf('MIN_NOTIONAL');
  return {
    symbol,
    baseAsset: entry.text('baseAsset'),
    quoteAsset: entry.text('quoteAsset'),
    marginAsset: entry.text('marginAsset'),
    priceTick: price.decimal('tickSize', { above: 0 }),
    priceMin: price.decimal('minPrice', { min: 0 }),
    priceMax: price.decimal('maxPrice', { above: 0 }),
    lot: parseLot(filterOf('LOT_SIZE')),
    marketLot: parseLot(filterOf('MARKET_LOT_SIZE')),
    // The spot dialect of exchangeInfo spells it minNotional.
    notionalMin: notional.decimal(notional.has('notional') ? 'notional' : 'minNotional', { min: 0 }),
    priceRatioMax: percentPrice.decimal('multiplierUp', { above: 0 }),
    priceRatioMin: percentPrice.decimal('multiplierDown', { min: 0 }),
    openOrdersMax: filterOf('MAX_NUM_ORDERS').wholeNumber('limit', { above: 0 }),
    triggerProtectRatio: entry.decimal('triggerProtect', { min: 0 }),
    marketTakeRatioMax: entry.decimal('marketTakeBound', { min: 0 }),
    liquidationFeeRatio: entry.decimal('liquidationFee', { min: 0 }),
  };
}

function parseLot(filter: JsonFields): LotRule {
  const quantityMin = filter.decimal('minQty', { min: 0 });
  const quantityMax = filter.decimal('maxQty', { above: 0 });
  if (quantityMax.lt(quantityMin)) {
    throw filter.complaint(`"maxQty" ${quantityMax.toString()} is below "minQty" ${quantityMin.toString()}`);
  }
  return { quantityMin, quantityMax, quantityStep: filter.decimal('stepSize', { above: 0 }) };
}
