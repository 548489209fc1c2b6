// The figures of several runs side by side, for the terminal.
import Table from 'cli-table3';
import { countShown, durationShown, figureShown, moneyShown, percentShown } from '../human-text.ts';
import type { Summary } from '../summary.ts';
import type { Tint } from '../tint.ts';
import type { CompareModel } from './report-model.ts';

type Figure = readonly [label: string, textOf: (summary: Summary) => string];

const NO_FIGURE = '–';

const FIGURES: readonly Figure[] = [
  ['from', ({ from }) => from.slice(0, 10)],
  ['to', ({ to }) => to.slice(0, 10)],
  ['final equity', ({ finalEquity, asset }) => `${moneyShown(finalEquity)} ${asset}`],
  ['net profit', ({ netProfit }) => moneyShown(netProfit, true)],
  ['return', ({ returnRatio }) => percentShown(returnRatio, true)],
  ['return a year (CAGR)', ({ cagrRatio }) => percentShown(cagrRatio, true)],
  ['band, pessimistic', ({ band }) => (band === null ? 'not made' : moneyShown(band.pessimistic))],
  ['band, optimistic', ({ band }) => (band === null ? 'not made' : moneyShown(band.optimistic))],
  ['max drawdown', ({ maxDrawdownRatio }) => percentShown(maxDrawdownRatio)],
  ['volatility a year', ({ volatilityRatio }) => percentShown(volatilityRatio)],
  ['Sharpe', ({ sharpe }) => figureShown(sharpe)],
  ['Sortino', ({ sortino }) => figureShown(sortino)],
  ['Calmar', ({ calmar }) => figureShown(calmar)],
  ['trades', ({ trades }) => countShown(trades)],
  ['won', ({ winRatio }) => percentShown(winRatio)],
  ['profit factor', ({ profitFactor }) => figureShown(profitFactor)],
  ['expectancy', ({ expectancy }) => (expectancy === null ? NO_FIGURE : moneyShown(expectancy, true))],
  ['held on average', ({ averageTradeDurationMs }) => durationShown(averageTradeDurationMs)],
  ['held of the time', ({ exposureRatio }) => percentShown(exposureRatio)],
  ['fees', ({ fees }) => moneyShown(fees)],
  ['funding', ({ funding }) => moneyShown(funding, true)],
  ['slippage', ({ slippage }) => moneyShown(slippage)],
  ['liquidations', ({ liquidations }) => countShown(liquidations)],
];

/** The whole text: the figures, the settings that differ, the notes; it ends in a newline. */
export function renderCompareTable({ runs, settings, notes }: CompareModel, tint: Tint): string {
  const labels = runs.map(({ label }) => label);
  const figures = FIGURES.map(([label, textOf]) => [label, ...runs.map(({ summary }) => textOf(summary))]);
  const differences = settings.map(({ setting, values }) => [
    setting,
    ...values.map((value) => wrapped(value ?? NO_FIGURE)),
  ]);
  const blocks = [
    tableText(labels, figures, tint),
    differences.length === 0 ? '' : `settings that differ\n${tableText(labels, differences, tint)}`,
    notes.join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** In lines of at most 40 characters, where its commas and blanks allow it. */
function wrapped(text: string): string {
  return text.replaceAll(/(?=.{41})(.{1,40}) /g, '$1\n');
}

function tableText(labels: readonly string[], rows: readonly (readonly string[])[], tint: Tint): string {
  const table = new Table({
    head: ['', ...labels.map(tint.bold)],
    style: { head: [], border: tint.enabled ? ['grey'] : [], compact: true },
    colAligns: ['left', ...labels.map(() => 'right' as const)],
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}
