import { join, resolve } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { recordedDataFolder } from '../../scripts/recorded-data.mjs';
import { createCheckout, type Checkout } from './checkout.ts';

describe('the folder of recorded data', () => {
  test('is the one that SLUICE_DATA names', () => {
    expect(recordedDataFolder('/checkout', { SLUICE_DATA: 'recordings' })).toBe(resolve('recordings'));
  });

  test.each([{}, { SLUICE_DATA: '' }])('is shared/data beside the checkout without it: %j', (environment) => {
    expect(recordedDataFolder(join('/', 'homes', 'checkout'), environment)).toBe(resolve('/homes/shared/data'));
  });
});

describe('tests on recorded data', () => {
  let checkout: Checkout;
  beforeEach(() => {
    checkout = createCheckout();
  });
  afterEach(() => checkout.remove());

  test('end with one sentence and exit code 2 when there is none', async () => {
    const data = join(checkout.folder, 'nowhere');
    expect(await checkout.run(process.execPath, ['scripts/run-tests.mjs', 'recorded'], { SLUICE_DATA: data })).toEqual({
      code: 2,
      stdout: '',
      stderr: `sluice: no recorded market data at ${data}; set SLUICE_DATA to the folder that holds klines/.\n`,
    });
  });
});
