// The distribution of trade results: in money, as a ratio of the notional, or in multiples of the risk taken.
import type { ReportModel } from '../../page/report-model.ts';
import { button, element } from '../dom/element.ts';
import { panel } from '../dom/section.ts';
import { numberAt, textAt } from '../model/rows.ts';
import { fixedText, moneyWithAsset, percentText } from '../text/number-text.ts';
import { histogram, type HistogramParts } from './histogram.ts';

interface Measure {
  readonly name: string;
  readonly column: string;
  readonly parts: Omit<HistogramParts, 'values' | 'label'>;
}

export function resultsPanel({ trades, summary }: ReportModel): HTMLElement {
  const measures: readonly Measure[] = [
    {
      name: summary.asset,
      column: 'result',
      parts: { format: (value: number) => moneyWithAsset(value, summary.asset, true) },
    },
    {
      name: '% of notional',
      column: 'returnRatio',
      parts: { format: (value: number) => percentText(value, true), axisFactor: 100, axisUnit: '%' },
    },
    {
      name: 'R',
      column: 'rMultiple',
      parts: { format: (value: number) => `${fixedText(value, 2, true)} R`, axisUnit: ' R' },
    },
  ];
  const valuesOf = (column: string): readonly number[] =>
    Array.from({ length: trades.length }, (_, row) =>
      textAt(trades, 'status', row) === 'open' ? null : numberAt(trades, column, row),
    ).filter((value) => value !== null);
  const place = element('div', {});
  const choices = measures
    .map((measure) => ({ measure, values: valuesOf(measure.column) }))
    .filter(({ values }, index) => index === 0 || values.length > 0)
    .map(({ measure, values }) => ({
      name: measure.name,
      show: () =>
        place.replaceChildren(histogram({ ...measure.parts, values, label: `Results of trades in ${measure.name}` })),
    }));
  const buttons = choices.map(({ name, show }) => {
    const made = button(
      { class: 'plain', 'aria-pressed': 'false' },
      () => {
        for (const each of buttons) each.setAttribute('aria-pressed', String(each === made));
        show();
      },
      name,
    );
    return made;
  });
  buttons[0]?.setAttribute('aria-pressed', 'true');
  choices[0]?.show();
  const bar = element(
    'div',
    { class: 'chart-bar' },
    element('span', { class: 'buttons', role: 'group', 'aria-label': 'Unit of results' }, ...buttons),
  );
  return panel('Results of trades', 'Closed trades, net of fees, funding and slippage.', bar, place);
}
