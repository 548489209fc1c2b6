import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadStrategy, runStrategy } from '../../../app/testing.ts';

process.env['XDG_CACHE_HOME'] = join(tmpdir(), 'sluice-test-cache');

const GREEDY = `import { map } from 'rxjs';
import { defineStrategy, open, z } from 'sluice';
export default defineStrategy({
  name: 'greedy',
  params: z.object({}),
  run: (context) =>
    context.klines('1m').pipe(
      map((kline): ReturnType<typeof open> => {
        if (kline.close > 100) throw new Error('too dear');
        return open({ side: 'long', quantity: 1 });
      }),
    ),
});
`;

let file = '';
let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-load-')));
  file = join(folder, 'greedy.ts');
  writeFileSync(file, GREEDY);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a strategy file is loaded by its path or by a URL, and runs', async () => {
  for (const place of [file, pathToFileURL(file)]) {
    const run = await runStrategy(await loadStrategy(place), { klines: [99, 100] });
    expect(run.marble({ L: { kind: 'open' } })).toBe('LL');
  }
});

test('what it throws is told with the author’s line', async () => {
  const strategy = await loadStrategy(file);
  await expect(runStrategy(strategy, { klines: [99, 101] })).rejects.toThrow(
    `strategy "greedy" is stopped at kline 1: THREW: too dear (${file}:9:38)`,
  );
});

test('a file that is not there is told of in one sentence', async () => {
  await expect(loadStrategy(join(folder, 'nothing.ts'))).rejects.toThrow(/nothing\.ts: strategy file not found$/);
});
