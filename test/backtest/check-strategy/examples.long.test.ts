// Every example over its whole span, cut at many points.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../app/package-root.ts';
import { checkStrategies } from '../../../backtest/check-strategy/check-strategy.ts';

process.env['XDG_CACHE_HOME'] = join(tmpdir(), 'sluice-test-cache');

const folder = join(packageRoot(), 'config', 'examples');
const HOOKS = { signal: { aborted: false }, onProgress: () => undefined, note: () => undefined };

test.each(readdirSync(folder).filter((name) => /(?:^|-)demo\.yaml$/.test(name)))(
  '%s cannot see ahead at any of 24 cuts',
  async (name) => {
    const lab = { configPath: join(folder, name), overrides: [] };
    const result = await checkStrategies({ lab, cuts: 24, starts: 3, seed: 2, strict: false }, HOOKS);
    const grave = result.strategies.flatMap(({ findings }) => findings.filter(({ severity }) => severity !== 'note'));
    expect(grave).toEqual([]);
    expect(result.strategies.every(({ cuts }) => cuts === 24)).toBe(true);
  },
);
