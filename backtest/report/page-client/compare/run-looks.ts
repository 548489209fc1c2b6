// How a run is told from the others in every part of a comparison.
import { svgElement } from '../dom/element.ts';
import type { Look } from '../figures/time-pane.ts';

const LOOKS: readonly Look[] = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** The look of the run with this number; beyond six they begin again. */
export function runLook(index: number): Look {
  return LOOKS[index % LOOKS.length] ?? 'first';
}

export function runSwatch(index: number): SVGSVGElement {
  return svgElement(
    'svg',
    { width: 18, height: 8, class: 'swatch' },
    svgElement('path', { d: 'M0 4H18', class: `line ${runLook(index)}` }),
  );
}
