// Tables of a few dozen rows, drawn whole. Wide ones scroll within their own frame, so that the page never does.
import { type Child, element } from './element.ts';
import { scrollFrame } from './scroll-frame.ts';

export interface Column {
  readonly title: string;
  /** Figures stand right, one digit under the other. */
  readonly figures?: boolean;
  /** A colour or weight for the whole column. */
  readonly look?: string;
}

export interface SmallTableParts {
  readonly caption: string;
  /** The caption is read aloud only: a heading beside it says the same. */
  readonly captionHidden?: boolean;
  readonly columns: readonly Column[];
  /** The first cell of each is its head. */
  readonly rows: readonly (readonly Child[])[];
  readonly look?: string;
  /** There may be many rows: they scroll under their head. */
  readonly tall?: boolean;
}

/** The table in a frame that scrolls sideways where it must. */
export function smallTable({ caption, captionHidden, columns, rows, look, tall }: SmallTableParts): HTMLElement {
  const classOf = (column: number) =>
    [columns[column]?.figures === true ? 'figures' : '', columns[column]?.look ?? ''].join(' ').trim() || null;
  const head = columns.map(({ title }, column) => element('th', { scope: 'col', class: classOf(column) }, title));
  const body = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0
        ? element('th', { scope: 'row', class: classOf(column) }, cell)
        : element('td', { class: classOf(column) }, cell),
    );
    return element('tr', {}, ...cells);
  });
  const table = element(
    'table',
    { class: look ?? null },
    element('caption', { class: captionHidden === true ? 'aloud' : null }, caption),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
  const scroller = element(
    'div',
    { class: tall === true ? 'scroller tall' : 'scroller', tabindex: 0, role: 'group', 'aria-label': caption },
    table,
  );
  return scrollFrame(scroller);
}
