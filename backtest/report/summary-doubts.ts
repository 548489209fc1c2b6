// What makes the figures of a terminal's table doubtful, line by line, the gravest first.
import { counted, countShown, percentShown, timeShown } from './human-text.ts';
import type { CodeCounts, RefusalRow } from './run-outcome.ts';
import type { Summary } from './summary.ts';
import type { Tint } from './tint.ts';

/** All that a reader must know before believing the figures; `width` is that of the terminal, in characters. */
export function doubtLines(summary: Summary, tint: Tint, width: number | null): readonly string[] {
  return [...graveDoubts(summary).map((line) => tint.red(line)), ...lightDoubts(summary, width).map(tint.yellow)];
}

function graveDoubts(summary: Summary): readonly string[] {
  const { interrupted, bust, to, liquidations, unprotectedByChoice } = summary;
  const lines = [
    interrupted ? `INTERRUPTED: complete up to ${timeShown(to)} UTC, the rest was not run` : '',
    bust ? `BUST: equity was gone at ${timeShown(to)} UTC, the run ended there` : '',
    ...summary.quarantined.map(
      ({ strategyId, time, code, message }) =>
        `QUARANTINED: strategy ${strategyId} at ${timeShown(time)} UTC, ${code}: ${oneLine(message)}`,
    ),
    liquidations > 0 ? `LIQUIDATED: ${counted(liquidations, 'liquidation')} by the exchange` : '',
    unprotectedByChoice.length > 0
      ? `UNPROTECTED BY CHOICE: ${unprotectedByChoice.join(', ')} may hold positions without a stop`
      : '',
  ];
  return lines.filter((line) => line !== '');
}

function lightDoubts(summary: Summary, width: number | null): readonly string[] {
  const { trades, openTrades, ambiguousLiquidations, warmupIntentsDropped } = summary;
  const lines = [
    trades < FEW_TRADES
      ? `${counted(trades, 'closed trade')}, fewer than ${FEW_TRADES}: figures a year mean little`
      : '',
    openTrades > 0 ? `${counted(openTrades, 'trade')} still open, marked to market, not counted` : '',
    ambiguity(summary),
    ambiguousLiquidations > 0
      ? `${counted(ambiguousLiquidations, 'kline')} would liquidate if all symbols stood at their worst at once`
      : '',
    codes('refused', summary.refusals),
    ...examples('refused', summary, width),
    codes('rejected by the venue', summary.rejections),
    ...examples('rejected', summary, width),
    codes('passed in part', summary.clips),
    ...examples('clipped', summary, width),
    codes('dropped', summary.drops),
    warmupIntentsDropped > 0 ? `dropped during warm-up: ${counted(warmupIntentsDropped, 'intent')}` : '',
  ];
  return lines.filter((line) => line !== '');
}

/** Below this a mean of trades says next to nothing: its standard error is about a fifth of their spread. */
const FEW_TRADES = 30;

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

/** The sentence and the figures of the first of each code, since a code alone does not say what to do. */
function examples(
  outcome: RefusalRow['outcome'],
  { refusalExamples }: Summary,
  width: number | null,
): readonly string[] {
  return refusalExamples
    .filter((example) => example.outcome === outcome)
    .map(({ code, message, operands }) => {
      const figures = operands === null ? '' : ` (${operands})`;
      return shortened(oneLine(`  ${code}: ${message}${figures}`), width ?? EXAMPLE_LENGTH_MAX);
    });
}

const EXAMPLE_LENGTH_MAX = 160;

function shortened(text: string, lengthMax: number): string {
  return text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
}

/** A foreign text without what would move the cursor or colour the terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
