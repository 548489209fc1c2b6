// What one bar costs in each indicator, stepped without a stream, beside the streaming `nextValue` of technicalindicators where it
// has the same.
import * as technical from 'technicalindicators';

import type { Kline } from '../../engine/domain/kline.ts';
import { adx } from '../../engine/indicators/adx.ts';
import { atr } from '../../engine/indicators/atr.ts';
import { bollinger } from '../../engine/indicators/bollinger.ts';
import { crossing } from '../../engine/indicators/crossing.ts';
import { donchian } from '../../engine/indicators/donchian.ts';
import { ema } from '../../engine/indicators/ema.ts';
import { highest } from '../../engine/indicators/highest.ts';
import { lowest } from '../../engine/indicators/lowest.ts';
import { macd } from '../../engine/indicators/macd.ts';
import { rateOfChange } from '../../engine/indicators/rate-of-change.ts';
import { rsi } from '../../engine/indicators/rsi.ts';
import { sma } from '../../engine/indicators/sma.ts';
import { standardDeviation } from '../../engine/indicators/standard-deviation.ts';
import { stochastic } from '../../engine/indicators/stochastic.ts';
import { studies } from '../../engine/indicators/studies.ts';
import { vwap } from '../../engine/indicators/vwap.ts';
import { wma } from '../../engine/indicators/wma.ts';

export type Step = (kline: Kline) => unknown;

interface Measured {
  readonly name: string;
  readonly ours: () => Step;
  /** The same from technicalindicators, where it has it. */
  readonly theirs?: () => Step;
}

const none = { open: [], high: [], low: [], close: [], volume: [], values: [] };

/** A streaming object that takes a close. */
const onCloses = (create: () => { nextValue(close: number): unknown }) => (): Step => {
  const object = create();
  return (kline) => object.nextValue(kline.close);
};

/** A streaming object that takes a bar; `unknown`, for the package declares two of them with other inputs than they take. */
const onBars = (create: () => { nextValue(bar: unknown): unknown }) => (): Step => {
  const object = create();
  return (kline) => object.nextValue(kline);
};

export const INDICATORS: readonly Measured[] = [
  { name: 'nothing but the call', ours: () => (kline) => kline.close },
  {
    name: 'sma(30)',
    ours: () => sma(30).start(),
    theirs: onCloses(() => new technical.SMA({ ...none, period: 30 })),
  },
  { name: 'sma(500)', ours: () => sma(500).start() },
  { name: 'sma(30) of hlc3', ours: () => sma(30, { source: 'hlc3' }).start() },
  { name: 'sma(30) off any grid', ours: () => offGrid(sma(30).start()) },
  {
    name: 'wma(30)',
    ours: () => wma(30).start(),
    theirs: onCloses(() => new technical.WMA({ ...none, period: 30 })),
  },
  {
    name: 'ema(30)',
    ours: () => ema(30).start(),
    theirs: onCloses(() => new technical.EMA({ ...none, period: 30 })),
  },
  {
    name: 'macd(12, 26, 9)',
    ours: () => macd().start(),
    theirs: onCloses(
      () =>
        new technical.MACD({
          ...none,
          fastPeriod: 12,
          slowPeriod: 26,
          signalPeriod: 9,
          SimpleMAOscillator: false,
          SimpleMASignal: false,
        }),
    ),
  },
  {
    name: 'rsi(14)',
    ours: () => rsi().start(),
    theirs: onCloses(() => new technical.RSI({ ...none, period: 14 })),
  },
  {
    name: 'standardDeviation(20)',
    ours: () => standardDeviation(20).start(),
    theirs: onCloses(() => new technical.SD({ ...none, period: 20 })),
  },
  {
    name: 'bollinger(20)',
    ours: () => bollinger().start(),
    theirs: onCloses(() => new technical.BollingerBands({ ...none, period: 20, stdDev: 2 })),
  },
  { name: 'bollinger(500)', ours: () => bollinger(500).start() },
  {
    name: 'rateOfChange(12)',
    ours: () => rateOfChange(12).start(),
    theirs: onCloses(() => new technical.ROC({ ...none, period: 12 })),
  },
  { name: 'highest(20)', ours: () => highest(20, { source: 'high' }).start() },
  { name: 'lowest(20)', ours: () => lowest(20, { source: 'low' }).start() },
  { name: 'donchian(20)', ours: () => donchian().start() },
  {
    name: 'stochastic(14)',
    ours: () => stochastic().start(),
    theirs: onBars(() => new technical.Stochastic({ ...none, period: 14, signalPeriod: 3 })),
  },
  {
    name: 'atr(14), over theirs',
    ours: () => atr().start(),
    theirs: onBars(() => new technical.ATR({ ...none, period: 14 })),
  },
  {
    name: 'adx(14)',
    ours: () => adx().start(),
    theirs: onBars(() => new technical.ADX({ ...none, period: 14 })),
  },
  { name: 'vwap() of the day', ours: () => vwap().start(), theirs: onBars(() => new technical.VWAP(none)) },
  { name: 'vwap({ period: 20 })', ours: () => vwap({ period: 20 }).start() },
  { name: 'studies of sma(10), sma(30)', ours: () => studies({ fast: sma(10), slow: sma(30) }).start() },
  { name: 'the same with crossing', ours: crossingAverages },
];

/** Moves each close off the tick grid, as the output of another indicator would be. */
function offGrid(step: (price: number) => unknown): Step {
  return (kline) => step(kline.close * Math.SQRT2);
}

function crossingAverages(): Step {
  const rows = studies({ fast: sma(10), slow: sma(30) }).start();
  const cross = crossing().start();
  return (kline) => {
    const row = rows(kline);
    return row === undefined ? undefined : cross(row);
  };
}
