// A frame around what scrolls sideways that says so: a fade lies over the edge behind which there is more.
import { element } from './element.ts';

/** Pixels that rounding may leave over at an end. */
const SLACK_PX = 2;

/** The frame; its `data-more` names the sides with more behind them, and is empty where all is in view. */
export function scrollFrame(scroller: HTMLElement): HTMLElement {
  const frame = element('div', { class: 'scroll-frame', 'data-more': '' }, scroller);
  const tell = (): void => {
    const { scrollLeft, scrollWidth, clientWidth } = scroller;
    const sides = [
      scrollLeft > SLACK_PX ? 'left' : '',
      scrollLeft + clientWidth < scrollWidth - SLACK_PX ? 'right' : '',
    ];
    frame.dataset['more'] = sides.filter((side) => side !== '').join(' ');
  };
  scroller.addEventListener('scroll', tell, { passive: true });
  const watcher = new ResizeObserver(tell);
  watcher.observe(scroller);
  for (const child of scroller.children) watcher.observe(child);
  return frame;
}
