// Text can be read: every colour of text differs enough from each surface it stands on, in both themes.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, test } from 'vitest';

const file = resolve(import.meta.dirname, '../../backtest/report/page-client/styles/colours.css');
const [light = '', dark = ''] = readFileSync(file, 'utf8').split(":root[data-theme='dark']");
const THEMES = { light, dark };

/** Each text colour with the surfaces behind it. */
const PAIRS: readonly (readonly [text: string, behind: readonly string[]])[] = [
  ['text', ['page', 'surface', 'raised', 'accent-soft', 'gain-soft', 'loss-soft']],
  ['muted', ['page', 'surface', 'raised']],
  ['accent', ['page', 'surface']],
  ['gain', ['surface', 'raised']],
  ['loss', ['surface', 'raised']],
  ['grave', ['loss-soft']],
  ['warn', ['warn-soft']],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(PAIRS.flatMap(([text, behind]) => behind.map((surface) => [text, surface] as const)))(
    '%s on %s differs by 4.5 to 1',
    (text, surface) => {
      expect(contrast(colour(theme, text), colour(theme, surface))).toBeGreaterThanOrEqual(4.5);
    },
  );
});

function colour(theme: 'light' | 'dark', name: string): string {
  const found = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(THEMES[theme])?.[1];
  if (found === undefined) throw new Error(`${theme} has no colour ${name}`);
  return found;
}

/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
