// The real browser in which the page is tested. It is never skipped: where it is missing the tests fail and say what to do.
import { existsSync } from 'node:fs';

import { type Browser, chromium, type Page } from 'playwright-core';

import { BROWSER } from '../../scripts/setup/browser.mjs';

export interface Window {
  readonly width: number;
  readonly colorScheme?: 'light' | 'dark';
  /** A phone: its pointer is a thumb. */
  readonly touch?: boolean;
}

export interface OpenedPage {
  readonly page: Page;
  /** Errors, console errors and requests for anything but the file itself, in the order they came. */
  readonly complaints: readonly string[];
}

export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(BROWSER)) {
    throw new Error(
      `The report page is tested in Chromium, which is not at ${BROWSER}: install the package chromium (apt-get install chromium).`,
    );
  }
  return chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
}

/** Opens a page and waits until it has drawn itself. */
export async function openPage(
  browser: Browser,
  address: string,
  { width, colorScheme, touch = false }: Window,
): Promise<OpenedPage> {
  const page = await browser.newPage({
    viewport: { width, height: 860 },
    colorScheme: colorScheme ?? 'light',
    hasTouch: touch,
    isMobile: touch,
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:')) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  await page.locator('html[data-state=ready]').waitFor();
  return { page, complaints };
}

/** How far the page can be scrolled sideways, in pixels. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
}
