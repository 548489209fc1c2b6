// What a step of zooming or moving the price chart of a report costs in Chromium: the work of each animation frame, canvas
// included, and the time between frames, over a walk from the whole span down to single klines, along it, and back.
// Run after a build, with a report of a long run of fine klines: node dist/bench/report-page.js results/<run>/report.html
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { chromium, type Page } from 'playwright-core';

const BROWSER = '/usr/bin/chromium';

/** Times every animation frame's callbacks; put into the page before its own code runs. */
const TIMED_FRAMES = `
  window.frames_ = new Map();
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => request((at) => {
    const begun = performance.now();
    callback(at);
    window.frames_.set(at, (window.frames_.get(at) ?? 0) + performance.now() - begun);
  });
`;

/** What is done and how often: a key of the chart. */
const WALK: readonly (readonly [what: string, key: string, times: number])[] = [
  ['zoom in', '+', 30],
  ['move at the finest', 'ArrowLeft', 120],
  ['zoom out', '-', 10],
  ['move over weeks', 'ArrowLeft', 120],
  ['zoom out to all', '-', 20],
];

const path = process.argv[2];
if (path === undefined) throw new Error('name a report: node dist/bench/report-page.js results/<run>/report.html');
const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
await page.addInitScript(TIMED_FRAMES);
await page.goto(pathToFileURL(resolve(path)).href);
await page.locator('html[data-state=ready]').waitFor();
const opening = Number(await page.evaluate('performance.now()'));
await page.evaluate('new Promise((resolve) => setTimeout(resolve, 1_500))');
console.log(`opened in ${opening.toFixed(0)} ms\n`);
console.log('step'.padEnd(22), 'frames', '  median', '     95 %', '     most', ' (ms of work a frame)');
for (const [what, key, times] of WALK) console.log(await measured(page, what, key, times));
await browser.close();

async function measured(on: Page, what: string, key: string, times: number): Promise<string> {
  await on.locator('.price-chart').focus();
  await on.evaluate('frames_.clear()');
  for (let step = 0; step < times; step++) {
    await on.keyboard.press(key);
    await on.evaluate('new Promise((resolve) => setTimeout(resolve, 20))');
  }
  const work = (await on.evaluate<number[]>('[...frames_.values()]')).toSorted((a, b) => a - b);
  const at = (share: number) => (work[Math.min(work.length - 1, Math.floor(work.length * share))] ?? 0).toFixed(1);
  const fed = await on.locator('.price-chart').getAttribute('data-fed');
  const figures = [at(0.5), at(0.95), at(1)].map((text) => text.padStart(9)).join('');
  return `${what.padEnd(22)} ${String(work.length).padStart(5)}${figures}   ${fed ?? ''} klines fed`;
}
