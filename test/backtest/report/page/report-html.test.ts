import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildReportModel } from '../../../../backtest/report/page/build-report-model.ts';
import { reportHtml } from '../../../../backtest/report/page/report-html.ts';
import { recordsOf } from '../../../../backtest/report/page/run-records.ts';
import { buildSummary } from '../../../../backtest/report/summary.ts';
import { fill, outcome, trade } from '../run.ts';
import { pricesOf } from './prices.ts';

const PLACE = '<script id="model" type="application/octet-stream"></script>';
const SHELL = `<!doctype html><style>p{}</style>${PLACE}<script>start()</script>`;
const EVIL = '</script><script>alert("$&")</script><!--';

const evilRun = outcome({
  name: EVIL,
  prices: [pricesOf([50_000, 50_100])],
  trades: [trade({ strategyId: EVIL, ref: EVIL })],
  fills: [fill({ ref: EVIL })],
});
const model = buildReportModel(recordsOf(evilRun, buildSummary(evilRun)));

describe('the text of a page', () => {
  it('is the shell with the model in its place, as base64 of gzip of JSON', () => {
    const [, base64 = ''] = /octet-stream">([^<]*)<\/script><script>start/.exec(reportHtml(SHELL, model)) ?? [];
    expect(JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString())).toEqual(JSON.parse(JSON.stringify(model)));
    expect(reportHtml(SHELL, model).replace(base64, '')).toBe(SHELL);
  });

  it('holds no markup of a name that a strategy gave', () => {
    expect(reportHtml(SHELL, model)).not.toContain('alert');
    expect(reportHtml(SHELL, model).split('</script>')).toHaveLength(3);
  });

  it('has neither time nor system in its bytes', () => {
    const [, base64 = ''] = /octet-stream">([^<]*)</.exec(reportHtml(SHELL, model)) ?? [];
    expect([...Buffer.from(base64, 'base64').subarray(4, 8)]).toEqual([0, 0, 0, 0]);
    expect(Buffer.from(base64, 'base64')[9]).toBe(255);
    expect(reportHtml(SHELL, model)).toBe(reportHtml(SHELL, structuredClone(model)));
  });

  it.each([
    ['has none', '<html></html>'],
    ['has two', PLACE + PLACE],
  ])('is not made of a shell that %s', (_, shell) => {
    expect(() => reportHtml(shell, model)).toThrow('one place for the model');
  });
});
