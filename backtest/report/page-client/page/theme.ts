// Light or dark: as the reader's machine has it, until the button says otherwise. Paper is always light.
import { button } from '../dom/element.ts';

export interface Theme {
  /** The button that changes it. */
  readonly control: HTMLElement;
}

type Name = 'light' | 'dark';

/** Sets the theme now and whenever it changes; `onChange` is for what takes its colours by hand. */
export function createTheme(onChange: () => void): Theme {
  const wish = matchMedia('(prefers-color-scheme: dark)');
  let chosen: Name | null = null;
  let printing = false;

  const current = (): Name => (printing ? 'light' : (chosen ?? (wish.matches ? 'dark' : 'light')));
  const apply = (): void => {
    const name = current();
    document.documentElement.dataset['theme'] = name;
    const other = name === 'dark' ? 'light' : 'dark';
    control.textContent = name === 'dark' ? '☀ Light' : '☾ Dark';
    control.setAttribute('aria-label', `Show the page ${other}`);
    onChange();
  };
  const control = button({ class: 'plain theme' }, () => {
    chosen = current() === 'dark' ? 'light' : 'dark';
    apply();
  });
  wish.addEventListener('change', apply);
  addEventListener('beforeprint', () => {
    printing = true;
    apply();
  });
  addEventListener('afterprint', () => {
    printing = false;
    apply();
  });
  apply();
  return { control };
}
