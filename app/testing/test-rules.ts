// The rules a hand-made market is traded by, with round figures; what a test wants different it says.
import { Decimal, type DecimalInput, ZERO } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';

export interface TestRules {
  /** Smallest step of a price, in quote asset. Default 0.01. */
  readonly priceTick?: DecimalInput;
  /** Smallest step of a quantity, and the smallest quantity, in base asset. Default 0.001. */
  readonly quantityStep?: DecimalInput;
  /** Smallest notional of an order, in quote asset. Default 5. */
  readonly notionalMin?: DecimalInput;
  /** Greatest leverage. Default 125. */
  readonly leverageMax?: number;
  /** Maintenance margin as a ratio of the notional. Default 0.004. */
  readonly maintenanceRatio?: DecimalInput;
}

const ENDLESS = new Decimal('1e12');

export function testInstrument(symbol: string, rules: TestRules): Instrument {
  const quantityStep = new Decimal(rules.quantityStep ?? '0.001');
  const lot = { quantityMin: quantityStep, quantityMax: ENDLESS, quantityStep };
  const priceTick = new Decimal(rules.priceTick ?? '0.01');
  return {
    symbol,
    baseAsset: symbol.replace(/USDT$/, ''),
    quoteAsset: 'USDT',
    marginAsset: 'USDT',
    priceTick,
    priceMin: priceTick,
    priceMax: ENDLESS,
    lot,
    marketLot: lot,
    notionalMin: new Decimal(rules.notionalMin ?? 5),
    priceRatioMax: new Decimal(10),
    priceRatioMin: new Decimal('0.1'),
    openOrdersMax: 200,
    triggerProtectRatio: new Decimal('0.05'),
    marketTakeRatioMax: new Decimal(10),
    liquidationFeeRatio: new Decimal('0.0125'),
  };
}

/** One bracket for every notional. */
export function testBrackets(rules: TestRules): LeverageBrackets {
  return [
    {
      leverageMax: rules.leverageMax ?? 125,
      notionalFloor: ZERO,
      notionalCap: ENDLESS,
      maintenanceRatio: new Decimal(rules.maintenanceRatio ?? '0.004'),
      maintenanceDeduction: ZERO,
    },
  ];
}
