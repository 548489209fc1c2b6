// `npm run bench`: measures every line, prints one table, writes the figures as JSON where that is asked for. Lines take turns, so that
// a slow minute of the machine falls on all of them alike; docs/performance.md says how to read the table.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { disagreement } from './data/trade-proof.ts';
import { type Line, limitId, pickLines } from './lines.ts';
import { machineText, thisMachine } from './machine.ts';
import { measure } from './measure.ts';
import { type BenchOptions, readOptions, USAGE } from './options.ts';
import { linesIn, prepare } from './prepare.ts';
import { type LineResult, resultOf } from './result.ts';
import type { Sample } from './sample.ts';
import { tableOf } from './table.ts';

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  const folder = options.data === null ? mkdtempSync(join(tmpdir(), 'sluice-bench-')) : resolve(options.data);
  try {
    await bench(options, folder);
  } finally {
    if (options.data === null) rmSync(folder, { recursive: true, force: true });
  }
}

async function bench(options: BenchOptions, folder: string): Promise<void> {
  const lines = pickLines(linesIn(folder, options), options.only);
  if (lines.length === 0) throw new Error(`no line holds ${options.only.join(' or ')}`);
  if (options.list) {
    for (const { id, group } of lines) process.stdout.write(`${group.padEnd(12)}${id}\n`);
    return;
  }
  const machine = thisMachine();
  process.stderr.write(`${machineText(machine)}\n`);
  // The bench's own cache: the user's is neither read nor filled.
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  mkdirSync(join(folder, 'results'), { recursive: true });
  await prepare(folder, options, lines);
  const results = await measureAll(lines, options.runs);
  demandAgreement(results, options);
  process.stdout.write(`${machineText(machine)}, ${options.runs} runs\n\n${tableOf(results, limitIn(results))}\n`);
  if (options.json !== null) {
    const { runs, bars, largeBars } = options;
    writeFileSync(options.json, `${JSON.stringify({ machine, runs, bars, largeBars, lines: results }, null, 2)}\n`);
  }
}

/** Round after round, each line once. */
async function measureAll(lines: readonly Line[], runs: number): Promise<readonly LineResult[]> {
  const samples = new Map<string, Sample[]>(lines.map(({ id }) => [id, []]));
  for (let run = 1; run <= runs; run += 1) {
    for (const line of lines) {
      process.stderr.write(`run ${run} of ${runs}: ${line.id}\n`);
      samples.get(line.id)?.push(await measure(line, process.env));
    }
  }
  return lines.map((line) => resultOf(line, samples.get(line.id) ?? []));
}

/** The bare loop and the engine must have done the same, or what they took is no ratio of anything. */
function demandAgreement(results: readonly LineResult[], { bars, largeBars }: BenchOptions): void {
  for (const length of [bars, largeBars]) {
    const limit = results.find(({ id }) => id === limitId(length));
    const engine = results.find(({ id }) => id === `engine ${length}`);
    if (limit === undefined || engine === undefined) continue;
    const difference = disagreement(limit.facts, engine.facts);
    if (difference !== null)
      throw new Error(`the bare loop and the engine disagree over ${length} bars: ${difference}`);
    process.stderr.write(`${limit.id} and ${engine.id}: the same ${limit.facts['trades']} trades, the same equity\n`);
  }
}

/** A bar of the engine beside a bar of the loop of the same run: the long one for the long run, else the first there is. */
function limitIn(results: readonly LineResult[]): (result: LineResult) => number | null {
  const limits = results.filter(({ group }) => group === 'limit');
  return ({ unit, group, count }) => {
    if (unit !== 'bar' || group === 'indicators') return null;
    return (limits.find((limit) => limit.count === count) ?? limits[0])?.nsPerUnit ?? null;
  };
}
