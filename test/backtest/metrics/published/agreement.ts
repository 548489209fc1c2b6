// Whether a figure of ours is a published one.
import type { PublishedFigure } from './published-figures.ts';

/** How far ours may lie from it: one unit of its last digit, since some sources cut digits off and others round. */
export function toleranceOf({ published, within }: PublishedFigure): number {
  return within ?? 10 ** -(published.split('.')[1]?.length ?? 0);
}

/** Ours less the published one. */
export function differenceOf({ published, ours }: PublishedFigure): number {
  return (ours ?? Number.NaN) - Number(published);
}
