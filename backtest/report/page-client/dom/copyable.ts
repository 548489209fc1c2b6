// A long value shown short, copied whole: hashes and commands.
import { button, element } from './element.ts';

const SHOWN_CHARACTERS = 10;

/** A value of which the beginning is shown and a press copies all; the whole of it is the title. */
export function copyableHash(what: string, value: string): HTMLElement {
  return copyable(
    `Copy the ${what}`,
    value,
    `${value.slice(0, SHOWN_CHARACTERS)}${value.length > SHOWN_CHARACTERS ? '…' : ''}`,
  );
}

/** A line that is copied by a press. */
export function copyableLine(what: string, value: string): HTMLElement {
  return copyable(`Copy the ${what}`, value, value);
}

function copyable(label: string, value: string, shown: string): HTMLElement {
  const said = element('span', { class: 'copied', role: 'status' });
  const press = () => {
    // Where a page opened from a file may not write to the clipboard, selecting is what is left.
    const copying = window.isSecureContext
      ? navigator.clipboard.writeText(value)
      : Promise.reject(new Error('no clipboard'));
    copying.then(
      () => (said.textContent = 'copied'),
      () => (said.textContent = value === shown ? 'select it to copy' : value),
    );
  };
  const code = element('code', {}, shown);
  const control = button({ class: 'copy', title: value, 'aria-label': label }, press, code);
  control.addEventListener('blur', () => (said.textContent = ''));
  return element('span', { class: 'copyable' }, control, said);
}
