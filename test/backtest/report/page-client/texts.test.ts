// Figures and times as the page writes them.
import { describe, expect, test } from 'vitest';

import {
  axisText,
  counted,
  exactText,
  fixedText,
  fundingText,
  moneyText,
  moneyWithAsset,
  numberOf,
  percentText,
  priceText,
  shortDecimals,
} from '../../../../backtest/report/page-client/text/number-text.ts';
import { durationText, intervalText, timeText } from '../../../../backtest/report/page-client/text/time-text.ts';
import { codeInWords, nameInWords, tokenInWords } from '../../../../backtest/report/page-client/text/words.ts';

describe('figures', () => {
  test.each([
    ['groups digits', fixedText(1_234_567.891, 2), '1,234,567.89'],
    ['has a true minus', fixedText(-0.5, 1), '−0.5'],
    ['puts a plus where it is the message', fixedText(3, 0, true), '+3'],
    ['never signs what is shown as zero', fixedText(-0.001, 2, true), '0.00'],
    ['dashes what is missing', fixedText(null, 2), '–'],
    ['writes money with two decimals', moneyText(1_234.5), '1,234.50'],
    ['writes small money with more', moneyText(0.0004), '0.0004'],
    ['writes the least that is booked', moneyText(-0.000_000_01), '−0.00000001'],
    ['names the asset', moneyWithAsset(5, 'USDT', true), '+5.00 USDT'],
    ['names no asset of nothing', moneyWithAsset(null, 'USDT'), '–'],
    ['writes ratios as per cent', percentText(0.1234, true), '+12.34\u202f%'],
    ['says that funding was paid', fundingText(-17.192, 'USDT'), '−17.19 USDT (paid)'],
    ['says that funding was received', fundingText(5, 'USDT'), '+5.00 USDT (received)'],
    ['says neither of none', fundingText(0, 'USDT'), '0.00 USDT'],
    ['leaves recorded digits as they are', exactText('-1234567.00010'), '−1,234,567.00010'],
    ['fills a price up to the decimals of its market', priceText('64403', 1), '64,403.0'],
    ['takes no decimal off a price', priceText('64403.25', 1), '64,403.25'],
    ['needs no point for a market of whole prices', priceText('64403', 0), '64,403'],
    ['keeps eight decimals of an average', priceText('1515.626156663464', 2), '1,515.62615666'],
    ['shortens each number of a text', shortDecimals('last=1515.626156663464 most=2'), 'last=1515.62615666 most=2'],
    ['keeps what a small number says', shortDecimals('0.000000123456789123'), '0.00000012345679'],
    ['rounds up to a whole number', shortDecimals('1.9999999999'), '2'],
    ['shortens sixty digits', shortDecimals(`-12345678901234567.${'3'.repeat(60)}`), '-12345678901234567.33333333'],
    ['leaves eight decimals as they are', shortDecimals('0.12345678'), '0.12345678'],
    ['leaves what is no number alone', exactText('market'), 'market'],
    ['counts one', counted(1, 'kline'), '1 kline'],
    ['counts many', counted(1_204, 'kline'), '1,204 klines'],
    ['shortens an axis', axisText(40_000, 10_000), '40k'],
    ['shortens a long axis', axisText(1_500_000, 500_000), '1.5M'],
    ['keeps the decimals of an axis', axisText(0.025, 0.025), '0.025'],
  ])('%s', (_what, text, expected) => {
    expect(text).toBe(expected);
  });

  test.each([
    ['1.5', 1.5],
    ['', null],
    [' ', null],
    ['x', null],
    [Number.NaN, null],
    [null, null],
    [undefined, null],
    [0, 0],
  ])('%o is read as %o', (value, expected) => {
    expect(numberOf(value)).toBe(expected);
  });
});

describe('times', () => {
  test.each([
    [timeText(Date.UTC(2025, 4, 4, 15, 33)), '2025-05-04 15:33'],
    [timeText(Date.UTC(2025, 4, 4, 15, 33, 7)), '2025-05-04 15:33:07'],
    [timeText(Date.UTC(2025, 4, 4, 15, 33, 7, 9)), '2025-05-04 15:33:07.009'],
    [timeText(null), '–'],
    [durationText(90_061_000), '1 d 1 h'],
    [durationText(0), '0 s'],
    [durationText(null), '–'],
    [intervalText(60_000), '1m'],
    [intervalText(14_400_000), '4h'],
    [intervalText(86_400_000), '1d'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe('words', () => {
  test.each([
    [nameInWords('maxDrawdownRatio'), 'Max drawdown'],
    [codeInWords('WOULD_TRIGGER_AT_ONCE'), 'Would trigger at once'],
    [tokenInWords('take-profit-1'), 'take profit 1'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});
