// The summary as it is shown in a terminal: the figures side by side, then everything that makes them doubtful, then what
// they rest on, then where the files lie.
import Table from 'cli-table3';
import { counted, countShown, durationShown, figureShown, moneyShown, percentShown, timeShown } from './human-text.ts';
import type { Assumption, Timing } from './run-outcome.ts';
import type { Summary } from './summary.ts';
import { doubtLines } from './summary-doubts.ts';
import { createTint, type Tint } from './tint.ts';

export interface TableParts {
  readonly timing: Timing;
  /** Folder of the result files, as the user may type it; null where none were written. */
  readonly folder: string | null;
  /** Whether the terminal shows colours. */
  readonly color: boolean;
  /** Characters a line of the terminal holds; null where it is none, or does not say. */
  readonly width: number | null;
}

/** The whole text, ending in a newline. */
export function renderSummaryTable(summary: Summary, { timing, folder, color, width }: TableParts): string {
  const tint = createTint(color);
  const blocks = [
    headline(summary, tint),
    `${comparison(summary, tint)}\n${figures(summary, tint)}`,
    doubtLines(summary, tint, width).join('\n'),
    assumptions(summary.assumptions, tint).join('\n'),
    footer(summary, timing, folder, tint).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

type Cell = readonly [label: string, value: string];

function headline({ name, from, to, bars }: Summary, tint: Tint): string {
  return `${tint.bold(name)}  ${timeShown(from)} → ${timeShown(to)} UTC, ${counted(bars, 'kline')}`;
}

/** The result beside that of buying and holding, where there is one. */
function comparison(summary: Summary, tint: Tint): string {
  const { asset, benchmark, sharpeConfidence } = summary;
  const bySign = signTint(summary, tint);
  const error = sharpeConfidence?.standardError ?? null;
  const own: readonly Cell[] = [
    ['final equity', `${moneyShown(summary.finalEquity)} ${asset}`],
    ['return', bySign(percentShown(summary.returnRatio, true))],
    ['max drawdown', percentShown(summary.maxDrawdownRatio)],
    ['volatility a year', percentShown(summary.volatilityRatio)],
    ['Sharpe', figureShown(summary.sharpe) + (error === null ? '' : ` ± ${figureShown(error)}`)],
  ];
  if (benchmark === null) return tableOf(['left', 'right'], own, tint);
  const held = [
    `${moneyShown(benchmark.finalEquity)} ${asset}`,
    percentShown(benchmark.returnRatio, true),
    percentShown(benchmark.maxDrawdownRatio),
    percentShown(benchmark.volatilityRatio),
    figureShown(benchmark.sharpe),
  ];
  const rows = [
    ['', 'this run', `buy and hold ${benchmark.symbol}`],
    ...own.map((cells, row) => [...cells, held[row] ?? '']),
    ['alpha a year / beta', `${percentShown(benchmark.alphaRatio, true)} / ${figureShown(benchmark.beta)}`, ''],
  ];
  return tableOf(['left', 'right', 'right'], rows, tint);
}

function figures(summary: Summary, tint: Tint): string {
  const left = resultCells(summary, tint);
  const right = riskCells(summary);
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) => [
    ...(left[row] ?? ['', '']),
    ...(right[row] ?? ['', '']),
  ]);
  return tableOf(['left', 'right', 'left', 'right'], rows, tint);
}

function tableOf(colAligns: ('left' | 'right')[], rows: readonly (readonly string[])[], { enabled }: Tint): string {
  const table = new Table({ style: { head: [], border: enabled ? ['grey'] : [], compact: true }, colAligns });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

function signTint({ netProfit }: Summary, tint: Tint): (text: string) => string {
  return netProfit.startsWith('-') ? tint.red : tint.green;
}

function resultCells(summary: Summary, tint: Tint): readonly Cell[] {
  const { asset, band } = summary;
  return [
    ['net profit', signTint(summary, tint)(`${moneyShown(summary.netProfit, true)} ${asset}`)],
    ['return a year (CAGR)', percentShown(summary.cagrRatio, true)],
    ['band, pessimistic', band === null ? 'not made' : `${moneyShown(band.pessimistic)} ${asset}`],
    ['band, optimistic', band === null ? 'not made' : `${moneyShown(band.optimistic)} ${asset}`],
    ['fees', moneyShown(summary.fees)],
    ['funding', moneyShown(summary.funding, true)],
    ['slippage', moneyShown(summary.slippage)],
    ['orders / fills', `${countShown(summary.orders)} / ${countShown(summary.fills)}`],
    ['liquidations', summary.liquidations === 0 ? '0' : tint.red(countShown(summary.liquidations))],
    ['trades (long / short)', `${countShown(summary.trades)} (${summary.longTrades} / ${summary.shortTrades})`],
    ['won', percentShown(summary.winRatio)],
    ['profit factor', figureShown(summary.profitFactor)],
    ['expectancy', summary.expectancy === null ? '–' : moneyShown(summary.expectancy, true)],
  ];
}

function riskCells(summary: Summary): readonly Cell[] {
  const { sharpeConfidence, monteCarlo, timeUnderWater } = summary;
  const trials = sharpeConfidence?.trials ?? 1;
  return [
    ['probability of Sharpe above 0', percentShown(sharpeConfidence?.probabilityRatio ?? null)],
    ...(trials === 1
      ? []
      : [
          [
            `… above chance in ${countShown(trials)} trials`,
            percentShown(sharpeConfidence?.deflatedProbabilityRatio ?? null),
          ] as const,
        ]),
    ['Sortino', figureShown(summary.sortino)],
    ['Calmar', figureShown(summary.calmar)],
    ['drawdown within klines', percentShown(summary.intrabarDrawdownRatio)],
    ['… of shuffled trades, 95 %', percentShown(monteCarlo?.p95Ratio ?? null)],
    ['longest under water', durationShown(timeUnderWater?.longestMs ?? null)],
    ['best day', percentShown(summary.bestDay?.returnRatio ?? null, true)],
    ['worst day', percentShown(summary.worstDay?.returnRatio ?? null, true)],
    ['value at risk a day, 95 %', percentShown(summary.valueAtRiskRatio)],
    ['longest losing streak', counted(summary.longestLosingStreak, 'trade')],
    ['held, on average', durationShown(summary.averageTradeDurationMs)],
    ['held, of the time', percentShown(summary.exposureRatio)],
  ];
}

function assumptions(assumed: Readonly<Record<string, Assumption>>, tint: Tint): readonly string[] {
  const lines = Object.entries(assumed).flatMap(([name, value]) => assumptionLines(name, value));
  return lines.length === 0 ? [] : ['resting on', ...lines].map(tint.dim);
}

/** A line; where all its members have members of their own, as those of several markets, a line for each. */
function assumptionLines(name: string, value: Assumption): readonly string[] {
  const members = isSection(value) ? Object.entries(value) : [];
  if (members.length < 2 || !members.every(([, member]) => isSection(member))) {
    return [`  ${name}: ${assumptionShown(value)}`];
  }
  return [`  ${name}:`, ...members.map(([member, facts]) => `    ${member}: ${assumptionShown(facts)}`)];
}

function assumptionShown(value: Assumption): string {
  if (value === null) return 'none';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map(assumptionShown).join(', ');
  return Object.entries(value)
    .map(([name, member]) => `${name} ${assumptionShown(member)}`)
    .join(', ');
}

function isList(value: object): value is readonly Assumption[] {
  return Array.isArray(value);
}

function isSection(value: Assumption): value is { readonly [key: string]: Assumption } {
  return value !== null && typeof value === 'object' && !isList(value);
}

function footer(summary: Summary, timing: Timing, folder: string | null, tint: Tint): readonly string[] {
  const speed = `${countShown(Math.round(timing.barsPerSecond))} klines a second`;
  const took = `${durationShown(Math.round(timing.elapsedMs))}, ${speed}, version ${summary.version}, seed ${summary.seed}`;
  return folder === null ? [tint.dim(took)] : [tint.dim(took), `result in ${tint.bold(folder)}`];
}
