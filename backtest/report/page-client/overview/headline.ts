// The head of the page: which run this is, what stands against it, and its key figures.
import type { ReportModel } from '../../page/report-model.ts';
import { copyableHash } from '../dom/copyable.ts';
import { type Child, element } from '../dom/element.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { countText } from '../text/number-text.ts';
import { durationText, timeText } from '../text/time-text.ts';
import { doubtList } from './doubts.ts';
import { tiles } from './tiles.ts';

export function headline({ summary, markets }: ReportModel): HTMLElement {
  return element(
    'section',
    { id: 'overview', class: 'part head', 'aria-labelledby': 'overview-heading', 'data-short': 'Overview' },
    element('h1', { id: 'overview-heading' }, summary.name),
    identity(
      summary,
      markets.map(({ symbol, interval }) => `${symbol} ${interval}`),
    ),
    doubtList(summary),
    tiles(summary),
  );
}

function identity(summary: RunSummary, markets: readonly string[]): HTMLElement {
  const [from, to] = [Date.parse(summary.from), Date.parse(summary.to)];
  const facts: readonly (readonly [string, Child])[] = [
    ['Span', `${timeText(from)} – ${timeText(to)} UTC (${durationText(to - from)})`],
    ['Markets', markets.join(', ') || '–'],
    ['Strategies', (summary.strategies ?? []).map(({ strategyId }) => strategyId).join(', ') || '–'],
    ['Klines', countText(summary.bars ?? null)],
    ['Version', `${summary.version ?? '–'}, seed ${summary.seed ?? '–'}`],
    ['Config', hash('hash of the config', summary.configHash)],
    ['Data', hash('hash of the data', summary.dataHash)],
    ['Strategy', hash('hash of the strategies', summary.strategyHash)],
  ];
  return element(
    'dl',
    { class: 'identity' },
    ...facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}

function hash(what: string, value: string | undefined): Child {
  return value === undefined || value === '' ? '–' : copyableHash(what, value);
}
