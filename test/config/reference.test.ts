import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../app/package-root.ts';
import { listSettings } from '../../config/reference/list-settings.ts';
import { referencePage } from '../../config/reference/reference-page.ts';
import { referenceYaml } from '../../config/reference/reference-yaml.ts';
import { wrapText } from '../../config/reference/wrap-text.ts';
import { configSchema } from '../../config/schema.ts';
import { settingSchemaOf } from '../../config/setting-schema.ts';
import { MINIMAL, parse } from './minimal.ts';

const fileText = (path: string) => readFileSync(join(packageRoot(), path), 'utf8');
const settings = listSettings(settingSchemaOf(configSchema));

describe('config/examples/reference.yaml', () => {
  it('is what scripts/write-reference.mjs writes now', () => {
    expect(fileText('config/examples/reference.yaml')).toBe(referenceYaml());
  });

  it('parses to the defaults', () => {
    const { config, configHash } = parse(referenceYaml());
    const minimal = parse(MINIMAL);
    expect(config).toEqual(minimal.config);
    expect(configHash).toBe(minimal.configHash);
  });

  it('names every setting, with a comment above all that is not commented out', () => {
    const lines = referenceYaml().split('\n');
    for (const { path } of settings) {
      const name = path.slice(path.lastIndexOf('.') + 1);
      const named = lines.filter((line) => new RegExp(`^[ #-]*${name}:`).test(line));
      expect({ path, isNamed: named.length > 0 }).toEqual({ path, isNamed: true });
    }
    const active = lines.flatMap((line, index) => (/^ *(- )?[a-z]\w*:/.test(line) ? [index] : []));
    expect(active.length).toBeGreaterThan(60);
    for (const index of active) expect(lines[index - 1]).toMatch(/^ *#|strategies:/);
  });

  it('still parses when what is commented out in it is put in', () => {
    const uncommented = referenceYaml()
      .replace(
        / {2}markets: \{\}\n((?: {2}#.*\n)+?)(?= {2}# Markets that)/,
        (_, lines: string) => `  markets:\n${lines.replaceAll(/^ {2}# {2}/gm, '    ')}`,
      )
      .replace(
        /^ {4}risk: \{\}\n((?: {4}#.*\n)+?)(?= {4}# Sizes)/m,
        (_, lines: string) => `    risk:\n${lines.replaceAll(/^ {4}# {2}/gm, '      ')}`,
      )
      .replace(
        /^ {2}symbols: \{\}\n((?: {2}#.*\n)+)/m,
        (_, lines: string) => `  symbols:\n${lines.replaceAll(/^ {2}# {2}/gm, '    ')}`,
      )
      .replace(/ {2}synthetic:\n(?: {4}.*\n| {4}\n)+/, '');
    const { config } = parse(uncommented);
    expect(config.data.markets['BTCUSDT']).toMatchObject({ mark: null, interval: null });
    expect(config.account.symbols).toEqual({ BTCUSDT: { leverage: null, marginMode: null } });
    expect(config.strategies[0]?.risk).toMatchObject({ requireStop: true, cooldownMs: 0, leverageMax: null });
  });
});

describe('docs/configuration.md', () => {
  it('is what scripts/write-reference.mjs writes now', () => {
    expect(fileText('docs/configuration.md')).toBe(referencePage());
  });

  it('tells of every setting', () => {
    const page = referencePage();
    for (const { schema } of settings) expect(page).toContain(schema.description ?? 'no description');
    expect(page.match(/^- `\w+` \(/gm)).toHaveLength(settings.length);
  });
});

describe('both', () => {
  it('are in the project’s layout as they are written', async () => {
    const options = (await prettier.resolveConfig(join(packageRoot(), 'package.json'))) ?? {};
    expect(await prettier.check(referencePage(), { ...options, parser: 'markdown' })).toBe(true);
    expect(await prettier.check(referenceYaml(), { ...options, parser: 'yaml' })).toBe(true);
  });
});

describe('wrapText', () => {
  it('breaks at spaces and lets long words stand', () => {
    expect(wrapText('one two three incomprehensibilities four', 9)).toEqual([
      'one two',
      'three',
      'incomprehensibilities',
      'four',
    ]);
  });
});
