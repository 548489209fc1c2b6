// What the figures rest on: assumptions in words, the quality of the data, the settings' hashes, and how to make the run again.
import type { ReportModel } from '../../page/report-model.ts';
import { copyableLine } from '../dom/copyable.ts';
import { type Child, element } from '../dom/element.ts';
import { panel, section } from '../dom/section.ts';
import { signedSpan } from '../dom/sign.ts';
import { smallTable } from '../dom/small-table.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { countText, moneyText, numberOf } from '../text/number-text.ts';
import { timeText } from '../text/time-text.ts';
import { assumptionLines } from './assumption-words.ts';

export function basisSection({ summary, markets }: ReportModel): HTMLElement {
  return section(
    { id: 'basis', title: 'What this rests on', short: 'Basis' },
    assumptionsPanel(summary),
    dataPanel(summary, markets),
    strategiesPanel(summary),
    reproducePanel(summary),
  );
}

function assumptionsPanel({ assumptions }: RunSummary): HTMLElement {
  const lines = assumptionLines(assumptions ?? {});
  const groups = [...new Set(lines.map(({ group }) => group))];
  const lists = groups.map((group) =>
    element(
      'div',
      {},
      element('h4', {}, GROUPS[group] ?? group),
      element('ul', {}, ...lines.filter((line) => line.group === group).map(({ text }) => element('li', {}, text))),
    ),
  );
  const body =
    lists.length > 0 ? element('div', { class: 'columns' }, ...lists) : element('p', {}, 'None were recorded.');
  return panel('Assumptions', 'What a backtest must suppose because klines do not tell it.', body);
}

const GROUPS: Readonly<Record<string, string>> = { Unknowable: 'What no backtest knows', Rules: 'Exchange rules' };

function dataPanel({ data }: RunSummary, markets: ReportModel['markets']): HTMLElement {
  if (!data?.length) {
    const shown = markets.map(({ symbol, interval }) => `${symbol} klines of ${interval}`).join(', ');
    return panel(
      'Data',
      null,
      element('p', {}, shown === '' ? 'No klines.' : `${shown}. Nothing else was recorded about them.`),
    );
  }
  const rows = data.map(({ series, source, interval, rows: count, from, to, findings, repairs }): readonly Child[] => [
    series,
    source,
    interval ?? '–',
    countText(count),
    from === null ? '–' : timeText(Date.parse(from)),
    to === null ? '–' : timeText(Date.parse(to)),
    sentences(findings, 'nothing'),
    sentences(repairs, 'nothing'),
  ]);
  const columns = [
    { title: 'Series' },
    { title: 'Source' },
    { title: 'Interval' },
    { title: 'Rows', figures: true },
    { title: 'First (UTC)' },
    { title: 'Last (UTC)' },
    { title: 'Found', look: 'meaning' },
    { title: 'Done about it', look: 'meaning' },
  ];
  return panel(
    'Data quality',
    'Rows as recorded, before anything was done about what was found.',
    smallTable({ caption: 'Data quality', captionHidden: true, columns, rows }),
  );
}

function sentences(lines: readonly string[], none: string): Child {
  if (lines.length === 0) return element('span', { class: 'muted' }, none);
  return element('ul', { class: 'examples' }, ...lines.map((line) => element('li', {}, line)));
}

function strategiesPanel({ strategies, asset }: RunSummary): HTMLElement | null {
  if (!strategies || strategies.length < 2) return null;
  const rows = strategies.map((each): readonly Child[] => [
    each.strategyId,
    signedMoney(each.result),
    countText(each.trades),
    countText(each.openTrades),
    moneyText(numberOf(each.fees)),
    signedMoney(each.funding),
    moneyText(numberOf(each.slippage)),
    countText(each.refusals + each.rejections),
  ]);
  const columns = [
    { title: 'Strategy' },
    { title: `Result (${asset})`, figures: true },
    { title: 'Closed', figures: true },
    { title: 'Open', figures: true },
    { title: 'Fees', figures: true },
    { title: 'Funding', figures: true },
    { title: 'Slippage', figures: true },
    { title: 'Refused, rejected', figures: true },
  ];
  return panel(
    'By strategy',
    'Results of open trades at mark are part of it. Funding is received when above zero, paid when below.',
    smallTable({ caption: 'By strategy', captionHidden: true, columns, rows }),
  );
}

function signedMoney(value: unknown): HTMLElement {
  const number = numberOf(value);
  return signedSpan(number, moneyText(number, true));
}

function reproducePanel({ from, to, version, seed, configHash, dataHash, strategyHash }: RunSummary): HTMLElement {
  const command = `sluice backtest CONFIG.yaml --from ${shortIso(from)} --to ${shortIso(to)} --seed ${seed ?? 1}`;
  const hashes: readonly (readonly [string, string | undefined])[] = [
    ['Config', configHash],
    ['Data', dataHash],
    ['Strategies', strategyHash],
  ];
  return panel(
    'Make it again',
    null,
    element('p', {}, 'With the run’s own config file and the same data:'),
    element('p', {}, copyableLine('command', command)),
    element('p', {}, `Version ${version ?? '–'} with the same three hashes gives the same figures to the last digit:`),
    element(
      'dl',
      { class: 'hashes' },
      ...hashes.map(([what, value]) =>
        element(
          'div',
          {},
          element('dt', {}, what),
          element('dd', {}, value === undefined ? '–' : copyableLine(`hash of ${what.toLowerCase()}`, value)),
        ),
      ),
    ),
  );
}

/** Without seconds that are zero. */
function shortIso(iso: string): string {
  return iso.replace('T00:00:00.000Z', '').replace(':00.000Z', 'Z');
}
