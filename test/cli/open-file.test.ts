import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFile } from '../../cli/open-file.ts';

const PATH = process.env['PATH'];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-open-'));
});

afterEach(async () => {
  process.env['PATH'] = PATH;
  await rm(folder, { recursive: true });
});

/** An opener of the machine that does what the shell is told. */
async function install(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
  process.env['PATH'] = `${folder}${delimiter}${PATH ?? ''}`;
}

describe('openFile', () => {
  it.each([
    ['xdg-open', 'linux'],
    ['open', 'darwin'],
  ] as const)('hands the file to %s', async (opener, platform) => {
    await install(opener, `echo "$1" > ${folder}/asked`);
    expect(await openFile('/some/page.html', { platform, answerMs: 30_000 })).toBe(true);
    expect(await readFile(join(folder, 'asked'), 'utf8')).toBe('/some/page.html\n');
  });

  it('says so where the opener finds nothing to open it with', async () => {
    await install('xdg-open', 'exit 3');
    expect(await openFile('page.html', { platform: 'linux', answerMs: 30_000 })).toBe(false);
  });

  it('says so where there is no opener', async () => {
    process.env['PATH'] = folder;
    expect(await openFile('page.html', { platform: 'linux' })).toBe(false);
  });

  it('does not wait for an opener that stays', async () => {
    await install('xdg-open', 'exec sleep 20');
    expect(await openFile('page.html', { platform: 'linux', answerMs: 50 })).toBe(true);
  });
});
