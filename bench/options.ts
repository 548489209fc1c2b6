// The bench's command line.
import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Words of which one must stand in a line's group or id; empty is every line. */
  readonly only: readonly string[];
  readonly runs: number;
  /** Klines of each symbol in the runs of ordinary length. */
  readonly bars: number;
  /** Klines in the long run and in what is loaded. */
  readonly largeBars: number;
  /** File the figures are written to; null writes none. */
  readonly json: string | null;
  /** Folder in which the made-up recordings are kept for the next time; null forgets them. */
  readonly data: string | null;
  readonly list: boolean;
  readonly help: boolean;
}

export const USAGE = `npm run bench -- [options]
  --only WORDS        lines whose group or id holds one of the words (comma between them)
  --runs N            measurements of each line (5)
  --bars N            klines of each symbol (500000)
  --large-bars N      klines of the long run and of what is loaded (2600000)
  --json FILE         write the figures there
  --data FOLDER       keep the made-up recordings there, and take them from there
  --quick             under a minute: one short run of each line; its figures compare with nothing
  --list              say which lines there are
  --help              say this
`;

const FULL = { runs: 5, bars: 500_000, largeBars: 2_600_000 };
const QUICK = { runs: 1, bars: 10_000, largeBars: 30_000 };
/** The averages need this many before anything is traded. */
const BARS_MIN = 1000;

/** Throws an Error with one sentence for what makes no sense. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      runs: { type: 'string' },
      bars: { type: 'string' },
      'large-bars': { type: 'string' },
      json: { type: 'string' },
      data: { type: 'string' },
      quick: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const usual = values.quick ? QUICK : FULL;
  return {
    only: (values.only ?? '').split(',').filter((word) => word !== ''),
    runs: countOf('--runs', values.runs, 1) ?? usual.runs,
    bars: countOf('--bars', values.bars, BARS_MIN) ?? usual.bars,
    largeBars: countOf('--large-bars', values['large-bars'], BARS_MIN) ?? usual.largeBars,
    json: values.json ?? null,
    data: values.data ?? null,
    list: values.list,
    help: values.help,
  };
}

function countOf(option: string, text: string | undefined, min: number): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= min) return count;
  throw new Error(`${option} ${text}: a whole number from ${min} is needed`);
}
