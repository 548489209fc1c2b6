// The list of strategies: what each is, what it can be tuned by, how it is run; and what is said of files that are none.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ListedStrategy } from '../../app/listing/list-strategies.ts';
import { runCommandLine } from '../../cli/program.ts';
import { createFakeWorld } from './fake-world.ts';

vi.setConfig({ testTimeout: 30_000 });
process.env['XDG_CACHE_HOME'] = join(tmpdir(), 'sluice-test-cache');

const CARRY = `// Carries what others pay. Sometimes.
import { EMPTY } from 'rxjs';
import { defineStrategy, z } from 'sluice';
export default defineStrategy({
  name: 'carry',
  markets: ['base', 'hedge'],
  needs: ['funding'],
  params: z.object({
    leverage: z.number().int().min(1).max(5).default(2).describe('Leverage used.'),
    mode: z.enum(['calm', 'bold']).describe('How it trades.'),
    band: z.object({ width: z.number().positive().default(0.5) }).prefault({}),
  }),
  run: () => EMPTY,
});
`;

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-list-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function list(...words: readonly string[]) {
  const fake = createFakeWorld();
  const code = await runCommandLine(['strategies', ...words], fake.world);
  return { code, stdout: fake.stdout(), stderr: fake.stderr().replaceAll(`${folder}/`, '') };
}

async function listed(...words: readonly string[]): Promise<readonly ListedStrategy[]> {
  return JSON.parse((await list('--json', ...words)).stdout) as ListedStrategy[];
}

describe('sluice strategies', () => {
  test('shows name, idea, markets, needs, configs and parameters', async () => {
    write('carry.ts', CARRY);
    write('real.yaml', 'strategies: [{ file: carry.ts }]\ndata: { markets: {} }');
    write('made-up.yaml', 'strategies: [{ file: carry.ts }]\ndata: { synthetic: {} }');
    const { code, stdout } = await list(folder);
    expect(code).toBe(0);
    const [heading, ...lines] = stdout
      .replaceAll(/[^\s(]*\/(?=carry|made-up|real)/g, '')
      .trimEnd()
      .split('\n');
    expect(heading).toBe('carry  (carry.ts)');
    expect(lines.map((line) => line.replace(/run: .* backtest/, 'run: … backtest'))).toEqual([
      '  Carries what others pay.',
      '  markets: base, hedge',
      '  needs: funding',
      '  run: … backtest made-up.yaml',
      '  run: … backtest real.yaml',
      '    leverage    2              a whole number from 1 to 5  Leverage used.',
      '    mode        must be given  calm or bold                How it trades.',
      '    band.width  0.5            a number above 0',
    ]);
  });

  test('tells the same as JSON, with limits as numbers', async () => {
    const file = write('carry.ts', CARRY);
    expect(await listed(file)).toMatchObject([
      {
        name: 'carry',
        file,
        markets: ['base', 'hedge'],
        needs: ['funding'],
        configs: [],
        parameters: [
          { name: 'leverage', type: 'integer', default: 2, minimum: 1, maximum: 5, required: false },
          { name: 'mode', choices: ['calm', 'bold'], required: true },
          { name: 'band.width', default: 0.5, exclusiveMinimum: 0 },
        ],
      },
    ]);
  });

  test('lists every shipped example with a sentence, a config on made-up klines, and a word on each parameter', async () => {
    const shipped = await listed('strategies');
    expect(shipped.map(({ name }) => name)).toEqual(expect.arrayContaining(['grid', 'moving-average-cross', 'pair']));
    const speechless = shipped.filter(
      ({ description, configs, parameters }) =>
        description === null || configs.length === 0 || parameters.some((parameter) => parameter.description === ''),
    );
    expect(speechless.map(({ name }) => name)).toEqual([]);
  });

  test('tells a broken file in one line and goes on with the others', async () => {
    write('a-broken.ts', 'export default defineStrategy({');
    write(
      'b-thrower.ts',
      "import { defineStrategy } from 'sluice';\nthrow new Error('not\\ntoday');\ndefineStrategy({});",
    );
    write('carry.ts', CARRY);
    const { code, stdout, stderr } = await list(folder);
    expect(code).toBe(1);
    expect(stdout).toContain('carry  (');
    expect(stderr.trimEnd().split('\n')).toEqual([
      'a-broken.ts:1:32: Expected identifier but found end of file',
      'b-thrower.ts:2:7: threw while it was loaded: Error: not today',
    ]);
  });

  test('passes over what is no strategy: helpers, tests, declarations, packages', async () => {
    write('helper.ts', 'export const half = 0.5;');
    write('carry.test.mjs', '// defineStrategy({');
    write('carry.d.ts', 'defineStrategy(');
    write('node_modules/other/index.js', 'defineStrategy(');
    expect(await list(folder)).toEqual({
      code: 0,
      stdout: 'no strategy found; `sluice new strategy NAME` writes one\n',
      stderr: '',
    });
  });

  test('says which path is not there', async () => {
    expect(await list(join(folder, 'nowhere'))).toMatchObject({ code: 2, stderr: 'nowhere: no such file or folder\n' });
  });
});
