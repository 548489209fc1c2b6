// The figures over time of one run: equity with drawdown beneath, exposure, costs.
import type { ReportModel } from '../../page/report-model.ts';
import { button, element } from '../dom/element.ts';
import { panel, section } from '../dom/section.ts';
import { fundingText, moneyWithAsset, percentText } from '../text/number-text.ts';
import { extentOf } from './scale.ts';
import { timeFigure } from './time-figure.ts';
import type { TimePane } from './time-pane.ts';

/** Equity, the benchmark and the drawdown on one time axis. */
export function equitySection(model: ReportModel): HTMLElement {
  const shown = { log: false, benchmark: isComparable(model.equity) };
  const figure = timeFigure({
    label: `Equity of ${model.summary.name} over time with its drawdown beneath`,
    span: spanOf(model),
    panes: equityPanes(model, shown),
  });
  const toggle = (name: keyof typeof shown, title: string): HTMLButtonElement => {
    const press = (): void => {
      shown[name] = !shown[name];
      made.setAttribute('aria-pressed', String(shown[name]));
      figure.update(equityPanes(model, shown));
    };
    const made = button({ class: 'plain', 'aria-pressed': String(shown[name]) }, press, title);
    return made;
  };
  return section(
    { id: 'equity', title: 'Equity and drawdown', short: 'Equity', note: EQUITY_NOTE },
    element(
      'div',
      { class: 'chart-bar' },
      element('span', { class: 'push' }),
      model.equity.benchmark === null ? null : toggle('benchmark', 'Buy and hold'),
      toggle('log', 'Log scale'),
    ),
    figure.root,
  );
}

/** Whether the benchmark can stand beside the run without pressing it flat. */
function isComparable({ equity, benchmark }: ReportModel['equity']): boolean {
  if (benchmark === null) return false;
  const reach = (values: readonly number[]): number => {
    const [low, high] = extentOf([values], false);
    return high - low;
  };
  return reach(benchmark) <= reach(equity) * FLATTENED;
}

/** A benchmark that moves more than so many times as far as the run is shown when asked for. */
const FLATTENED = 4;

const EQUITY_NOTE =
  'Equity at each kline close, open positions at mark; thinned so that no extreme is lost. Drawdown is how far it stands below its highest so far.';

function equityPanes(
  { equity, summary }: ReportModel,
  { log, benchmark }: { readonly log: boolean; readonly benchmark: boolean },
): readonly TimePane[] {
  const { time } = equity;
  const money = (value: number) => moneyWithAsset(value, summary.asset);
  const held = summary.benchmark?.symbol;
  return [
    {
      title: 'Equity',
      heightPx: 300,
      format: money,
      log,
      lines: [
        ...(equity.benchmark === null || !benchmark
          ? []
          : [
              {
                name: `buy and hold${held === undefined ? '' : ` ${held}`}`,
                time,
                value: equity.benchmark,
                look: 'second' as const,
              },
            ]),
        { name: 'this run', time, value: equity.equity, look: 'first' },
      ],
    },
    {
      title: 'Drawdown',
      heightPx: 140,
      format: (value) => percentText(value),
      axisFactor: 100,
      axisUnit: '%',
      withZero: true,
      lines: [{ name: '', time, value: equity.drawdown.map((ratio) => -ratio), look: 'loss', filled: true }],
    },
  ];
}

/** How much was held, long above and short below zero. */
export function exposurePanel(model: ReportModel): HTMLElement {
  const { time, long, short } = model.exposure;
  const figure = timeFigure({
    label: 'Exposure over time, long above and short below zero',
    span: spanOf(model),
    panes: [
      {
        title: '',
        heightPx: 200,
        format: (value) => percentText(Math.abs(value), false, 0),
        axisFactor: 100,
        axisUnit: '%',
        withZero: true,
        lines: [
          { name: 'long', time, value: long, look: 'gain', filled: true, steps: true },
          { name: 'short', time, value: short.map((ratio) => -ratio), look: 'loss', filled: true, steps: true },
        ],
      },
    ],
  });
  return panel('Exposure', 'Greatest notional held within each stretch of time, as a share of equity.', figure.root);
}

/** What trading cost, running sums. */
export function costsPanel(model: ReportModel): HTMLElement {
  const { time, fees, funding, slippage } = model.costs;
  const figure = timeFigure({
    label: 'Fees, funding and slippage as running sums',
    span: spanOf(model),
    panes: [
      {
        title: '',
        heightPx: 200,
        format: (value) => moneyWithAsset(value, model.summary.asset),
        withZero: true,
        lines: [
          { name: 'fees', time, value: fees, look: 'first', steps: true },
          { name: 'slippage', time, value: slippage, look: 'second', steps: true },
          {
            name: 'funding',
            time,
            value: funding.map((amount) => -amount),
            look: 'third',
            steps: true,
            format: (paid) => fundingText(-paid, model.summary.asset),
          },
        ],
      },
    ],
  });
  return panel(
    'Costs',
    'Running sums by UTC day. What was paid is drawn upwards, so funding that was paid stands above zero and funding that was received below it; slippage is contained in the prices already.',
    figure.root,
  );
}

function spanOf({ summary }: ReportModel): readonly [number, number] {
  return [Date.parse(summary.from), Date.parse(summary.to)];
}
