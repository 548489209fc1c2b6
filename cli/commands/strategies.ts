// `sluice strategies`: what each strategy is, what it can be tuned by, and how to run it.
import { relative, resolve } from 'node:path';
import { type ListedParameter, type ListedStrategy, listStrategies } from '../../app/listing/list-strategies.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { commandFrom } from '../new-strategy/surroundings.ts';
import type { World } from '../world.ts';

export interface StrategiesOptions {
  readonly json?: boolean;
}

/** Lists what can be used on stdout and tells of the rest on stderr; the exit code is 1 where there was such a rest. */
export async function strategiesCommand(
  paths: readonly string[],
  options: StrategiesOptions,
  world: World,
): Promise<ExitCode> {
  const { strategies, broken } = await listStrategies(paths);
  const text = options.json === true ? `${JSON.stringify(strategies, null, 2)}\n` : listText(strategies);
  world.stdout.write(text);
  for (const sentence of broken) world.stderr.write(`${sentence}\n`);
  return broken.length === 0 ? EXIT.done : EXIT.failed;
}

function listText(strategies: readonly ListedStrategy[]): string {
  if (strategies.length === 0) return 'no strategy found; `sluice new strategy NAME` writes one\n';
  return `${strategies.map(strategyText).join('\n\n')}\n`;
}

function strategyText({ name, file, description, markets, needs, parameters, configs }: ListedStrategy): string {
  const [only, second] = markets;
  const roles = only === 'main' && second === undefined ? [] : [`  markets: ${markets.join(', ')}`];
  const command = commandFrom(resolve('.'));
  return [
    `${name}  (${shown(file)})`,
    ...(description === null ? [] : [`  ${description}`]),
    ...roles,
    ...(needs.length === 0 ? [] : [`  needs: ${needs.join(', ')}`]),
    ...configs.map((config) => `  run: ${command} backtest ${shown(config)}`),
    ...parameterLines(parameters),
  ].join('\n');
}

function parameterLines(parameters: readonly ListedParameter[]): readonly string[] {
  const rows = parameters.map((parameter) => [
    parameter.name,
    parameter.required ? 'must be given' : valueText(parameter.default),
    parameter.allowed,
    parameter.description,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** The path as the user may type it. */
function shown(path: string): string {
  const below = relative(resolve('.'), path);
  return below.startsWith('../../..') ? path : below;
}
