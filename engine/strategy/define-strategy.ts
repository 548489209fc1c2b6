// The one way to make a strategy: checks what can be checked without a market and marks the result, so that the loader
// can tell a strategy from any other default export.
import type { Observable } from 'rxjs';
import { z } from 'zod';
import type { Intent } from '../domain/intent.ts';
import type { NeededStream, StrategyContext, StrategyOptions } from './contract.ts';
import { STRATEGY_BRAND } from './strategy-brand.ts';

/** A strategy as the engine holds it: its types are erased, its parameters are checked by `params` before `run` sees them. */
export interface StrategyDefinition {
  readonly [STRATEGY_BRAND]: true;
  /** Shown in reports and logs. */
  readonly name: string;
  /** Roles of its markets; the first is the one it sees directly. */
  readonly markets: readonly string[];
  /** Schema of its parameters. */
  readonly params: z.ZodType;
  /** Streams it is refused without. */
  readonly needs: readonly NeededStream[];
  /** Streams in, a stream of intents out. */
  readonly run: (context: StrategyContext<string>, params: unknown) => Observable<Intent>;
}

export const DEFAULT_ROLE = 'main';

/**
 * Defines a strategy: `run` is a function from market and account streams to a stream of intents. Throws TypeError when
 * the name is empty, a role has no name or is given twice, `params` is no zod schema, or `run` no function.
 */
export function defineStrategy<P extends z.ZodType, const R extends string = 'main'>(
  options: StrategyOptions<P, R>,
): StrategyDefinition {
  if (typeof options.name !== 'string' || options.name.trim() === '') {
    throw new TypeError('defineStrategy: "name" must be a text that is not empty');
  }
  if (!(options.params instanceof z.ZodType)) {
    throw new TypeError(`defineStrategy("${options.name}"): "params" must be a zod schema, such as z.object({ … })`);
  }
  if (typeof options.run !== 'function') {
    throw new TypeError(
      `defineStrategy("${options.name}"): "run" must be a function (context, params) => Observable<Intent>`,
    );
  }
  const markets: readonly string[] = options.markets ?? [DEFAULT_ROLE];
  if (!isListOfNames(markets)) {
    throw new TypeError(`defineStrategy("${options.name}"): "markets" must be a list of role names`);
  }
  if (markets.length === 0 || new Set(markets).size !== markets.length) {
    throw new TypeError(`defineStrategy("${options.name}"): "markets" must name at least one role, each once`);
  }
  return {
    [STRATEGY_BRAND]: true,
    name: options.name,
    markets,
    params: options.params,
    needs: options.needs ?? [],
    // The host binds exactly the roles declared here and parses the parameters with the schema declared here, so what
    // `run` receives has the types it was written for.
    run: options.run as unknown as StrategyDefinition['run'],
  };
}

/** A text would pass for a list of one-letter roles. */
function isListOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && name.trim() !== '');
}
