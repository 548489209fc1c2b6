import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { hashTrades } from '../../../backtest/data/data-hash.ts';
import { readTrades } from '../../../backtest/data/read-trades.ts';
import { locateRow } from '../../../backtest/data/recording-part.ts';
import { scratchFile, scratchFolder } from './scratch-folder.ts';
import { sentenceOf } from './sentence-of.ts';
import { plainTrades, trade, TRADE_HEADER, tradeLine, trades } from './trade-rows.ts';
import { zipArchive } from './zip-archive.ts';

const ROWS = [
  trade(7, 0, { price: 100.25, quantity: 0.003, tradeCount: 3 }),
  trade(8, 120, { price: 100.2, takerSold: true }),
  trade(9, 120, { price: 100.15, quantity: 12_345.678, takerSold: true }),
];
const LINES = ROWS.map(tradeLine);
const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;
const inMicroseconds = (line: string): string => line.replace(/,(\d{13}),/, ',$1789,');

async function read(content: string | Uint8Array, name = 'BTCUSDT-aggTrades-2024-01-01.csv') {
  return readTrades({ files: [scratchFile(name, content)] });
}

describe('a file of aggregate trades', () => {
  test.each<readonly [string, string | Uint8Array]>([
    ['with a header', csv(TRADE_HEADER, ...LINES)],
    ['without a header', csv(...LINES)],
    ['with a byte order mark', csv(`\uFEFF${TRADE_HEADER}`, ...LINES)],
    ['with a header of other spellings', csv('Aggregate trade id,p,qty,f,l,Timestamp,m', ...LINES)],
    ['with CRLF line ends', csv(TRADE_HEADER, ...LINES).replaceAll('\n', '\r\n')],
    ['without a line feed at its end', csv(...LINES).trimEnd()],
    ['with empty lines at its end', `${csv(...LINES)}\n\n`],
    ['in microseconds', csv(TRADE_HEADER, ...LINES.map(inMicroseconds))],
    ['with an eighth column, as spot has it', csv(...LINES.map((line) => `${line},true`))],
    ['with capital letters, signs and blanks', csv(...LINES.map((line) => ` +${line.replace('true', 'True')}`))],
    ['in gzip', gzipSync(csv(TRADE_HEADER, ...LINES))],
    ['in a zip', zipArchive([{ name: 'BTCUSDT-aggTrades.csv', text: csv(...LINES) }])],
  ])('%s is read', async (_, content) => {
    const { columns } = await read(content);
    expect(plainTrades(columns)).toEqual(plainTrades(trades(...ROWS)));
    expect(hashTrades(columns)).toBe(hashTrades(trades(...ROWS)));
  });

  test('is joined to others by name, and each row knows its file and line', async () => {
    const folder = scratchFolder({ 'b.csv': csv(TRADE_HEADER, ...LINES.slice(1)), 'a.csv': csv(...LINES.slice(0, 1)) });
    const { columns, parts } = await readTrades({ files: [join(folder, '*.csv')], symbol: 'APEUSDT' });
    expect(plainTrades(columns)).toEqual(plainTrades({ ...trades(...ROWS), symbol: 'APEUSDT' }));
    expect([0, 1, 2].map((row) => locateRow(parts, row).replace(`${folder}/`, ''))).toEqual([
      'a.csv:1',
      'b.csv:2',
      'b.csv:3',
    ]);
  });

  test('may be larger than was thought', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => trade(index, index, { price: 1, quantity: 1 }));
    const { columns } = await read(gzipSync(csv(...many.map(tradeLine))));
    expect(plainTrades(columns)).toEqual(plainTrades(trades(...many)));
  });

  test.each<readonly [string, string | Uint8Array, string]>([
    ['is empty', '', 'holds no rows'],
    ['has a header alone', csv(TRADE_HEADER), 'holds no rows'],
    [
      'has another header',
      csv('open_time,open,high,low,close,volume,close_time', ...LINES),
      ':1: column 1 is "open_time", "agg_trade_id" is needed there',
    ],
    ['has too few columns', csv('1,2,3'), ':1: the line has 3 columns, at least 7 are needed'],
    ['was cut off', csv(...LINES).slice(0, -3), ':3: "is_buyer_maker" is "tr", true or false is needed'],
    [
      'has a word for a price',
      csv(LINES[0] ?? '', '8,dear,2,80,80,1704067200120,true'),
      ':2: "price" is "dear", a number is needed',
    ],
    [
      'has a number for a side',
      csv('8,100,2,80,80,1704067200120,1'),
      ':1: "is_buyer_maker" is "1", true or false is needed',
    ],
    [
      'has times in nanoseconds',
      csv('8,100,2,80,80,1704067200120000000,true'),
      ':1: "transact_time" is "1704067200120000000", a time in milliseconds or microseconds is needed',
    ],
    ['has an empty line inside', csv(LINES[0] ?? '', '', LINES[1] ?? ''), ':2: the line is empty'],
    ['is no CSV', new Uint8Array(3 << 20).fill(65), 'is not CSV (no end of line)'],
  ])('that %s is refused in a sentence', async (_, content, sentence) => {
    expect(await sentenceOf(() => read(content))).toContain(sentence);
  });

  test('that is damaged is said to be so, whatever its rows look like', async () => {
    const zip = zipArchive([{ name: 'a.csv', text: csv('x', ...LINES), checksum: 1 }]);
    expect(await sentenceOf(() => read(zip))).toContain('is damaged');
    expect(await sentenceOf(() => readTrades({ files: ['/nowhere/trades.csv'] }))).toContain('no such file');
  });
});
