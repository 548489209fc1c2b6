// The files of a run's folder, read whole or refused with a sentence that says what is wrong with the folder.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunFolderError } from './run-folder-error.ts';

/** The summary is written last: where it is missing nothing else can be relied on. */
export async function demandWholeRun(folder: string): Promise<void> {
  const files = await listFiles(folder);
  if (files.includes('summary.json')) return;
  const begun = files.some((file) => file === 'equity.csv' || file.endsWith('.unfinished'));
  throw new RunFolderError(
    begun
      ? `${folder}: has no summary.json, the run was interrupted while its files were written; run it again`
      : `${folder}: is not the folder of a run, it has no summary.json`,
  );
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new RunFolderError(`${folder}: no such folder`);
    if (code === 'ENOTDIR') throw new RunFolderError(`${folder}: is a file, the folder of a run is needed`);
    throw new RunFolderError(`${folder}: cannot be read (${code})`);
  }
}

/** A file of the run; throws a RunFolderError where it is missing. */
export async function readText(folder: string, file: string): Promise<string> {
  return (await readBytes(folder, file)).toString('utf8');
}

/** Like `readText`, undecoded. */
export async function readBytes(folder: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, file));
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT') throw new RunFolderError(`${join(folder, file)}: cannot be read (${code})`);
    throw new RunFolderError(
      `${folder}: has no ${file}; it was removed, or the run was made by a version of sluice that kept none; run it again`,
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
