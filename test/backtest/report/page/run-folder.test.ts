// A page is the same whether it is made of a run that has just ended or of the folder it left; and a folder that is not whole
// is answered with a sentence.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildReportModel } from '../../../../backtest/report/page/build-report-model.ts';
import { readRunFolder } from '../../../../backtest/report/page/read-run-folder.ts';
import { reportHtml } from '../../../../backtest/report/page/report-html.ts';
import { recordsOf } from '../../../../backtest/report/page/run-records.ts';
import type { RunOutcome } from '../../../../backtest/report/run-outcome.ts';
import { buildSummary } from '../../../../backtest/report/summary.ts';
import { writeRunFiles } from '../../../../backtest/report/write-run-files.ts';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import { fill, funding, order, outcome, refusal, START_TIME, TIMING, trade } from '../run.ts';
import { pricesOf } from './prices.ts';

const SHELL = '<script id="model" type="application/octet-stream"></script>';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-folder-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(run: RunOutcome): Promise<void> {
  await writeRunFiles(folder, {
    outcome: run,
    summary: buildSummary(run),
    timing: TIMING,
    settings: '{}\n',
    shell: SHELL,
  });
}

const pageFromFolder = async (): Promise<string> => reportHtml(SHELL, buildReportModel(await readRunFolder(folder)));

/** Names that strategies may give, and that CSV and HTML take ill. */
const name = fc.oneof(
  fc.constantFrom('</script><script>alert(1)</script>', '"quoted"', 'a,b', 'two\nlines', '$&', 'é€🙂', '', ' '),
  fc.string({ maxLength: 8 }).filter((text) => !text.includes('\r')),
);
const amount = fc.integer({ min: -1e12, max: 1e12 }).map((units) => toDecimal(units).div(1e6));
const time = fc.double({ min: START_TIME, max: START_TIME + 72 * 3_600_000, noNaN: true });
const price = fc.oneof(
  fc.integer({ min: 1, max: 1e9 }).map((units) => units / 1e4),
  fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
);

const run = fc
  .record({
    equity: fc.array(fc.double({ min: -1e6, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 }),
    markets: fc.array(fc.array(price, { maxLength: 30 }), { maxLength: 3 }),
    fills: fc.array(fc.record({ time, fee: amount, price: amount, ref: fc.option(name) }), { maxLength: 8 }),
    orders: fc.array(fc.record({ placedTime: time, price: fc.option(amount), ref: fc.option(name) }), { maxLength: 8 }),
    funding: fc.array(fc.record({ time, amount, symbol: name }), { maxLength: 4 }),
    refusals: fc.array(fc.record({ time, message: name, ref: fc.option(name) }), { maxLength: 4 }),
    trades: fc.array(fc.record({ entryTime: time, result: amount, ref: fc.option(name), open: fc.boolean() }), {
      maxLength: 8,
    }),
  })
  .map((parts) =>
    outcome({
      equity: {
        startTime: START_TIME,
        startEquity: 10_000,
        time: Float64Array.from(parts.equity, (_, index) => START_TIME + (index + 1) * 3_600_000),
        equity: Float64Array.from(parts.equity),
      },
      prices: parts.markets.map((closes, index) => pricesOf(closes, { symbol: `M${index}USDT` })),
      fills: parts.fills.map((changes) => fill(changes)).toSorted((a, b) => a.time - b.time),
      orders: parts.orders.map((changes) => order(changes)),
      funding: parts.funding.map((changes) => funding(changes)),
      refusalRows: parts.refusals.map((changes) => refusal(changes)),
      trades: parts.trades.map((changes) => trade(changes)),
    }),
  );

describe('the page of a run', () => {
  test.prop([run], { numRuns: 40 })('made again from its folder has the same bytes', async (made) => {
    await write(made);
    const written = await readFile(join(folder, 'report.html'), 'utf8');
    expect(written).toBe(reportHtml(SHELL, buildReportModel(recordsOf(made, buildSummary(made)))));
    expect(await pageFromFolder()).toBe(written);
  });
});

describe('a folder', () => {
  const whole = outcome({ prices: [pricesOf([50_000, 50_100.5, 49_900])] });

  const problem = async (path = folder): Promise<string> => {
    const error: unknown = await readRunFolder(path).then(
      () => new Error('it was read'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof Error) || error.name !== 'RunFolderError') throw error;
    return error.message.replaceAll(folder, 'DIR');
  };

  const change = async (file: string, changed: (text: string) => string): Promise<void> => {
    await writeFile(join(folder, file), changed(await readFile(join(folder, file), 'latin1')), 'latin1');
  };

  it('that is not there, or is a file', async () => {
    expect(await problem(join(folder, 'nowhere'))).toBe('DIR/nowhere: no such folder');
    await writeFile(join(folder, 'file'), '');
    expect(await problem(join(folder, 'file'))).toBe('DIR/file: is a file, the folder of a run is needed');
  });

  it('without a run in it', async () => {
    await writeFile(join(folder, 'notes.txt'), 'hello');
    expect(await problem()).toBe('DIR: is not the folder of a run, it has no summary.json');
  });

  it('whose writing was interrupted', async () => {
    await write(whole);
    await rm(join(folder, 'summary.json'));
    expect(await problem()).toBe(
      'DIR: has no summary.json, the run was interrupted while its files were written; run it again',
    );
  });

  it('of a version that kept less', async () => {
    await write(whole);
    await rm(join(folder, 'klines.pack'));
    expect(await problem()).toBe(
      'DIR: has no klines.pack; it was removed, or the run was made by a version of sluice that kept none; run it again',
    );
  });

  it.each([
    ['fills.csv', (text: string) => text.slice(0, -5), 'DIR/fills.csv: was cut short in its last line'],
    [
      'fills.csv',
      (text: string) => `${text.split('\n')[0] ?? ''}\n`,
      'DIR/fills.csv: has 0 rows, summary.json counted 3',
    ],
    ['trades.csv', (text: string) => `${text}one,two\n`, 'DIR/trades.csv: has 2 fields instead of'],
    ['equity.csv', (text: string) => text.slice(0, -2), 'DIR/equity.csv: was cut short in its last line'],
    ['summary.json', (text: string) => text.slice(0, 40), 'DIR/summary.json: is no JSON, or was cut short'],
    ['summary.json', () => '{"name":"me"}', 'DIR/summary.json: is not the summary of a run'],
    ['klines.pack', (text: string) => text.slice(0, -3), 'DIR/klines.pack: was cut short, it holds'],
    ['klines.pack', (text: string) => `${text}x`, 'DIR/klines.pack: was changed after it was written'],
    [
      'klines.pack',
      (text: string) => text.replace('BTCUSDT', 'ETHUSDT'),
      'DIR/klines.pack: was changed after it was written',
    ],
    [
      'klines.pack',
      (text: string) => text.replace('klines 1', 'klines 2'),
      'DIR/klines.pack: is of format 2, this version of sluice reads format 1',
    ],
    ['klines.pack', (text: string) => text.replace('{', '['), 'DIR/klines.pack: its list of markets cannot be read'],
    ['klines.pack', () => '', 'DIR/klines.pack: is no file of klines that sluice wrote'],
  ])('whose %s was harmed', async (file, harm, sentence) => {
    await write(whole);
    await change(file, harm);
    expect(await problem()).toContain(sentence);
  });
});
