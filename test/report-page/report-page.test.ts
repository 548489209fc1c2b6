// The page of a run in a real browser: all parts are there at both widths in both themes, a trade leads to its place on the chart
// and to its orders, and a year of one-minute klines is never given to the chart at once.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { FED_KLINES_MAX } from '../../backtest/report/page-client/price/level-of-detail.ts';
import { launchBrowser, openPage, type OpenedPage, sidewaysOverflow } from './browser.ts';
import { makeReportModel, YEAR } from './model.ts';
import { createPageFiles, type PageFiles } from './page-file.ts';

const LONG = 60_000;
/** As many trades as a year has, over days enough to look at. */
const model = makeReportModel({ ...YEAR, days: 60 });

let browser: Browser;
let files: PageFiles;
let year = '';
let weeks = '';
let opened: OpenedPage | null = null;

beforeAll(async () => {
  [browser, files] = await Promise.all([launchBrowser(), createPageFiles()]);
  weeks = files.write(model);
  year = files.write(makeReportModel());
}, LONG);
afterEach(async () => {
  const last = opened;
  opened = null;
  await last?.page.close();
  expect(last?.complaints ?? []).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  files.remove();
});

async function open(address: string, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  opened = await openPage(browser, address, { width, colorScheme });
  return opened.page;
}

const chartOf = (page: Page) => page.getByRole('application', { name: /^Price of/ });
const rowsOf = (page: Page) => page.getByRole('grid', { name: 'Trades' }).locator('.grid-body').getByRole('row');

/** Epoch ms of the instants between which the chart shows klines. */
async function viewOf(page: Page): Promise<{ from: number; to: number; fed: number }> {
  const chart = chartOf(page);
  const [from, to, fed] = await Promise.all(
    ['data-from', 'data-to', 'data-fed'].map((name) => chart.getAttribute(name)),
  );
  return { from: Date.parse(from ?? ''), to: Date.parse(to ?? ''), fed: Number(fed) };
}

/** The instants of the view, once they are others than they were. */
async function nextView(page: Page, before: { from: number; to: number }) {
  await expect.poll(async () => (await viewOf(page)).to - (await viewOf(page)).from).not.toBe(before.to - before.from);
  return viewOf(page);
}

describe.each([
  [1280, 'light'],
  [1280, 'dark'],
  [390, 'light'],
  [390, 'dark'],
] as const)('the report at %i pixels in %s', (width, scheme) => {
  test(
    'has all its parts, and nothing sticks out',
    async () => {
      const page = await open(year, width, scheme);
      const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
      expect(headings).toEqual([
        'Price and trades',
        'Equity and drawdown',
        'Returns, exposure and costs',
        'All figures',
        'Trades',
        'Refusals and forced events',
        'What this rests on',
      ]);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('year of wandering');
      for (const part of PARTS) expect([part, await page.getByText(part).first().isVisible()]).toEqual([part, true]);
      for (const figure of FIGURES) {
        expect([String(figure), await page.getByRole('img', { name: figure }).count()]).toEqual([String(figure), 1]);
      }
      expect(await page.getByRole('table').count()).toBeGreaterThan(10);
      expect(await page.locator('html').getAttribute('data-theme')).toBe(scheme);
      expect(await sidewaysOverflow(page)).toBe(0);
    },
    LONG,
  );
});

/** Words that each stand for a part of the page. */
const PARTS = [
  'pessimistic',
  'AMBIGUOUS',
  'STILL OPEN',
  'Sharpe ratio',
  'Buy and hold BTCUSDT',
  'Monthly returns',
  'Results of trades',
  'Drawdown by chance',
  'Exposure',
  'Costs',
  'Standard error of the Sharpe ratio',
  'Over max notional',
  'the position would be 3.2 times the equity',
  '(asked=3.2 most=2)',
  'Rejected by the exchange',
  'Inside a kline prices take the way that leaves the account poorer.',
  '3 gaps (180 bars missing)',
  'Make it again',
];
const FIGURES = [
  /^Equity of/,
  /^Exposure over time/,
  /^Fees, funding/,
  /^Results of trades/,
  /^Shuffled 1,000 times/,
  /^Band from/,
];

describe('a trade of the table', () => {
  test.each([1280, 390])(
    'is gone to on the chart, with its orders, at %i pixels',
    async (width) => {
      const page = await open(weeks, width);
      await rowsOf(page).nth(5).click();
      const detail = page.getByRole('article', { name: 'Trade sl-cross-1-6' });
      await detail.waitFor();
      const entryTime = Number(model.trades.columns['entryTime']?.[5]);
      const exitTime = Number(model.trades.columns['exitTime']?.[5]);
      await expect.poll(async () => (await viewOf(page)).from).toBeGreaterThan(entryTime - 86_400_000);
      const view = await viewOf(page);
      expect([view.from <= entryTime, view.to >= exitTime]).toEqual([true, true]);
      expect(await chartOf(page).getAttribute('data-trade')).toBe('sl-cross-1-6');
      const isInView = `(() => { const { top, bottom } = document.querySelector('.price-chart').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })()`;
      await expect.poll(() => page.evaluate(isInView)).toBe(true);
      const orders = detail.getByRole('table', { name: 'Orders and legs' });
      expect(await orders.getByRole('rowheader').allTextContents()).toEqual(
        ['M', 'SL', 'SL.2', 'TP1'].map((leg) => `sl-cross-1-6-${leg}`),
      );
      expect(await detail.getByRole('table', { name: 'Fills' }).getByRole('row').count()).toBe(3);
      expect(await detail.getByRole('table', { name: 'Funding' }).getByRole('row').count()).toBe(2);
    },
    LONG,
  );

  test(
    'is opened by Enter, its neighbour by a button, and closed again',
    async () => {
      const page = await open(weeks, 1280);
      await page.getByRole('grid', { name: 'Trades' }).focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
      await page.getByRole('article', { name: 'Trade sl-cross-1-3' }).waitFor();
      await page.getByRole('button', { name: 'Next trade' }).click();
      await page.getByRole('article', { name: 'Trade sl-cross-1-4' }).waitFor();
      await page.getByRole('button', { name: 'Close the trade' }).click();
      expect(await page.getByRole('article').count()).toBe(0);
      expect(await chartOf(page).getAttribute('data-trade')).toBe('');
    },
    LONG,
  );
});

describe('the table of trades', () => {
  test(
    'is sorted by the head that is pressed, and turned by the next press',
    async () => {
      const page = await open(weeks, 1280);
      const results = (model.trades.columns['result'] ?? []).map(Number);
      const head = page.getByRole('grid').getByRole('columnheader', { name: 'Result (USDT)' });
      const first = () => rowsOf(page).first().getByRole('gridcell').nth(2).textContent();
      await head.getByRole('button').click();
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      expect(await first()).toBe(`+${Math.max(...results).toFixed(2)}`);
      await head.getByRole('button').click();
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      expect(await first()).toBe(`−${Math.abs(Math.min(...results)).toFixed(2)}`);
    },
    LONG,
  );

  test(
    'shows what its filters let pass, together',
    async () => {
      const page = await open(weeks, 1280);
      const filters = page.getByRole('group', { name: 'Filter the trades' });
      const rows = Array.from({ length: model.trades.length }, (_, row) => row);
      const cell = (row: number, column: string) => model.trades.columns[column]?.[row];
      const closed = rows.filter((row) => cell(row, 'status') === 'closed');
      const won = closed.filter((row) => Number(cell(row, 'result')) > 0).length / closed.length;
      const all = `600 trades, ${600 - closed.length} still open, ${(100 * won).toFixed(1)}`;
      expect(await page.getByText(all).isVisible()).toBe(true);
      const wanted = rows.filter((row) => cell(row, 'symbol') === 'ETHUSDT' && Number(cell(row, 'result')) < 0);
      await filters.getByLabel('Symbol').selectOption('ETHUSDT');
      await filters.getByLabel('Outcome').selectOption('losers');
      const grid = page.getByRole('grid', { name: 'Trades' });
      expect(await grid.getAttribute('aria-rowcount')).toBe(String(wanted.length + 1));
      expect(await page.getByText(`${wanted.length} of 600 trades`).isVisible()).toBe(true);
      await page.getByRole('button', { name: 'Clear filters' }).click();
      expect(await grid.getAttribute('aria-rowcount')).toBe('601');
    },
    LONG,
  );

  test(
    'draws the rows in view and no others',
    async () => {
      const page = await open(weeks, 1280);
      const grid = page.getByRole('grid', { name: 'Trades' });
      expect(Number(await grid.getAttribute('data-drawn'))).toBeLessThan(60);
      await grid.focus();
      await page.keyboard.press('End');
      await expect.poll(() => rowsOf(page).last().getAttribute('aria-rowindex')).toBe('601');
      expect(await rowsOf(page).count()).toBeLessThan(60);
    },
    LONG,
  );
});

describe('the price chart', () => {
  test(
    'shows a year, goes down to single minutes and back, and is never given more than it needs',
    async () => {
      const page = await open(year, 1280);
      const chart = chartOf(page);
      let view = await viewOf(page);
      expect(view.to - view.from).toBe(365 * 86_400_000);
      const fed = [view.fed];
      const intervals = new Set<string | null>();
      await chart.focus();
      for (const key of [...Array.from({ length: 26 }, () => '+'), ...Array.from({ length: 26 }, () => '-')]) {
        await page.keyboard.press(key);
        view = await nextView(page, view).catch(() => view);
        fed.push(view.fed);
        intervals.add(await chart.getAttribute('data-interval'));
        if (view.to - view.from <= 1_300_000 || view.to - view.from === 365 * 86_400_000) continue;
        await page.keyboard.press('ArrowRight');
      }
      expect(Math.max(...fed)).toBeLessThanOrEqual(FED_KLINES_MAX);
      expect(Math.min(...fed)).toBeGreaterThan(20);
      expect(intervals).toEqual(new Set(['1d', '4h', '30m', '5m', '1m']));
    },
    LONG,
  );

  test(
    'is zoomed by the wheel once it was clicked, and leaves the wheel to the page before',
    async () => {
      const page = await open(weeks, 1280);
      const chart = chartOf(page);
      await chart.scrollIntoViewIfNeeded();
      const before = await viewOf(page);
      await chart.hover();
      await page.mouse.wheel(0, 40);
      await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(0);
      expect(await viewOf(page)).toEqual(before);
      await chart.click();
      await page.mouse.wheel(0, -300);
      const after = await nextView(page, before);
      expect(after.to - after.from).toBeLessThan(before.to - before.from);
    },
    LONG,
  );

  test(
    'is moved by dragging, and a press on a count goes to the trades it counts',
    async () => {
      const page = await open(weeks, 1280);
      const chart = chartOf(page);
      await chart.scrollIntoViewIfNeeded();
      const whole = await viewOf(page);
      // The counts of trades stand at the top, 40 pixels apart.
      await chart.click({ position: { x: 20, y: 14 } });
      const closer = await nextView(page, whole);
      expect(closer.to - closer.from).toBeLessThan((whole.to - whole.from) / 3);
      const box = await chart.boundingBox();
      const [x, y] = [(box?.x ?? 0) + 600, (box?.y ?? 0) + 150];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 100, y, { steps: 4 });
      await page.mouse.up();
      await expect.poll(async () => (await viewOf(page)).from).toBeGreaterThan(closer.from);
    },
    LONG,
  );

  test(
    'changes its market and keeps the time it shows',
    async () => {
      const page = await open(weeks, 1280);
      const whole = await viewOf(page);
      await page.getByRole('button', { name: 'Show one week' }).click();
      const before = await nextView(page, whole);
      await page.getByRole('combobox', { name: 'Market' }).selectOption('ETHUSDT');
      await expect.poll(() => chartOf(page).getAttribute('aria-label')).toContain('ETHUSDT');
      expect(await viewOf(page)).toMatchObject({ from: before.from, to: before.to });
    },
    LONG,
  );

  test(
    'names and links those who made it, as their licence asks',
    async () => {
      const page = await open(weeks, 1280);
      expect(await page.locator('.price-chart a[href*="tradingview.com"]').isVisible()).toBe(true);
      expect(await page.getByRole('contentinfo').getByRole('link', { name: 'TradingView' }).isVisible()).toBe(true);
    },
    LONG,
  );
});

describe('the page', () => {
  test(
    'turns dark and light by its button, and prints without its controls',
    async () => {
      const page = await open(weeks, 1280);
      await page.getByRole('button', { name: 'Show the page dark' }).click();
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
      await page.getByRole('button', { name: 'Show the page light' }).click();
      expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('navigation').isVisible()).toBe(false);
      expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(50_000);
    },
    LONG,
  );

  test.each([1280, 390])(
    'shows at %i pixels on which side a table goes on',
    async (width) => {
      const page = await open(weeks, width);
      const grid = page.getByRole('grid', { name: 'Trades' });
      const frame = page.locator('.scroll-frame').filter({ has: grid });
      const sides = () => frame.getAttribute('data-more');
      await expect.poll(sides).toBe('right');
      await page.evaluate("document.querySelector('.grid').scrollLeft = 100");
      await expect.poll(sides).toBe('left right');
      await page.evaluate("document.querySelector('.grid').scrollLeft = 1e6");
      await expect.poll(sides).toBe('left');
    },
    LONG,
  );

  test(
    'tells a thumb to pinch and a mouse to scroll, and keeps the size of its words on a phone',
    async () => {
      const page = await open(weeks, 1280);
      expect(await page.getByText('click, then scroll to zoom').isVisible()).toBe(true);
      expect(await page.getByText('pinch to zoom').isVisible()).toBe(false);
      await page.close();
      opened = await openPage(browser, weeks, { width: 390, touch: true });
      const phone = opened.page;
      expect(await phone.getByText('click, then scroll to zoom').isVisible()).toBe(false);
      expect(await phone.getByText('pinch to zoom').isVisible()).toBe(true);
      const words = phone.getByRole('img', { name: /^Shuffled 1,000 times/ }).locator('text');
      const heights = await Promise.all(
        (await words.all()).map(async (word) => (await word.boundingBox())?.height ?? 0),
      );
      expect(heights.length).toBe(3);
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(11);
      expect(await sidewaysOverflow(phone)).toBe(0);
    },
    LONG,
  );

  test(
    'says of funding everywhere with one sign whether it was paid',
    async () => {
      const page = await open(weeks, 1280);
      const tile = page.locator('.tile').filter({ hasText: 'Costs' });
      expect(await tile.getByText('funding −21.70 USDT (paid)').count()).toBe(1);
      const figure = page.getByRole('group', { name: 'Costs' }).getByRole('row').filter({ hasText: 'Funding' });
      expect(await figure.getByRole('cell').textContent()).toBe('−21.70 USDT (paid)');
      const legend = page.getByRole('img', { name: /^Fees, funding/ }).locator('.legend');
      expect(await legend.textContent()).toMatch(/funding −[\d.]+ USDT \(paid\)/);
    },
    LONG,
  );

  test(
    'calls a sequence of trades that chance made a shuffle, never an order',
    async () => {
      const page = await open(weeks, 1280);
      const panel = page.locator('.panel').filter({ hasText: 'Drawdown by chance' });
      const figures = page.getByRole('group', { name: 'Drawdown by chance' });
      const words = `${await panel.textContent()} ${await figures.textContent()}`;
      expect(words).toContain('36\u202f% of the shuffles were worse');
      expect(words).toContain('One shuffle in twenty drew down more.');
      expect(words).toContain('Worse shuffles');
      expect(words).not.toMatch(/order/i);
    },
    LONG,
  );

  test(
    'writes the figures by strategy as it writes all others, the result in its colour',
    async () => {
      const strategies = model.summary.strategies.map((each) => ({ ...each, result: '-1562.22045', fees: '170.6' }));
      const page = await open(
        files.write(makeReportModel({ ...YEAR, days: 3, trades: 4, summary: { strategies } })),
        1280,
      );
      const cells = page.getByRole('group', { name: 'By strategy' }).getByRole('row').nth(1).getByRole('cell');
      expect(await cells.allTextContents()).toEqual(['−1,562.22', '300', '0', '170.60', '−10.85', '44.20', '107']);
      expect(await cells.first().locator('.loss').count()).toBe(1);
    },
    LONG,
  );

  test(
    'tells the equity under the pointer, and by arrow keys',
    async () => {
      const page = await open(weeks, 1280);
      const figure = page.getByRole('img', { name: /^Equity of/ });
      await figure.focus();
      await page.keyboard.press('ArrowRight');
      expect(await figure.locator('.legend').first().textContent()).toMatch(/2024-07-01 14:24 UTC$/);
      await page.getByRole('button', { name: 'Log scale' }).click();
      expect(await page.getByRole('button', { name: 'Log scale' }).getAttribute('aria-pressed')).toBe('true');
    },
    LONG,
  );

  test(
    'says first what stands against a run, and takes no text of it for markup',
    async () => {
      const summary = {
        name: '<img src=x onerror=alert(1)>',
        interrupted: true,
        bust: true,
        unprotectedByChoice: ['fade'],
        quarantined: [
          { strategyId: 'cross', time: '2024-07-04T00:00:00.000Z', code: 'STRATEGY_THREW', message: '<b>x</b>' },
        ],
        profitFactor: null,
        band: null,
        benchmark: null,
        monteCarlo: null,
      };
      const page = await open(files.write(makeReportModel({ ...YEAR, days: 3, trades: 4, summary })), 390);
      const doubts = page.getByRole('list', { name: 'What to know before believing the figures' });
      const words = await doubts.locator('strong').allTextContents();
      expect(words.slice(0, 4)).toEqual(['INTERRUPTED', 'BUST', 'QUARANTINED', 'UNPROTECTED BY CHOICE']);
      expect(words).toContain('FEW TRADES');
      expect(await doubts.textContent()).toContain('<b>x</b>');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(summary.name);
      expect(await page.getByText('–no losing trade').first().isVisible()).toBe(true);
      expect(await sidewaysOverflow(page)).toBe(0);
    },
    LONG,
  );

  test(
    'shows a run without trades and without klines, and one of an older version',
    async () => {
      const { summary, ...rest } = makeReportModel({ days: 1, trades: 1, symbols: ['BTCUSDT'] });
      const nothing = { length: 0, columns: {} };
      const tables = { trades: nothing, orders: nothing, fills: nothing, funding: nothing, refusals: nothing };
      const { name, from, to, asset, version } = summary;
      const old = {
        name,
        from,
        to,
        asset,
        version,
        interrupted: false,
        bust: false,
        initialEquity: '1',
        finalEquity: '1',
      };
      const bare = { ...old, netProfit: '0', returnRatio: 0, trades: 0 } as unknown as typeof summary;
      const page = await open(files.write({ ...rest, ...tables, markets: [], summary: bare }), 390);
      expect(await page.getByText('The run has no klines to show.').isVisible()).toBe(true);
      expect(await page.getByText('No closed trades.').isVisible()).toBe(true);
    },
    LONG,
  );

  test(
    'without a run says so and what to do',
    async () => {
      const page = await browser.newPage();
      await page.goto(files.write(null));
      expect(await page.getByRole('alert').textContent()).toBe(
        'This report cannot be shown: no run was put into it. Write it again with: sluice report FOLDER',
      );
      await page.close();
    },
    LONG,
  );
});
