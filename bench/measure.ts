// Takes one measurement of one line, in a process that does nothing else.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Line } from './lines.ts';
import { type Sample, sampleSchema } from './sample.ts';

/** Rejects with what the process wrote to stderr where it fails. */
export async function measure({ id, work }: Line, environment: NodeJS.ProcessEnv): Promise<Sample> {
  const begun = performance.now();
  const args =
    work.kind === 'job'
      ? [beside('child.js'), work.job, JSON.stringify(work.args)]
      : ['--import', beside('tell-memory.js'), beside('../cli/main.js'), ...work.args];
  const answer = sampleSchema.parse(JSON.parse(await answerOf(id, args, environment)));
  if (work.kind === 'job') return answer;
  return { ...answer, ns: (performance.now() - begun) * 1e6 };
}

/** What the process writes to its file descriptor 3. */
async function answerOf(id: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [, , errors, answer] = child.stdio;
  if (!(errors instanceof Readable) || !(answer instanceof Readable)) throw new Error('the process has no pipes');
  const [told, complaint, code] = await Promise.all([text(answer), text(errors), ended]);
  if (code !== 0) throw new Error(`${id}: the process ended with ${code}\n${complaint}`);
  return told;
}

function beside(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
