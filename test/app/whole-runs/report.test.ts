// The page and the settings that a run leaves beside its other files.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { reportShell } from '../../../app/report-shell.ts';
import { buildReportModel } from '../../../backtest/report/page/build-report-model.ts';
import { readRunFolder } from '../../../backtest/report/page/read-run-folder.ts';
import { reportHtml } from '../../../backtest/report/page/report-html.ts';
import { canonicalText } from '../../../config/config-hash.ts';
import { type Made, openWorkshop, strategyText, syntheticConfig } from '../workshop.ts';

const TRADER = strategyText(`
  return context.klines('1h').pipe(
    map((kline, bar) => open({ side: bar % 2 === 0 ? 'long' : 'short', notional: 300, ref: '</script>' + bar, stop: { ratio: 0.01 } })),
  );`);

const read = ({ folder }: Made, file: string): string => readFileSync(join(folder, file), 'utf8');

describe('a run', () => {
  test('leaves a page that its folder gives again, byte for byte', async () => {
    const made = await openWorkshop(syntheticConfig(), { 'strategy.ts': TRADER }).run();
    const page = read(made, 'report.html');
    expect(made.page).toBe(join(made.folder, 'report.html'));
    expect(reportHtml(reportShell(), buildReportModel(await readRunFolder(made.folder)))).toBe(page);
    const [, base64 = ''] = /<script id="model"[^>]*>([^<]+)</.exec(page) ?? [];
    const model: unknown = JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString());
    expect(model).toMatchObject({
      kind: 'report',
      summary: JSON.parse(JSON.stringify(made.summary)) as object,
      markets: [{ symbol: 'BTCUSDT', interval: '5m', finestMs: 300_000 }],
      fills: { length: made.summary.fills },
      trades: { length: made.summary.trades + made.summary.openTrades },
    });
  });

  test('leaves none where none is wanted, and is the same run', async () => {
    const workshop = openWorkshop(syntheticConfig(), { 'strategy.ts': TRADER });
    const [plain, bare] = [await workshop.run(), await workshop.run({ set: ['results.report=false'] })];
    expect(bare.page).toBeNull();
    expect(existsSync(join(bare.folder, 'report.html'))).toBe(false);
    expect(bare.files).toEqual(plain.files);
  });

  test('keeps the settings that its config hash is over, and no folder of the machine', async () => {
    const made = await openWorkshop(syntheticConfig(), { 'strategy.ts': TRADER }).run({
      set: ['exchange.latencyMs=7'],
    });
    const settings: unknown = JSON.parse(read(made, 'config.json'));
    expect(createHash('sha256').update(canonicalText(settings)).digest('hex')).toBe(made.summary.configHash);
    expect(settings).toMatchObject({ exchange: { latencyMs: 7 } });
    for (const file of ['config.json', 'klines.pack', 'report.html'])
      expect(read(made, file)).not.toContain(made.folder);
  });
});
