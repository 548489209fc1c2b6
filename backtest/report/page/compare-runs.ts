// Sets runs side by side: what each is called, what must be known before they are compared, and which settings differ.
import { basename, dirname, resolve } from 'node:path';
import { equityModel } from './build-report-model.ts';
import { compareNotes } from './compare-notes.ts';
import { differingSettings } from './differing-settings.ts';
import { readRunFolder } from './read-run-folder.ts';
import { readText } from './run-folder-files.ts';
import { parseSettings } from './parse-settings.ts';
import type { CompareModel, ComparedRun } from './report-model.ts';

/** The runs of these folders, in their order; throws a RunFolderError where one cannot be read. */
export async function compareRuns(folders: readonly string[]): Promise<CompareModel> {
  const labels = labelsOf(folders);
  const runs: ComparedRun[] = [];
  const settings: unknown[] = [];
  for (const [index, folder] of folders.entries()) {
    const records = await readRunFolder(folder);
    runs.push({ label: labels[index] ?? folder, summary: records.summary, equity: equityModel(records) });
    settings.push(parseSettings(folder, await readText(folder, 'config.json')));
  }
  return { kind: 'compare', runs, notes: compareNotes(runs), settings: differingSettings(settings) };
}

/** The folders' names, with as much of their paths before them as tells them apart. */
export function labelsOf(folders: readonly string[]): readonly string[] {
  const paths = folders.map((folder) => resolve(folder));
  return paths.map((path) => {
    let label = basename(path);
    let rest = dirname(path);
    const others = paths.filter((other) => other !== path);
    while (others.some((other) => other.endsWith(`/${label}`)) && rest !== dirname(rest)) {
      label = `${basename(rest)}/${label}`;
      rest = dirname(rest);
    }
    return label;
  });
}
