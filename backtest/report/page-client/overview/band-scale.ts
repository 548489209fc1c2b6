// Where the result lies between the pessimistic and the optimistic end of its band, and where the start lay.
import { element, svgElement } from '../dom/element.ts';
import { linearScale } from '../figures/scale.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { moneyText, moneyWithAsset, numberOf } from '../text/number-text.ts';

const WIDTH = 320;
const EDGE = 8;

/** The band as a scale with its ends in words; a sentence where it has no width or was not made. */
export function bandScale({ band, finalEquity, initialEquity, ambiguousBars, asset }: RunSummary): HTMLElement {
  const [low, high] = [numberOf(band?.pessimistic), numberOf(band?.optimistic)];
  const [final, initial] = [numberOf(finalEquity), numberOf(initialEquity)];
  if (low === null || high === null || final === null || initial === null) {
    return element('p', { class: 'muted' }, 'Pessimistic … optimistic band: not made.');
  }
  if (low === high) {
    const why = ambiguousBars === 0 ? 'no kline was ambiguous' : 'every walk ends here';
    return element('p', { class: 'muted' }, `Pessimistic … optimistic band: no width, ${why}.`);
  }
  const ends = [low, high, final, initial];
  const x = linearScale(Math.min(...ends), Math.max(...ends), EDGE, WIDTH - EDGE);
  const svg = svgElement(
    'svg',
    { viewBox: `0 0 ${WIDTH} 30`, class: 'band', 'aria-hidden': 'true', preserveAspectRatio: 'none' },
    svgElement('line', { x1: EDGE, x2: WIDTH - EDGE, y1: 15, y2: 15, class: 'band-rail' }),
    svgElement('rect', {
      x: x(low),
      width: Math.max(2, x(high) - x(low)),
      y: 9,
      height: 12,
      rx: 3,
      class: 'band-span',
    }),
    svgElement('line', { x1: x(initial), x2: x(initial), y1: 5, y2: 25, class: 'band-start' }),
    svgElement('line', { x1: x(final), x2: x(final), y1: 3, y2: 27, class: 'band-final' }),
  );
  return element(
    'div',
    {
      class: 'band-scale',
      role: 'img',
      'aria-label': `Band from ${moneyWithAsset(low, asset)} to ${moneyWithAsset(high, asset)}`,
    },
    svg,
    element(
      'div',
      { class: 'band-ends muted' },
      element('span', {}, `pessimistic ${moneyText(low)}`),
      element('span', {}, `optimistic ${moneyText(high)}`),
    ),
    element('div', { class: 'band-key muted' }, 'bold: this run; dashed: where it began'),
  );
}
