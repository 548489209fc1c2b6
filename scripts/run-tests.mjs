// Runs vitest over one selection of the tests: `quick` (the default), `long`, `package`, which installs the
// packed package and uses it, or `recorded`, which needs recorded market data. Further arguments go to vitest. Beside the usual output the result is kept as JSON in .reports/, for counting.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { isFolder, recordedDataFolder } from './recorded-data.mjs';

const SELECTIONS = ['quick', 'long', 'package', 'recorded'];
const root = resolve(fileURLToPath(new URL('..', import.meta.url)));

const [first = '', ...others] = process.argv.slice(2);
const [selection, rest] = SELECTIONS.includes(first) ? [first, others] : ['quick', process.argv.slice(2)];

const dataFolder = recordedDataFolder(root, process.env);
if (selection === 'recorded' && !isFolder(dataFolder)) {
  console.error(`sluice: no recorded market data at ${dataFolder}; set SLUICE_DATA to the folder that holds klines/.`);
  process.exitCode = 2;
} else {
  process.exitCode = runVitest();
}

function runVitest() {
  const report = join(root, '.reports', `${selection}.json`);
  mkdirSync(join(root, '.reports'), { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const env = { ...process.env, SLUICE_TESTS: selection, ...(selection === 'recorded' && { SLUICE_DATA: dataFolder }) };
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...rest], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  return status ?? 1;
}
