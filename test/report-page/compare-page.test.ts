// Several runs side by side in a real browser.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { launchBrowser, openPage, sidewaysOverflow } from './browser.ts';
import { makeCompareModel } from './model.ts';
import { createPageFiles, type PageFiles } from './page-file.ts';

const LONG = 60_000;

let browser: Browser;
let files: PageFiles;
let address = '';

beforeAll(async () => {
  [browser, files] = await Promise.all([launchBrowser(), createPageFiles()]);
  address = files.write(makeCompareModel());
}, LONG);
afterAll(async () => {
  await browser.close();
  files.remove();
});

test.each([1280, 390])(
  'shows the runs, their figures with the best marked, curves, months and differences at %i pixels',
  async (width) => {
    const { page, complaints } = await openPage(browser, address, { width });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('3 runs compared');
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Figures',
      'Equity and drawdown',
      'Monthly returns',
      'What was set apart',
    ]);
    const sharpe = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'Sharpe ratio', exact: true }) })
      .first();
    expect(await sharpe.getByRole('cell').allTextContents()).toEqual(['1.27', '1.78', '★ 2.29']);
    expect(await page.getByText('run-60 was made with another strategy file.').isVisible()).toBe(true);
    expect(
      await page.getByRole('img', { name: 'Returns and drawdowns of run-60, run-90, run-120 over time' }).isVisible(),
    ).toBe(true);
    const walk = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'exchange.walk' }) });
    expect(await walk.getByRole('cell').allTextContents()).toEqual(['best-first', 'worst-first', 'worst-first']);
    expect(
      await page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: '2024-07' }) })
        .count(),
    ).toBe(1);
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  },
  LONG,
);

test(
  'marks no figure as the best where the spans differ',
  async () => {
    const { runs, ...rest } = makeCompareModel();
    const shorter = runs.map((run, index) =>
      index === 0 ? { ...run, summary: { ...run.summary, to: '2024-08-01T00:00:00.000Z' } } : run,
    );
    const { page } = await openPage(browser, files.write({ ...rest, runs: shorter }), { width: 1280 });
    expect(await page.getByText('No figure is marked as the best').isVisible()).toBe(true);
    expect(await page.getByText('★').count()).toBe(0);
    await page.close();
  },
  LONG,
);

test(
  'ranks no money of accounts that began with different equity',
  async () => {
    const { runs, ...rest } = makeCompareModel();
    const richer = runs.map((run, index) =>
      index === 0 ? { ...run, summary: { ...run.summary, initialEquity: '90000' } } : run,
    );
    const { page } = await openPage(browser, files.write({ ...rest, runs: richer }), { width: 1280 });
    const starsOf = (name: string) =>
      page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
        .first()
        .getByText('★')
        .count();
    expect([await starsOf('Sharpe ratio'), await starsOf('Net profit')]).toEqual([1, 0]);
    await page.close();
  },
  LONG,
);
