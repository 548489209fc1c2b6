// What package.json and its lock file promise to whoever installs them.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');
const versions = z.record(z.string(), z.string());
const manifest = z
  .object({
    dependencies: versions,
    devDependencies: versions,
    peerDependencies: versions,
    peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean() })),
    exports: z.record(z.string(), z.union([z.string(), versions])),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

describe('package.json', () => {
  test.each(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))(
    'names %s by one exact version',
    (_name, version) => {
      expect(version).toMatch(/^\d+\.\d+\.\d+(?:-r\.\d+)?$/);
    },
  );

  test("leaves rxjs to the user, so that there is never a second copy beside the user's own", () => {
    expect(manifest.peerDependencies).toHaveProperty('rxjs', '^7.8');
    expect(manifest.dependencies).not.toHaveProperty('rxjs');
  });

  test('asks for nothing further from the user', () => {
    const optional = Object.entries(manifest.peerDependenciesMeta).flatMap(([name, meta]) =>
      meta.optional ? [name] : [],
    );
    expect(Object.keys(manifest.peerDependencies).filter((name) => !optional.includes(name))).toEqual(['rxjs']);
  });

  test('needs no package whose size and use are not told', () => {
    const page = readFileSync(join(root, 'docs', 'package.md'), 'utf8');
    const named = [...page.matchAll(/^\| (.*?) +\|/gm)].flatMap(([, names = '']) => names.split(', '));
    expect(Object.keys(manifest.dependencies).filter((name) => !named.includes(name))).toEqual([]);
  });

  test.each(['.', './testing'])('offers %s from source first, and from dist to everybody else', (entry) => {
    const conditions = z.record(z.string(), z.string()).parse(manifest.exports[entry]);
    expect(Object.keys(conditions)).toEqual(['sluice-source', 'types', 'default']);
    const [source, types, code] = Object.values(conditions);
    expect(types).toBe(source?.replace('./', './dist/').replace('.ts', '.d.ts'));
    expect(code).toBe(source?.replace('./', './dist/').replace('.ts', '.js'));
  });
});

test('package-lock.json names no registry host', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
});
