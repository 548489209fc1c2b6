import { RunFolderError } from './run-folder-error.ts';

/** Reads config.json of a run; throws a RunFolderError where it is no JSON. */
export function parseSettings(folder: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RunFolderError(`${folder}/config.json: is no JSON, or was cut short`, { cause: error });
  }
}
