// A check as it is shown in a terminal: a block a strategy, its verdict first, then what it was held to, then what was found.
import { countShown } from '../report/human-text.ts';
import type { CheckResult, Finding, ShownDifference, StartComparison, StrategyVerdict } from './check-result.ts';

export interface RenderParts {
  /** The path of a file as the user may follow it. */
  readonly pathShown: (path: string) => string;
  readonly tint: Tint;
}

export interface Tint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** The whole text, ending in a newline. */
export function renderCheck(result: CheckResult, parts: RenderParts): string {
  const blocks = [headline(result, parts.tint), ...result.strategies.map((verdict) => block(verdict, result, parts))];
  const end = result.interrupted ? [parts.tint.red('INTERRUPTED: what was not looked at is not said')] : [];
  return `${[...blocks, ...end].join('\n\n')}\n`;
}

function headline({ from, to, markets }: CheckResult, tint: Tint): string {
  const data = markets.map(({ symbol, interval, klines }) => `${countShown(klines)} klines ${interval} of ${symbol}`);
  return tint.dim(`${data.join(', ')}, ${timeShown(from)} → ${timeShown(to)} UTC`);
}

const VERDICTS = { holds: 'LAW HOLDS', unproven: 'NOT PROVED', broken: 'LAW BROKEN' } as const;

function block(verdict: StrategyVerdict, result: CheckResult, { pathShown, tint }: RenderParts): string {
  const color = { holds: tint.green, unproven: tint.yellow, broken: tint.red }[verdict.verdict];
  // Of several strategies of one file the id says which.
  const id = result.strategies.length > 1 ? ` (${verdict.id})` : '';
  const head = `${tint.bold(verdict.name)}${id}  ${pathShown(verdict.file)}  ${color(VERDICTS[verdict.verdict])}`;
  const lines = [...figures(verdict, result), ...verdict.findings.flatMap((finding) => findingLines(finding, tint))];
  return [head, ...lines.map((line) => `  ${line}`)].join('\n');
}

function figures(
  { intents, firstIntent, repeated, cuts, cutsAtIntents, starts, findings }: StrategyVerdict,
  { seed }: CheckResult,
) {
  const first = firstIntent === null ? '' : `, the first ${timeShown(firstIntent)}`;
  const isBroken = (code: Finding['code']): boolean => findings.some((finding) => finding.code === code);
  const ahead = isBroken('AHEAD_OF_DATA') ? 'other intents at the last of them' : 'the same up to each';
  return [
    `intents        ${countShown(intents)}${first}`,
    ...(repeated === null
      ? []
      : [
          `run again      ${repeated ? 'the same' : 'other intents'}, with another clock and other chance of the machine`,
        ]),
    ...(cuts === 0
      ? []
      : [
          `cuts           ${cuts} (${cutsAtIntents} at intents, seed ${seed}), data ending and going otherwise: ${ahead}`,
        ]),
    ...(starts.length === 0 ? [] : [`later starts   ${startsShown(starts)}`]),
  ];
}

function startsShown(starts: readonly StartComparison[]): string {
  const same = starts.filter(({ differing }) => differing === 0).length;
  const which = same === starts.length ? 'each emits' : same === 0 ? 'none emits' : `${same} of them emit`;
  return `${starts.length}: ${which} the same from the first kline on`;
}

function findingLines({ severity, code, sentence, difference }: Finding, tint: Tint): readonly string[] {
  const color = { breach: tint.red, warning: tint.yellow, note: tint.dim }[severity];
  return [color(`${code}: ${sentence}`), ...(difference === null ? [] : differenceLines(difference))];
}

function differenceLines({ time, whole, other, otherRun, kline }: ShownDifference): readonly string[] {
  const shown = (intent: ShownDifference['whole']): string =>
    intent === null ? 'nothing' : `${intent.time === time ? '' : `${timeShown(intent.time)} `}${intent.words}`;
  const rows: (readonly [string, string])[] = [
    ['first difference', `${timeShown(time)} UTC`],
    ['on all the data', shown(whole)],
    [otherRun, shown(other)],
  ];
  if (kline !== null) {
    const { symbol, interval, openTime, open, high, low, close } = kline;
    rows.push([
      'last kline seen',
      `${symbol} ${interval} ${timeShown(openTime)}  open ${open} high ${high} low ${low} close ${close}`,
    ]);
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}

function timeShown(iso: string): string {
  return iso.slice(0, iso.endsWith(':00.000Z') ? 16 : 19).replace('T', ' ');
}
