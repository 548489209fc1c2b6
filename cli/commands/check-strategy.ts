// `sluice check-strategy`: the look-ahead law, checked on a strategy file or on the strategies of a config.
import { relative } from 'node:path';
import { UserError } from '../../app/user-error.ts';
import type { CheckResult } from '../../backtest/check-strategy/check-result.ts';
import type { CheckRequest } from '../../backtest/check-strategy/check-strategy.ts';
import { overrideOf, parseOverride, type Override } from '../../config/overrides.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { kindOfFile } from '../file-kind.ts';
import { ONE_MARKET_OPTIONS, oneMarketOverrides, type OneMarketOptions } from '../one-market.ts';
import { showsColor } from '../shows-color.ts';
import { watched } from '../watched.ts';
import type { World } from '../world.ts';

/** The options as the user typed them. */
export interface CheckStrategyOptions extends OneMarketOptions {
  readonly from?: string;
  readonly to?: string;
  readonly set: readonly string[];
  readonly cuts: string;
  readonly starts: string;
  readonly seed: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** 0 when the law holds, 1 when it is broken; rejects with what a run rejects with. */
export async function checkStrategyCommand(
  file: string,
  options: CheckStrategyOptions,
  world: World,
): Promise<ExitCode> {
  const result = await checkWatched(requestOf(file, options), world);
  world.stdout.write(options.json === true ? `${JSON.stringify(result, null, 2)}\n` : await shown(result, world));
  if (result.interrupted) return EXIT.interrupted;
  return result.passed ? EXIT.done : EXIT.failed;
}

function requestOf(file: string, options: CheckStrategyOptions): CheckRequest {
  return {
    lab: labOf(file, options),
    cuts: wholeNumber('--cuts', options.cuts, 1),
    starts: wholeNumber('--starts', options.starts, 0),
    seed: wholeNumber('--seed', options.seed, 0),
    strict: options.strict === true,
  };
}

function labOf(file: string, options: CheckStrategyOptions): CheckRequest['lab'] {
  const common = commonOverrides(options);
  if (kindOfFile(file) === 'strategy') {
    return { configPath: null, overrides: [...oneMarketOverrides(file, options), ...common] };
  }
  const [misplaced] = [...ONE_MARKET_OPTIONS.filter((name) => options[name] !== undefined), ...options.param];
  if (misplaced !== undefined) {
    const name = options.param.includes(misplaced) ? 'param' : misplaced;
    throw new UserError(`--${name} goes with a strategy file; ${file} is a config, whose settings --set changes`, 2);
  }
  return { configPath: file, overrides: common };
}

function commonOverrides({ set, from, to }: CheckStrategyOptions): readonly Override[] {
  return [
    ...set.map(parseOverride),
    ...(from === undefined ? [] : [overrideOf(`--from ${from}`, ['data', 'from'], from)]),
    ...(to === undefined ? [] : [overrideOf(`--to ${to}`, ['data', 'to'], to)]),
  ];
}

const WHOLE_MAX = 2_147_483_647;

function wholeNumber(option: string, text: string, min: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= WHOLE_MAX && text.trim() !== '') return value;
  throw new UserError(`${option}: found ${text}, allowed: a whole number from ${min}`, 2);
}

/** Checks with a bar on stderr. */
async function checkWatched(request: CheckRequest, world: World): Promise<CheckResult> {
  const { checkStrategies } = await import('../../backtest/check-strategy/check-strategy.ts');
  return watched(world, 'what is known so far', ({ progress, signal }) =>
    checkStrategies(request, {
      signal,
      onProgress: (done, total) => progress.update(done, total),
      note: (sentence) => progress.above(`${sentence}\n`),
    }),
  );
}

async function shown(result: CheckResult, world: World): Promise<string> {
  const [{ renderCheck }, { createTint }] = await Promise.all([
    import('../../backtest/check-strategy/render-check.ts'),
    import('../../backtest/report/tint.ts'),
  ]);
  const pathShown = (path: string): string => {
    const near = relative(process.cwd(), path);
    return near.startsWith('..') ? path : near;
  };
  return renderCheck(result, { pathShown, tint: createTint(showsColor(world.stdout, world)) });
}
