// Opens a file as a double click would, in whatever program the user has for it.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** An opener that has nothing to open with says so soon; one that does may stay as long as its window. */
const ANSWER_MS = 1_500;

export interface OpenFileParts {
  readonly platform?: NodeJS.Platform;
  /** How long an opener that has not ended is waited for. */
  readonly answerMs?: number;
}

/** False where the machine has no opener, or the opener says that it cannot. The program goes on when this process ends. */
export function openFile(
  path: string,
  { platform = process.platform, answerMs = ANSWER_MS }: OpenFileParts = {},
): Promise<boolean> {
  const [command, ...words] = openerOf(platform);
  return new Promise((settle) => {
    const opener = spawn(command, [...words, resolve(path)], { detached: true, stdio: 'ignore' });
    const patience = setTimeout(() => settle(true), answerMs);
    const answer = (opened: boolean): void => {
      clearTimeout(patience);
      settle(opened);
    };
    opener.on('error', () => answer(false));
    opener.on('exit', (code) => answer(code === 0));
    opener.unref();
  });
}

function openerOf(platform: NodeJS.Platform): readonly [command: string, ...words: string[]] {
  if (platform === 'darwin') return ['open'];
  // The empty word is the title of a window, which `start` takes the first quoted word for.
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return ['xdg-open'];
}
