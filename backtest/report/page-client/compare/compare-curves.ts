// Equity of all runs, each as a return on what it began with, and their drawdowns beneath.
import type { ComparedRun } from '../../page/report-model.ts';
import { timeFigure } from '../figures/time-figure.ts';
import type { TimeLine } from '../figures/time-pane.ts';
import { percentText } from '../text/number-text.ts';
import { runLook } from './run-looks.ts';

export function compareCurves(runs: readonly ComparedRun[]): HTMLElement {
  const lines = (valuesOf: (run: ComparedRun) => readonly number[]): readonly TimeLine[] =>
    runs.map((run, index) => ({ name: run.label, time: run.equity.time, value: valuesOf(run), look: runLook(index) }));
  const figure = timeFigure({
    label: `Returns and drawdowns of ${runs.map(({ label }) => label).join(', ')} over time`,
    span: [
      Math.min(...runs.map(({ summary }) => Date.parse(summary.from))),
      Math.max(...runs.map(({ summary }) => Date.parse(summary.to))),
    ],
    panes: [
      {
        title: 'Return',
        heightPx: 320,
        format: (value) => percentText(value, true),
        axisFactor: 100,
        axisUnit: '%',
        withZero: true,
        lines: lines(({ equity }) => equity.equity.map((value) => value / (equity.equity[0] ?? value) - 1)),
      },
      {
        title: 'Drawdown',
        heightPx: 170,
        format: (value) => percentText(value),
        axisFactor: 100,
        axisUnit: '%',
        withZero: true,
        lines: lines(({ equity }) => equity.drawdown.map((ratio) => -ratio)),
      },
    ],
  });
  return figure.root;
}
