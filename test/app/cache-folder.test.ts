import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bundleCacheFolder, klineCacheFolder } from '../../app/cache-folder.ts';
import { packageRoot } from '../../app/package-root.ts';
import { scratchFolder } from '../backtest/data/scratch-folder.ts';

describe('the folder of bundles', () => {
  test('is made where XDG_CACHE_HOME says', () => {
    const home = scratchFolder();
    const folder = bundleCacheFolder({ XDG_CACHE_HOME: home });
    expect(folder).toBe(join(home, 'sluice', 'strategies'));
    expect(existsSync(folder)).toBe(true);
  });

  test.each([{}, { XDG_CACHE_HOME: '' }])('is the user’s own where nothing is said: %j', (environment) => {
    const home = scratchFolder();
    vi.stubEnv('HOME', home);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(bundleCacheFolder(environment)).toBe(join(home, '.cache', 'sluice', 'strategies'));
  });

  test('is a temporary one, the same each time, where nobody may write', () => {
    const home = scratchFolder();
    writeFileSync(join(home, 'sluice'), 'a file where a folder belongs');
    chmodSync(home, 0o500);
    onTestFinished(() => {
      chmodSync(home, 0o700);
    });
    const folder = bundleCacheFolder({ XDG_CACHE_HOME: home });
    expect(existsSync(folder) && !folder.startsWith(home)).toBe(true);
    expect(bundleCacheFolder({ XDG_CACHE_HOME: home })).toBe(folder);
  });

  test('leaves nothing among the temporary files when the process ends', () => {
    const home = scratchFolder();
    writeFileSync(join(home, 'sluice'), 'a file where a folder belongs');
    const env = { ...process.env, XDG_CACHE_HOME: home, TMPDIR: scratchFolder() };
    const main = join(packageRoot(), 'dist', 'cli', 'main.js');
    const { stdout } = spawnSync(process.execPath, [main, 'strategies'], { env, encoding: 'utf8' });
    expect(stdout).toContain('moving-average-cross');
    expect(readdirSync(env.TMPDIR)).toEqual([]);
  });
});

describe('the folder of parsed klines', () => {
  test('is made beside the bundles', () => {
    const home = scratchFolder();
    const folder = klineCacheFolder({ XDG_CACHE_HOME: home });
    expect(folder).toBe(join(home, 'sluice', 'klines'));
    expect(existsSync(join(home, 'sluice', 'klines'))).toBe(true);
  });

  test('is none where nobody may write', () => {
    const home = scratchFolder();
    writeFileSync(join(home, 'sluice'), 'a file where a folder belongs');
    expect(klineCacheFolder({ XDG_CACHE_HOME: home })).toBeNull();
  });
});
