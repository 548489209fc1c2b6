// A table of thousands of rows that draws only those in view. To a reader who cannot see it it is one grid of all its rows:
// counts and row numbers are told, arrows walk through it, Enter opens a row.
import { element } from './element.ts';

export interface GridColumn {
  readonly key: string;
  readonly title: string;
  readonly widthPx: number;
  readonly figures: boolean;
}

export interface GridParts {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  /** What a cell of a row says, and the class that colours it. */
  cell(row: number, key: string): { readonly text: string; readonly look: string | null };
  /** A head was pressed. */
  onSort(key: string): void;
  /** A row was clicked or opened with Enter. */
  onOpen(row: number): void;
}

export interface Grid {
  readonly root: HTMLElement;
  /** Shows these rows in this order. */
  show(rows: readonly number[], sort: { readonly key: string; readonly ascending: boolean }): void;
  /** Marks a row as the chosen one and brings it into view; null marks none. */
  choose(row: number | null): void;
  /** Gives the keyboard back to the grid. */
  focus(): void;
}

const ROW_PX = 32;
const SPARE_ROWS = 8;

export function createGrid(parts: GridParts): Grid {
  const widthPx = parts.columns.reduce((sum, column) => sum + column.widthPx, 0);
  const heads = parts.columns.map((column) => headCell(column, parts));
  const head = element('div', { class: 'grid-row grid-head', role: 'row', 'aria-rowindex': 1 }, ...heads);
  const body = element('div', { class: 'grid-body', role: 'rowgroup' });
  const root = element(
    'div',
    { class: 'grid', role: 'grid', tabindex: 0, 'aria-label': parts.label, 'aria-colcount': parts.columns.length },
    element('div', { role: 'rowgroup', class: 'grid-heads' }, head),
    body,
  );
  const tracks = parts.columns.map((column) => `minmax(${column.widthPx}px, ${column.widthPx}fr)`).join(' ');
  root.style.setProperty('--tracks', tracks);
  root.style.setProperty('--width', `${widthPx}px`);
  let rows: readonly number[] = [];
  let chosen: number | null = null;
  let active = 0;

  const draw = (): void => {
    const first = Math.max(0, Math.floor(root.scrollTop / ROW_PX) - SPARE_ROWS);
    const count = Math.ceil(Math.max(root.clientHeight, 200) / ROW_PX) + 2 * SPARE_ROWS;
    const shown = rows.slice(first, first + count);
    body.style.height = `${rows.length * ROW_PX}px`;
    body.replaceChildren(...shown.map((row, index) => drawRow(row, first + index)));
    root.dataset['drawn'] = String(shown.length);
  };
  const drawRow = (row: number, position: number): HTMLElement => {
    const cells = parts.columns.map((column) => {
      const { text, look } = parts.cell(row, column.key);
      return element(
        'div',
        {
          role: 'gridcell',
          class: [column.figures ? 'figures' : '', look ?? ''].join(' ').trim() || null,
          title: text,
        },
        text,
      );
    });
    const made = element(
      'div',
      {
        class: 'grid-row',
        role: 'row',
        id: `${parts.label.replaceAll(/\W+/g, '-')}-${position}`,
        'aria-rowindex': position + 2,
        'aria-selected': String(row === chosen),
        'data-active': position === active,
      },
      ...cells,
    );
    made.style.top = `${position * ROW_PX}px`;
    made.addEventListener('click', () => {
      activate(position);
      parts.onOpen(row);
    });
    return made;
  };
  const open = (row: number | undefined): void => {
    if (row !== undefined) parts.onOpen(row);
  };
  const activate = (position: number): void => {
    active = Math.min(Math.max(position, 0), Math.max(0, rows.length - 1));
    reveal(active);
    draw();
    root.setAttribute('aria-activedescendant', `${parts.label.replaceAll(/\W+/g, '-')}-${active}`);
  };
  const reveal = (position: number): void => {
    const top = position * ROW_PX;
    const room = root.clientHeight - ROW_PX;
    if (top < root.scrollTop) root.scrollTop = top;
    else if (top + ROW_PX > root.scrollTop + room) root.scrollTop = top + ROW_PX - room;
  };

  root.addEventListener('scroll', draw, { passive: true });
  root.addEventListener('keydown', (event) => {
    if (event.target !== root) return;
    const page = Math.max(1, Math.floor(root.clientHeight / ROW_PX) - 2);
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to !== undefined) activate(to);
    else if (event.key === 'Enter') open(rows[active]);
    else return;
    event.preventDefault();
  });
  new ResizeObserver(draw).observe(root);
  return {
    root,
    show: (wanted, sort) => {
      rows = wanted;
      active = 0;
      root.scrollTop = 0;
      root.setAttribute('aria-rowcount', String(rows.length + 1));
      for (const [index, cell] of heads.entries()) {
        const isSorted = parts.columns[index]?.key === sort.key;
        cell.setAttribute('aria-sort', isSorted ? (sort.ascending ? 'ascending' : 'descending') : 'none');
      }
      draw();
    },
    choose: (row) => {
      chosen = row;
      const position = row === null ? -1 : rows.indexOf(row);
      if (position >= 0) activate(position);
      else draw();
    },
    focus: () => root.focus({ preventScroll: true }),
  };
}

function headCell({ key, title, figures }: GridColumn, { onSort }: GridParts): HTMLElement {
  const press = element('button', { type: 'button' }, title);
  press.addEventListener('click', () => onSort(key));
  return element('div', { role: 'columnheader', class: figures ? 'figures' : null, 'aria-sort': 'none' }, press);
}
