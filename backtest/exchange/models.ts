// What a fill costs and how long a command takes, as functions that can be handed in; the settings make the usual ones.
import { Decimal, maxDecimal } from '../../engine/domain/decimal.ts';
import type { Command } from '../../engine/domain/command.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { Side } from '../../engine/domain/side.ts';
import type { ExchangeSettings } from './settings.ts';

export interface FeeQuestion {
  readonly instrument: Instrument;
  readonly liquidity: 'maker' | 'taker';
  /** Quote asset, rounded as a posting. */
  readonly notional: Decimal;
}

export interface SlippageQuestion {
  readonly instrument: Instrument;
  readonly side: Side;
  /** Price before slippage, in quote asset. */
  readonly price: Decimal;
  /** Base asset. */
  readonly quantity: Decimal;
}

/** The fee in the account's asset, paid when positive; it is rounded when it is posted. */
export type FeeModel = (question: FeeQuestion) => Decimal;
/** Distance in quote asset, ≥ 0, by which the price moves against the order; the price is rounded to the tick afterwards. */
export type SlippageModel = (question: SlippageQuestion) => Decimal;
/** Milliseconds, whole and ≥ 0, from sending to arrival. */
export type LatencyModel = (command: Command) => number;

export interface ExchangeModels {
  readonly fee: FeeModel;
  readonly slippage: SlippageModel;
  readonly latency: LatencyModel;
}

/** The models that the settings describe, with those put in their place that are handed in. */
export function createModels(settings: ExchangeSettings, own: Partial<ExchangeModels> = {}): ExchangeModels {
  return {
    fee: own.fee ?? ratioFee(settings.makerFeeRatio, settings.takerFeeRatio),
    slippage: own.slippage ?? tickOrRatioSlippage(settings.slippageTicks, settings.slippageRatio),
    latency: own.latency ?? (() => settings.latencyMs),
  };
}

/** Fee as a ratio of the notional. */
export function ratioFee(makerFeeRatio: number, takerFeeRatio: number): FeeModel {
  const maker = new Decimal(makerFeeRatio);
  const taker = new Decimal(takerFeeRatio);
  return ({ liquidity, notional }) => notional.times(liquidity === 'maker' ? maker : taker);
}

/** The greater of a number of ticks and a ratio of the price. */
export function tickOrRatioSlippage(ticks: number, ratio: number): SlippageModel {
  const tickCount = new Decimal(ticks);
  const priceRatio = new Decimal(ratio);
  return ({ instrument, price }) => maxDecimal(instrument.priceTick.times(tickCount), price.times(priceRatio));
}
