import { CCI, OBV } from 'technicalindicators';
import { describe, expect, it } from 'vitest';

import { fromNextValue } from '../../../engine/indicators/from-next-value.ts';
import { STOCKCHARTS_ATR } from './references.ts';
import { barsOf, operate, stepAll } from './support.ts';

const bars = barsOf(STOCKCHARTS_ATR);

describe('fromNextValue', () => {
  const cci = fromNextValue(() => new CCI({ period: 20, high: [], low: [], close: [] }));

  it('makes an indicator of a technicalindicators object', () => {
    const { high, low, close } = STOCKCHARTS_ATR;
    expect(operate(cci, bars)).toEqual(CCI.calculate({ period: 20, high, low, close }));
  });

  it('makes a new object for each start', () => {
    expect(stepAll(cci, bars)).toEqual(stepAll(cci, bars));
  });

  it('makes none before it is started', () => {
    let made = 0;
    const obv = fromNextValue(() => {
      made++;
      return new OBV({ close: [], volume: [] });
    });
    expect(made).toBe(0);
    obv.start();
    expect(made).toBe(1);
  });
});
