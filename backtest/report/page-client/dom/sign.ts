// Whether a figure is good or bad news, told by colour beside the sign that it carries already.
import { element } from './element.ts';

/** The class that colours a figure: `gain`, `loss`, or none. */
export function signClass(value: number | null): string | null {
  if (value === null || value === 0) return null;
  return value > 0 ? 'gain' : 'loss';
}

/** A figure coloured by its sign. */
export function signedSpan(value: number | null, text: string): HTMLElement {
  return element('span', { class: signClass(value) }, text);
}
