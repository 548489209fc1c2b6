import type { Output, World } from './world.ts';

/** Whether what is written there is coloured. NO_COLOR, set to anything, asks every program for none (no-color.org). */
export function showsColor(output: Output, { environment }: Pick<World, 'environment'>): boolean {
  return output.isTTY === true && (environment['NO_COLOR'] ?? '') === '';
}
