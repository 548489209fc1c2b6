// The foot of the page: what made it, and the thanks that the charts' licence asks for.
import { element } from '../dom/element.ts';

export function footer(version: string): HTMLElement {
  const link = element('a', { href: 'https://www.tradingview.com/', rel: 'noreferrer' }, 'TradingView');
  return element(
    'footer',
    {},
    element('p', {}, `Made by sluice ${version}. One file: nothing is loaded, nothing is sent. Times are UTC.`),
    element('p', {}, 'Price charts by Lightweight Charts™, © ', link, ', Inc., Apache License 2.0; fancy-canvas, MIT.'),
  );
}
