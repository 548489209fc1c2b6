import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { klineColumnsFromRows } from '../../../backtest/data/kline-columns.ts';
import { readKlines } from '../../../backtest/data/read-klines.ts';
import { locateRow } from '../../../backtest/data/recording-part.ts';
import { writeKlineCsv } from '../../../backtest/data/write-kline-csv.ts';
import { anyKlines, candle, FROM_MS, MINUTE_MS, minutes, plain } from './kline-rows.ts';
import { scratchFile, scratchFolder } from './scratch-folder.ts';
import { sentenceOf } from './sentence-of.ts';
import { zipArchive } from './zip-archive.ts';

const HEADER =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore';
const THREE = minutes(
  candle(0, { quoteVolume: 501.25, tradeCount: 3, takerBuyVolume: 2.5 }),
  candle(1, { close: 99.25, quoteVolume: 7, tradeCount: 1 }),
  candle(2, { volume: 0 }),
);
const ROWS = [
  '1704067200000,100,101,99,100.5,5,1704067259999,501.25,3,2.5,250.5,0',
  '1704067260000,100,101,99,99.25,5,1704067319999,7,1,0,0,0',
  '1704067320000,100,101,99,100.5,0,1704067379999,0,0,0,0,0',
];
const SIX_COLUMNS = ROWS.map((row) => row.split(',').slice(0, 6).join(','));
const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;
const inMicroseconds = (row: string): string =>
  row
    .replace(/^(\d+)/, '$1000')
    .replace(/,(\d{10})(\d{3}),/, (_, seconds: string, rest: string) => `,${seconds}${rest}999,`);

async function read(content: string | Uint8Array, name = 'BTCUSDT-1m.csv') {
  return readKlines({ files: [scratchFile(name, content)] });
}

describe('a kline file', () => {
  test.each<readonly [string, string | Uint8Array]>([
    ['with a header', csv(HEADER, ...ROWS)],
    ['without a header', csv(...ROWS)],
    [
      'with a header of other spellings',
      csv(
        'Open time,"Open",HIGH,low,close,Volume,Close_Time,Quote asset volume,Number of trades,Taker buy base asset volume',
        ...ROWS,
      ),
    ],
    ['with a byte order mark before its header', csv(`\uFEFF${HEADER}`, ...ROWS)],
    ['with a byte order mark before its rows', csv(`\uFEFF${ROWS[0] ?? ''}`, ...ROWS.slice(1))],
    ['without a line feed at its end', csv(HEADER, ...ROWS).trimEnd()],
    ['with empty lines at its end', `${csv(HEADER, ...ROWS)}\n\r\n\n`],
    ['with CRLF line ends', csv(HEADER, ...ROWS).replaceAll('\n', '\r\n')],
    [
      'with CRLF and no last line end',
      csv(...ROWS)
        .replaceAll('\n', '\r\n')
        .trimEnd(),
    ],
    ['in microseconds', csv(HEADER, ...ROWS.map(inMicroseconds))],
    ['in milliseconds first and microseconds then', csv(ROWS[0] ?? '', ...ROWS.slice(1).map(inMicroseconds))],
    ['with more columns than known', csv(...ROWS.map((row) => `${row},more,and more`))],
    ['with ten columns', csv(...ROWS.map((row) => row.split(',').slice(0, 10).join(',')))],
    ['with blanks, signs and exponents', csv(...ROWS.map((row) => row.replace(',101,', ', +1.01e2 ,')))],
    ['in gzip', gzipSync(csv(HEADER, ...ROWS))],
    ['in a zip', zipArchive([{ name: 'BTCUSDT-1m.csv', text: csv(HEADER, ...ROWS) }])],
  ])('is read %s', async (_, content) => {
    const { columns, closeSpans } = await read(content);
    expect(plain(columns)).toEqual(plain(THREE));
    expect([...closeSpans.groups.entries()]).toEqual([[MINUTE_MS - 1, { count: 3, firstRows: [0, 1, 2] }]]);
  });

  test.each([
    ['is read with six columns', csv(...SIX_COLUMNS)],
    ['is read with empty last columns', csv(...SIX_COLUMNS.map((row) => `${row},, ,,,,`))],
    [
      'ignores columns whose header names something else',
      csv('open_time,open,high,low,close,volume,colour,shape,size,taste', ...ROWS),
    ],
  ])('%s, what is not there being 0', async (_, content) => {
    const { columns, closeSpans } = await read(content);
    const bare = { quoteVolume: 0, tradeCount: 0, takerBuyVolume: 0 };
    expect(plain(columns)).toEqual(
      plain(minutes(candle(0, bare), candle(1, { close: 99.25 }), candle(2, { volume: 0 }))),
    );
    expect(closeSpans.groups.size).toBe(0);
  });

  test('keeps rows as they lie, duplicates, disorder and gaps included', async () => {
    const { columns } = await read(
      csv(
        ...[3, 0, 0, 1, 2, 9].map(
          (minute) => ROWS[0]?.replace('1704067200000', String(FROM_MS + minute * MINUTE_MS)) ?? '',
        ),
      ),
    );
    expect(Array.from(columns.openTime, (time) => (time - FROM_MS) / MINUTE_MS)).toEqual([3, 0, 0, 1, 2, 9]);
  });

  test('takes its symbol from its name unless it is told', async () => {
    const path = scratchFile('ETHUSDT-1m-2025-05.csv', csv(...ROWS));
    expect((await readKlines({ files: [path] })).columns.symbol).toBe('ETHUSDT');
    expect((await readKlines({ files: [path], symbol: 'XYZ' })).columns.symbol).toBe('XYZ');
  });

  test.each<readonly [string, string, string]>([
    [
      'a field that is no number',
      csv(HEADER, ROWS[0] ?? '', '1704067260000,100,abc,99,99.25,5'),
      ':3: "high" is "abc", a number is needed',
    ],
    ['an empty price', csv('1704067200000,100,,99,99.25,5'), ':1: "high" is "", a number is needed'],
    [
      'a number in words',
      csv(ROWS[0] ?? '', '1704067260000,100,1,NaN,99.25,5'),
      ':2: "low" is "NaN", a number is needed',
    ],
    [
      'a bad trailing column',
      csv(ROWS[0]?.replace(',3,', ',three,') ?? ''),
      ':1: "count" is "three", a number is needed',
    ],
    [
      'a time in words',
      csv(HEADER, '2024-01-01,1,1,1,1,1'),
      ':2: "open_time" is "2024-01-01", a time in milliseconds or microseconds is needed',
    ],
    [
      'a fraction of a millisecond',
      csv('1704067200000.5,1,1,1,1,1'),
      ':1: "open_time" is "1704067200000.5", a time in milliseconds or microseconds is needed',
    ],
    [
      'a time in nanoseconds',
      csv('1704067200000000000,1,1,1,1,1'),
      ':1: "open_time" is "1704067200000000000", a time in milliseconds or microseconds is needed',
    ],
    [
      'a bad close time',
      csv('1704067200000,1,1,1,1,1,-5'),
      ':1: "close_time" is "-5", a time in milliseconds or microseconds is needed',
    ],
    ['too few columns', csv(HEADER, '1704067200000,1,1,1,1'), ':2: the line has 5 columns, at least 6 are needed'],
    ['one column', csv('1704067200000;1;1'), ':1: the line has 1 column, at least 6 are needed'],
    ['an empty line in its middle', csv(HEADER, ROWS[0] ?? '', '', ROWS[1] ?? ''), ':3: the line is empty'],
    [
      'a header in its middle',
      csv(HEADER, ROWS[0] ?? '', HEADER),
      ':3: "open_time" is "open_time", a time in milliseconds or microseconds is needed',
    ],
    [
      'columns in another order',
      csv('open_time,open,low,high,close,volume', ROWS[0] ?? ''),
      ':1: column 3 is "low", "high" is needed there',
    ],
    [
      'a header too short',
      csv('open_time,open,high,low,close', ROWS[0] ?? ''),
      ':1: column 6 is missing, "volume" is needed there',
    ],
    ['old line ends', csv(...ROWS).replaceAll('\n', '\r'), ':1: the line has a carriage return in its middle'],
    [
      'a last line that was cut off behind its sixth column',
      csv(HEADER, ROWS[0] ?? '') + '1704067260000,100,101,99,99.25,23',
      ':3: the line is cut off: it has 6 columns, the first line has 12',
    ],
    ['no rows under its header', csv(HEADER), ': holds no rows'],
    ['nothing', '', ': holds no rows'],
    ['one line of two megabytes', 'x'.repeat(2 << 20), ':1: is not CSV (no end of line)'],
    [
      'one row, which tells no interval',
      csv(SIX_COLUMNS[0] ?? ''),
      ': has no known interval (one row does not tell it)',
    ],
    [
      'seconds for milliseconds',
      csv('1704067200,1,1,1,1,1', '1704067260,1,1,1,1,1'),
      ': has no known interval (the most frequent step is 60 ms)',
    ],
  ])('with %s is refused in one sentence', async (_, content, sentence) => {
    const path = scratchFile('klines.csv', content);
    expect(await sentenceOf(() => readKlines({ files: [path] }))).toBe(path + sentence);
  });

  test('shows no more than the beginning of a long wrong field', async () => {
    await expect(read(csv(`1704067200000,${'z'.repeat(300)},1,1,1,1`))).rejects.toThrow(
      new RegExp(`"open" is "${'z'.repeat(40)}…", a number is needed$`),
    );
  });

  test('that is damaged is called damaged, even where the damage makes a row unreadable first', async () => {
    const long = csv(
      HEADER,
      ...Array.from({ length: 5000 }, (_, row) => `${FROM_MS + row * MINUTE_MS},1,2,0.5,1.5,${row}`),
    );
    const archive = zipArchive([{ name: 'a.csv', text: long.replace('1.5,17\n', '1.5,1x\n'), checksum: 7 }]);
    await expect(read(archive, 'a.zip')).rejects.toThrow(/a\.zip\(a\.csv\): is damaged: its CRC-32 is/);
  });

  test('names the line inside a zip', async () => {
    const archive = zipArchive([{ name: 'a.csv', text: csv(HEADER, '1704067200000,1,1,x,1,1') }]);
    await expect(read(archive, 'a.zip')).rejects.toThrow(/a\.zip\(a\.csv\):2: "low" is "x", a number is needed$/);
  });
});

describe('several kline files', () => {
  const parts = { 'BTCUSDT-1m-2.csv': csv(HEADER, ...ROWS.slice(1)), 'BTCUSDT-1m-1.csv': csv(...ROWS.slice(0, 1)) };

  test('of a pattern are joined by name, and each row still knows its file and line', async () => {
    const folder = scratchFolder(parts);
    const { columns, parts: places } = await readKlines({ files: [join(folder, '*.csv')], interval: '1m' });
    expect(plain(columns)).toEqual(plain(THREE));
    expect([0, 1, 2].map((row) => locateRow(places, row).slice(folder.length + 1))).toEqual([
      'BTCUSDT-1m-1.csv:1',
      'BTCUSDT-1m-2.csv:2',
      'BTCUSDT-1m-2.csv:3',
    ]);
  });

  test('of different intervals are refused', async () => {
    const hours = Array.from({ length: 3 }, (_, hour) => `${FROM_MS + hour * 60 * MINUTE_MS},1,1,1,1,1`);
    const folder = scratchFolder({ 'a.csv': csv(...ROWS), 'b.csv': csv(...hours) });
    const [a, b] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
    expect(await sentenceOf(() => readKlines({ files: [a, b] }))).toBe(`${b}: holds 1h klines, ${a} holds 1m klines`);
  });

  test('that are none are an error', async () => {
    await expect(readKlines({ files: [], symbol: 'BTCUSDT' })).rejects.toThrow('no file to read');
  });
});

describe('the interval of a kline file', () => {
  test('must be the one that was asked for', async () => {
    const path = scratchFile('a.csv', csv(...ROWS));
    expect(await sentenceOf(() => readKlines({ files: [path], interval: '5m' }))).toBe(
      `${path}: holds 1m klines, 5m was asked for`,
    );
  });

  test.each([
    ['of one row with a close time is told by it', csv(ROWS[0] ?? ''), undefined, '1m'],
    ['of one row without is the one asked for', csv(SIX_COLUMNS[0] ?? ''), '15m', '15m'],
    [
      'of rows that are all gaps is the one asked for',
      csv(...[0, 7, 14].map((minute) => `${FROM_MS + minute * MINUTE_MS},1,1,1,1,1`)),
      '1m',
      '1m',
    ],
    [
      'is the most frequent step, gaps or not',
      csv(...[0, 5, 60, 65, 200, 205].map((minute) => `${FROM_MS + minute * MINUTE_MS},1,1,1,1,1`)),
      undefined,
      '5m',
    ],
    [
      'may be a month, of any length',
      csv(...[0, 1, 2, 3].map((month) => `${Date.UTC(2024, month)},1,1,1,1,1`)),
      undefined,
      '1M',
    ],
    [
      'is not a month where rows do not open on the first',
      csv(...[0, 1, 2, 3].map((month) => `${Date.UTC(2024, month, 2)},1,1,1,1,1`)),
      undefined,
      'none',
    ],
  ] as const)('%s', async (_, content, asked, interval) => {
    const files = [scratchFile('a.csv', content)];
    const reading = readKlines(asked === undefined ? { files } : { files, interval: asked });
    const found = await reading.then(
      ({ columns }) => columns.interval,
      () => 'none',
    );
    expect(found).toBe(interval);
  });
});

describe('klines written as CSV', () => {
  property.prop([anyKlines, fc.boolean(), fc.constantFrom('plain', 'gzip', 'zip')], { numRuns: 60 })(
    'are read back the same',
    async (columns, header, form) => {
      const text = [...writeKlineCsv(columns, { header })].join('');
      const content =
        form === 'plain' ? text : form === 'gzip' ? gzipSync(text) : zipArchive([{ name: 'a.csv', text }]);
      const files = [scratchFile('BTCUSDT.csv', content)];
      const { columns: again } = await readKlines({ files, interval: columns.interval });
      expect(plain(again)).toEqual(plain(columns));
    },
  );

  test('look as the exchange publishes them', () => {
    expect([...writeKlineCsv(THREE)].join('').split('\n').slice(0, 2)).toEqual([
      HEADER,
      '1704067200000,100,101,99,100.5,5,1704067259999,501.25,3,2.5,0,0',
    ]);
  });

  test('have no exponents', () => {
    const tiny = klineColumnsFromRows('X', '1m', [candle(0, { low: 1.5e-9, volume: 2.5e22 })]);
    expect([...writeKlineCsv(tiny, { header: false })].join('')).toBe(
      '1704067200000,100,101,0.0000000015,100.5,25000000000000000000000,1704067259999,0,0,0,0,0\n',
    );
  });
});
