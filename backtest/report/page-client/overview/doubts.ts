// All that a reader must know before believing the figures, the gravest first: a word that can be seen from afar and a sentence
// that says what it means.
import { element } from '../dom/element.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { countText, counted, percentText } from '../text/number-text.ts';
import { timeText } from '../text/time-text.ts';

export interface Doubt {
  readonly word: string;
  readonly sentence: string;
  readonly grave: boolean;
}

/** What stands against a run; empty where nothing does. */
export function doubtsOf(summary: RunSummary): readonly Doubt[] {
  return [...graveDoubts(summary), ...lightDoubts(summary)];
}

/** The doubts as a list, or a line that there are none. */
export function doubtList(summary: RunSummary): HTMLElement {
  const doubts = doubtsOf(summary);
  if (doubts.length === 0) {
    return element(
      'p',
      { class: 'muted' },
      'Run to its end; no ambiguous kline, no liquidation, nothing quarantined, every position with a stop.',
    );
  }
  const items = doubts.map(({ word, sentence, grave }) =>
    element('li', {}, element('strong', { class: grave ? 'badge grave' : 'badge' }, word), ` ${sentence}`),
  );
  return element('ul', { class: 'doubts', 'aria-label': 'What to know before believing the figures' }, ...items);
}

function graveDoubts({
  interrupted,
  bust,
  to,
  quarantined,
  unprotectedByChoice,
  liquidations,
}: RunSummary): readonly Doubt[] {
  const at = timeText(Date.parse(to));
  const grave = (word: string, sentence: string): Doubt => ({ word, sentence, grave: true });
  return [
    ...(interrupted ? [grave('INTERRUPTED', `Complete up to ${at} UTC; the rest was not run.`)] : []),
    ...(bust ? [grave('BUST', `Equity was gone at ${at} UTC; the run ended there.`)] : []),
    ...(quarantined ?? []).map(({ strategyId, time, code, message }) =>
      grave(
        'QUARANTINED',
        `Strategy ${strategyId} was stopped at ${timeText(Date.parse(time))} UTC by ${code}: ${message}`,
      ),
    ),
    ...(liquidations ? [grave('LIQUIDATED', `${counted(liquidations, 'liquidation')} by the exchange.`)] : []),
    ...(unprotectedByChoice?.length
      ? [grave('UNPROTECTED BY CHOICE', `${unprotectedByChoice.join(', ')} may hold positions without a stop.`)]
      : []),
  ];
}

function lightDoubts({
  ambiguousBars,
  bars,
  band,
  ambiguousLiquidations,
  openTrades,
  data,
  trades,
}: RunSummary): readonly Doubt[] {
  const light = (word: string, sentence: string): Doubt => ({ word, sentence, grave: false });
  const share = bars ? ` (${percentText((ambiguousBars ?? 0) / bars, false, 3)} of them)` : '';
  const effect = band ? 'the band shows how much hangs on it.' : 'the band was not made.';
  const flawed = (data ?? []).filter(({ findings }) => findings.length > 0);
  return [
    ...(ambiguousBars
      ? [light('AMBIGUOUS', `${counted(ambiguousBars, 'kline')}${share} could be walked with other fills; ${effect}`)]
      : []),
    ...(ambiguousLiquidations
      ? [
          light(
            'NEAR LIQUIDATION',
            `${counted(ambiguousLiquidations, 'kline')} would liquidate if all symbols stood at their worst at once.`,
          ),
        ]
      : []),
    ...(openTrades
      ? [light('STILL OPEN', `${counted(openTrades, 'trade')} marked to market at the end and not counted.`)]
      : []),
    ...(flawed.length > 0
      ? [
          light(
            'DATA',
            `Something was found in ${flawed.map(({ series }) => series).join(', ')}; see data quality below.`,
          ),
        ]
      : []),
    ...(trades < FEW_TRADES
      ? [light('FEW TRADES', `${countText(trades)} closed: too few to tell skill from luck.`)]
      : []),
  ];
}

/** Below this a mean of trades says next to nothing: its standard error is about a fifth of their spread. */
const FEW_TRADES = 30;
