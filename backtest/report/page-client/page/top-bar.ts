// The bar that stays at the top: the run's name and the way to each section.
import { element } from '../dom/element.ts';

/** Links to the sections that have a short name; the one in view is marked. */
export function topBar(name: string, sections: readonly HTMLElement[], control: HTMLElement): HTMLElement {
  const links = sections
    .filter((section) => section.dataset['short'] !== undefined)
    .map((section) => element('a', { href: `#${section.id}` }, section.dataset['short'] ?? ''));
  markCurrent(sections, links);
  return element(
    'header',
    { class: 'top-bar' },
    element('span', { class: 'name', title: name }, name),
    element('nav', { 'aria-label': 'Sections' }, ...links),
    control,
  );
}

function markCurrent(sections: readonly HTMLElement[], links: readonly HTMLAnchorElement[]): void {
  const watch = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting)?.target.id;
      if (seen === undefined) return;
      for (const link of links) {
        if (link.hash === `#${seen}`) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    },
    { rootMargin: '-20% 0px -75% 0px' },
  );
  for (const section of sections) watch.observe(section);
}
