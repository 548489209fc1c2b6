// `sluice data list`: what a data folder holds.
import { listSeries, type ListedSeries, type UnreadableFile } from '../../backtest/data/store/list-series.ts';
import { isoTime } from '../../backtest/data/recorded-time.ts';
import { countShown } from '../../backtest/report/human-text.ts';
import { alignedRows } from '../aligned-rows.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { World } from '../world.ts';
import { dataFolder, klineCacheOf } from './data-folder.ts';

/** Lists every data file beneath the folder; a file that cannot be read is told on stderr and makes the exit code 1. */
export async function dataListCommand(
  named: string | undefined,
  { json = false }: { readonly json?: boolean },
  world: World,
): Promise<ExitCode> {
  const folder = dataFolder(named, world);
  const listed: ListedSeries[] = [];
  const unreadable: UnreadableFile[] = [];
  for await (const entry of listSeries(folder, klineCacheOf(world))) {
    if ('sentence' in entry) unreadable.push(entry);
    else listed.push(entry);
  }
  world.stdout.write(json ? `${JSON.stringify(listed.map(plain), null, 2)}\n` : tableOf(listed, folder));
  for (const { sentence } of unreadable) world.stderr.write(`${sentence}\n`);
  return unreadable.length > 0 ? EXIT.failed : EXIT.done;
}

function plain({ fromTime, toTime, ...entry }: ListedSeries) {
  const timeOf = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
  return { ...entry, from: timeOf(fromTime), to: timeOf(toTime) };
}

function tableOf(listed: readonly ListedSeries[], folder: string): string {
  if (listed.length === 0) return `${folder} holds no data; \`sluice data import\` brings some\n`;
  const rows = listed.map(({ file, name, rows: count, fromTime, toTime, findings }) => [
    name,
    countShown(count),
    fromTime === null ? '' : isoTime(fromTime),
    toTime === null ? '' : isoTime(toTime),
    findings === '' ? 'nothing found' : findings,
    file,
  ]);
  return alignedRows([['series', 'rows', 'from', 'to', 'findings', 'file'], ...rows], new Set([1]));
}
