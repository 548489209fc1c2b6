// Makes the folder of a run. Step by step, since Node's own recursive mkdir never returns where a file system answers that a
// folder it was just asked to make in does not exist (as /proc does).
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes `folder` and what it lies in; rejects with the file system's own error. */
export async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    // Another run may have made it meanwhile.
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
