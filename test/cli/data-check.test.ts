import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../cli/program.ts';
import { createFakeWorld } from './fake-world.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-check-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const START_TIME = Date.UTC(2025, 0, 1);

/** A kline file of the given minutes. */
async function writeKlines(name: string, minutes: readonly number[]): Promise<string> {
  const lines = minutes.map((minute) => {
    const openTime = START_TIME + minute * 60_000;
    return `${openTime},100,101,99,100,5,${openTime + 59_999},500,10,2,200,0`;
  });
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

describe('sluice data check', () => {
  it('lists what it found in each file and ends well where there is nothing wrong', async () => {
    const fake = createFakeWorld();
    const path = await writeKlines('BTCUSDT-1m.csv', [0, 1, 2, 3]);
    expect(await runCommandLine(['data', 'check', path], fake.world)).toBe(0);
    expect(fake.stdout()).toContain(`${path}: BTCUSDT 1m klines, 4 rows`);
    expect(fake.stderr()).toBe('');
  });

  it('ends with 1 where a run would refuse the data', async () => {
    const fake = createFakeWorld();
    const path = await writeKlines('BTCUSDT-1m.csv', [0, 1, 2, 5, 6]);
    expect(await runCommandLine(['data', 'check', path], fake.world)).toBe(1);
    expect(fake.stdout()).toContain('refused unless the policy is warn');
  });

  it('looks at the other files when one cannot be read', async () => {
    const fake = createFakeWorld();
    const broken = join(folder, 'A-broken.csv');
    await writeFile(broken, 'hello,world,this,is,no,kline\n');
    const path = await writeKlines('BTCUSDT-1m.csv', [0, 1, 2, 3]);
    expect(await runCommandLine(['data', 'check', join(folder, '*.csv')], fake.world)).toBe(1);
    expect(fake.stderr()).toContain(broken);
    expect(fake.stderr()).not.toContain('    at ');
    expect(fake.stdout()).toContain(path);
  });

  it('says so in one line when no file has that name', async () => {
    const fake = createFakeWorld();
    const missing = join(folder, 'none-*.csv');
    expect(await runCommandLine(['data', 'check', missing], fake.world)).toBe(1);
    expect(fake.stderr()).toBe(`${missing}: no file matches\n`);
  });
});
