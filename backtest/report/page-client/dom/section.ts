// The parts of the page: each a landmark with a heading that the bar at the top leads to.
import { type Child, element } from './element.ts';

export interface SectionParts {
  /** Where a link leads to. */
  readonly id: string;
  readonly title: string;
  /** Its name in the bar at the top; null where the bar leaves it out. */
  readonly short: string | null;
  /** One sentence under the heading. */
  readonly note?: Child;
}

/** A section with its heading. */
export function section(parts: SectionParts, ...children: readonly Child[]): HTMLElement {
  const headingId = `${parts.id}-heading`;
  const note = parts.note ?? null;
  return element(
    'section',
    { id: parts.id, class: 'part', 'aria-labelledby': headingId, 'data-short': parts.short },
    element('h2', { id: headingId }, parts.title),
    note === null || note === false ? null : element('p', { class: 'note' }, note),
    ...children,
  );
}

/** A part of a section, with a smaller heading. */
export function panel(title: string, note: Child, ...children: readonly Child[]): HTMLElement {
  return element(
    'div',
    { class: 'panel' },
    element('h3', {}, title),
    note === null || note === false ? null : element('p', { class: 'note' }, note),
    ...children,
  );
}
