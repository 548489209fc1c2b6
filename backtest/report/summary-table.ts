// The summary as it is shown in a terminal: the figures side by side, then everything that makes them doubtful, then what
// they rest on, then where the files lie.
import Table from 'cli-table3';
import { countShown, durationShown, figureShown, moneyShown, percentShown, timeShown } from './human-text.ts';
import type { Assumption, CodeCounts, Timing } from './run-outcome.ts';
import type { Summary } from './summary.ts';
import { createTint, type Tint } from './tint.ts';

export interface TableParts {
  readonly timing: Timing;
  /** Folder of the result files, as the user may type it; null where none were written. */
  readonly folder: string | null;
  /** Whether the terminal shows colours. */
  readonly color: boolean;
}

/** The whole text, ending in a newline. */
export function renderSummaryTable(summary: Summary, { timing, folder, color }: TableParts): string {
  const tint = createTint(color);
  const blocks = [
    headline(summary, tint),
    figures(summary, tint),
    doubts(summary, tint).join('\n'),
    assumptions(summary.assumptions, tint).join('\n'),
    footer(summary, timing, folder, tint).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

type Cell = readonly [label: string, value: string];

function headline({ name, from, to, bars }: Summary, tint: Tint): string {
  return `${tint.bold(name)}  ${timeShown(from)} → ${timeShown(to)} UTC, ${counted(bars, 'kline')}`;
}

function figures(summary: Summary, tint: Tint): string {
  const table = new Table({
    style: { head: [], border: tint.enabled ? ['grey'] : [], compact: true },
    colAligns: ['left', 'right', 'left', 'right'],
  });
  const left = resultCells(summary, tint);
  const right = riskCells(summary);
  for (let row = 0; row < Math.max(left.length, right.length); row++) {
    table.push([...(left[row] ?? ['', '']), ...(right[row] ?? ['', ''])]);
  }
  return table.toString();
}

function resultCells(summary: Summary, tint: Tint): readonly Cell[] {
  const { asset, band } = summary;
  const bySign = summary.netProfit.startsWith('-') ? tint.red : tint.green;
  return [
    ['final equity', `${moneyShown(summary.finalEquity)} ${asset}`],
    ['net profit', bySign(`${moneyShown(summary.netProfit, true)} ${asset}`)],
    ['return', bySign(percentShown(summary.returnRatio, true))],
    ['return a year (CAGR)', percentShown(summary.cagrRatio, true)],
    ['band, pessimistic', band === null ? 'not made' : `${moneyShown(band.pessimistic)} ${asset}`],
    ['band, optimistic', band === null ? 'not made' : `${moneyShown(band.optimistic)} ${asset}`],
    ['fees', moneyShown(summary.fees)],
    ['funding', moneyShown(summary.funding, true)],
    ['slippage', moneyShown(summary.slippage)],
    ['orders / fills', `${countShown(summary.orders)} / ${countShown(summary.fills)}`],
    ['liquidations', summary.liquidations === 0 ? '0' : tint.red(countShown(summary.liquidations))],
  ];
}

function riskCells(summary: Summary): readonly Cell[] {
  return [
    ['max drawdown', percentShown(summary.maxDrawdownRatio)],
    ['… within klines', percentShown(summary.intrabarDrawdownRatio)],
    ['volatility a year', percentShown(summary.volatilityRatio)],
    ['Sharpe', figureShown(summary.sharpe)],
    ['Sortino', figureShown(summary.sortino)],
    ['Calmar', figureShown(summary.calmar)],
    ['trades (long / short)', `${countShown(summary.trades)} (${summary.longTrades} / ${summary.shortTrades})`],
    ['won', percentShown(summary.winRatio)],
    ['profit factor', figureShown(summary.profitFactor)],
    ['expectancy', summary.expectancy === null ? '–' : moneyShown(summary.expectancy, true)],
    [
      'held: average / of the time',
      `${durationShown(summary.averageTradeDurationMs)} / ${percentShown(summary.exposureRatio)}`,
    ],
  ];
}

/** All that a reader must know before believing the figures, the gravest first. */
function doubts(summary: Summary, tint: Tint): readonly string[] {
  const grave = [
    summary.interrupted ? `INTERRUPTED: complete up to ${timeShown(summary.to)} UTC, the rest was not run` : '',
    summary.bust ? `BUST: equity was gone at ${timeShown(summary.to)} UTC, the run ended there` : '',
    ...summary.quarantined.map(
      ({ strategyId, time, code, message }) =>
        `QUARANTINED: strategy ${strategyId} at ${timeShown(time)} UTC, ${code}: ${oneLine(message)}`,
    ),
    summary.unprotectedByChoice.length > 0
      ? `UNPROTECTED BY CHOICE: ${summary.unprotectedByChoice.join(', ')} may hold positions without a stop`
      : '',
  ];
  const light = [
    summary.openTrades > 0 ? `${counted(summary.openTrades, 'trade')} still open, marked to market, not counted` : '',
    ambiguity(summary),
    summary.ambiguousLiquidations > 0
      ? `${counted(summary.ambiguousLiquidations, 'kline')} would liquidate if all symbols stood at their worst at once`
      : '',
    codes('refused', summary.refusals),
    codes('rejected by the venue', summary.rejections),
    codes('passed in part', summary.clips),
    codes('dropped', summary.drops),
    summary.warmupIntentsDropped > 0
      ? `dropped during warm-up: ${counted(summary.warmupIntentsDropped, 'intent')}`
      : '',
  ];
  return [
    ...grave.filter((line) => line !== '').map((line) => tint.red(line)),
    ...light.filter((line) => line !== '').map((line) => tint.yellow(line)),
  ];
}

function ambiguity({ ambiguousBars, bars, band }: Summary): string {
  if (ambiguousBars === 0) return '';
  const share = percentShown(bars === 0 ? 0 : ambiguousBars / bars);
  const what =
    band === null ? 'the band was not made' : 'the band shows how much hangs on the order of prices within them';
  return `${counted(ambiguousBars, 'ambiguous kline')} (${share}): ${what}`;
}

function codes(what: string, counts: CodeCounts): string {
  const entries = Object.entries(counts);
  if (entries.length === 0) return '';
  return `${what}: ${entries.map(([code, count]) => `${code} × ${countShown(count)}`).join(', ')}`;
}

function assumptions(assumed: Readonly<Record<string, Assumption>>, tint: Tint): readonly string[] {
  const lines = Object.entries(assumed).map(([name, value]) => tint.dim(`  ${name}: ${assumptionShown(value)}`));
  return lines.length === 0 ? [] : [tint.dim('resting on'), ...lines];
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

function footer(summary: Summary, timing: Timing, folder: string | null, tint: Tint): readonly string[] {
  const speed = `${countShown(Math.round(timing.barsPerSecond))} klines a second`;
  const took = `${durationShown(Math.round(timing.elapsedMs))}, ${speed}, version ${summary.version}, seed ${summary.seed}`;
  return folder === null ? [tint.dim(took)] : [tint.dim(took), `result in ${tint.bold(folder)}`];
}

/** A foreign text without what would move the cursor or colour the terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

function counted(count: number, noun: string): string {
  return `${countShown(count)} ${noun}${count === 1 ? '' : 's'}`;
}
