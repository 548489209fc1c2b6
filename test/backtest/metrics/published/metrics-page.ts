// The text of docs/metrics.md: what each metric is, and our figures beside published ones.
import { format } from 'prettier';
import { differenceOf } from './agreement.ts';
import { METRIC_DEFINITIONS, type MetricDefinition } from './metric-definitions.ts';
import { PUBLISHED_FIGURES, type PublishedFigure } from './published-figures.ts';

const HEAD = `# Metrics

Every figure of \`summary.json\` that is more than a sum: its formula, the convention it follows, where it comes from, and
what it gives for input whose figure others have published. This page is written by
\`node scripts/write-metrics-page.mjs\` and checked by a test: the figures in it are what the code gives today.

- **E** is equity (wallets plus unrealised result at mark), **E₀** that of the start; **r** a daily return, **n** their number,
  **s** their sample deviation, **m** a daily return of buying and holding the first market.
- A daily return is the equity at the last kline close of a UTC day over that of the day before. A close at midnight belongs
  to the day that ends there, a day without klines repeats its equity, the first and the last day count though they may be
  partial, and what follows the day on which equity was gone has no return.
- A year has 365 days, since a perpetual trades on all of them.
- **r_f** is the risk-free return of a day, (1 + \`results.riskFreeRatio\`)^(1/365) − 1; the setting is 0 unless stated.
- What has no answer is \`null\`, never NaN or infinity: a ratio over 0, a deviation of fewer than two days, a mean of no
  trades. A deviation below 1e-12 counts as 0: equity is rounded to 1e-8, so it is nothing but rounding.
- Monte Carlo draws at most 20 million results in all: of more than 20,000 trades it makes fewer shuffles than the 1,000 that
  are its default, and \`monteCarlo.shuffles\` says how many.

`;

const FIGURES = `
Ours and the published figure are those of one input, with the periods a year that the source takes. They agree to one unit of
the last digit that was published, or closer; where a source compares its own figure more loosely, so do we (empyrical: 8
decimals, its tail ratio one).

`;

export async function metricsPage(): Promise<string> {
  const text = [
    HEAD,
    '## Definitions\n\n',
    table(['metric', 'members', 'formula', 'convention', 'source'], METRIC_DEFINITIONS.map(definitionRow)),
    '\n## Published figures\n',
    FIGURES,
    table(['metric', 'of', 'published by', 'published', 'ours', 'difference'], PUBLISHED_FIGURES.map(figureRow)),
    '\n## Without a published figure\n\n',
    'Nobody prints these with their input. The tests hold them to something that is reckoned in another way:\n\n',
    ...METRIC_DEFINITIONS.filter(({ heldTo }) => heldTo !== undefined).map(
      ({ metric, heldTo }) => `- ${metric}: ${heldTo}.\n`,
    ),
  ].join('');
  return format(text, { parser: 'markdown', printWidth: 120 });
}

function definitionRow({ metric, members, formula, convention, source }: MetricDefinition): readonly string[] {
  return [metric, members.map((member) => `\`${member}\``).join(', '), formula, convention, source];
}

function figureRow(figure: PublishedFigure): readonly string[] {
  const { metric, of, source, published, ours } = figure;
  return [metric, of, source, minus(published), shown(ours), minus(differenceShown(figure))];
}

/** To twelve digits: the last few may differ between versions of Node. */
function shown(ours: number | null): string {
  return ours === null ? 'null' : minus(String(Number(ours.toPrecision(12))));
}

/** To one digit, and nothing below what `shown` shows. */
function differenceShown(figure: PublishedFigure): string {
  const difference = differenceOf(figure);
  return Math.abs(difference) < 1e-11 ? '0' : difference.toExponential(0);
}

function minus(text: string): string {
  return text.replaceAll('-', '−');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
