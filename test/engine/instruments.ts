// Instruments and leverage brackets for tests, with round figures.
import { Decimal } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';

/** Tick 0.1, step 0.001, smallest notional 5, no market bounds that a test would meet unasked. */
export function instrument(symbol: string, changes: Partial<Instrument> = {}): Instrument {
  const lot = {
    quantityMin: new Decimal('0.001'),
    quantityMax: new Decimal(10_000),
    quantityStep: new Decimal('0.001'),
  };
  return {
    symbol,
    baseAsset: symbol.replace(/USDT$/, ''),
    quoteAsset: 'USDT',
    marginAsset: 'USDT',
    priceTick: new Decimal('0.1'),
    priceMin: new Decimal('0.1'),
    priceMax: new Decimal(10_000_000),
    lot,
    marketLot: lot,
    notionalMin: new Decimal(5),
    priceRatioMax: new Decimal(2),
    priceRatioMin: new Decimal('0.5'),
    openOrdersMax: 200,
    triggerProtectRatio: new Decimal('0.05'),
    marketTakeRatioMax: new Decimal('0.5'),
    liquidationFeeRatio: new Decimal('0.0125'),
    ...changes,
  };
}

/** Two brackets: up to 50,000 quote at 100x owing 0.5 %, beyond it 50x owing 1 %. */
export const BRACKETS: LeverageBrackets = [
  {
    leverageMax: 100,
    notionalFloor: new Decimal(0),
    notionalCap: new Decimal(50_000),
    maintenanceRatio: new Decimal('0.005'),
    maintenanceDeduction: new Decimal(0),
  },
  {
    leverageMax: 50,
    notionalFloor: new Decimal(50_000),
    notionalCap: new Decimal(100_000_000),
    maintenanceRatio: new Decimal('0.01'),
    maintenanceDeduction: new Decimal(250),
  },
];
