// Strategies that act by a script: at the close of kline n, these intents.
import { from, merge, mergeMap, type Observable } from 'rxjs';
import { z } from 'zod';
import type { Intent } from '../../../engine/domain/intent.ts';
import type { Kline } from '../../../engine/domain/kline.ts';
import type { StrategyContext } from '../../../engine/strategy/contract.ts';
import { defineStrategy, type StrategyDefinition } from '../../../engine/strategy/define-strategy.ts';
import { T0 } from './bench.ts';

type Said<Role extends string> = Intent<Role> | readonly Intent<Role>[];

/** Intents by the number of the 1m kline at whose close they are said. */
export type Script<Role extends string = 'main'> = Readonly<Record<number, Said<Role>>>;

/** A strategy of one market without parameters. */
export function strategyOf(run: (context: StrategyContext) => Observable<Intent<'main'>>): StrategyDefinition {
  return defineStrategy({ name: 'inline', params: z.object({}), run });
}

/** Follows a script; what `more` returns is merged to it. */
export function scripted(
  script: Script,
  more: (context: StrategyContext) => Observable<Intent<'main'>>[] = () => [],
): StrategyDefinition {
  return strategyOf((context) => merge(said(context.klines('1m'), script), ...more(context)));
}

/** The script's intents as the klines that they answer are told. */
export function said<Role extends string>(klines: Observable<Kline>, script: Script<Role>): Observable<Intent<Role>> {
  return klines.pipe(mergeMap(({ openTime }) => from(listed(script[(openTime - T0) / 60_000]))));
}

function listed<Role extends string>(one: Said<Role> | undefined): readonly Intent<Role>[] {
  if (one === undefined) return [];
  return isList(one) ? one : [one];
}

function isList<Role extends string>(one: Said<Role>): one is readonly Intent<Role>[] {
  return Array.isArray(one);
}
