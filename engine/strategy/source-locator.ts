// From an error to the line its author wrote. A strategy runs as a bundle; its stack trace speaks of the bundle's lines,
// or, when the process has source maps switched on, already of the author's.
import type { SourcePlace } from './strategy-file-error.ts';

/** What a locator needs to know of one bundle. */
export interface BundleMap {
  /** Where the bundle was imported from, as stack traces name it but for a query behind it. */
  readonly bundleUrl: string;
  /** The author's own files, absolute. */
  readonly files: readonly string[];
  /** The place in the author's files for a place in the bundle, both 1-based. */
  readonly originalPlace: (line: number, column: number) => SourcePlace | undefined;
}

/** Finds the innermost place of an error that lies in the author's files, or undefined when there is none. */
export type SourceLocator = (error: unknown) => SourcePlace | undefined;

export function createSourceLocator(bundle: BundleMap): SourceLocator {
  return (error) => {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    for (const frame of stack.split('\n')) {
      const place = placeOfFrame(frame, bundle);
      if (place !== undefined) return place;
    }
    return undefined;
  };
}

function placeOfFrame(frame: string, bundle: BundleMap): SourcePlace | undefined {
  const inBundle = positionAfter(frame, bundle.bundleUrl);
  if (inBundle !== undefined) return bundle.originalPlace(inBundle.line, inBundle.column);
  for (const file of bundle.files) {
    const position = positionAfter(frame, file);
    if (position !== undefined) return { file, ...position };
  }
  return undefined;
}

/** The `:line:column` that follows a file's name, and its query where it has one, in a stack frame. */
function positionAfter(frame: string, name: string): { line: number; column: number } | undefined {
  const start = frame.indexOf(name);
  if (start < 0) return undefined;
  const [, line, column] = /^(?:\?[^:]*)?:(\d+):(\d+)/.exec(frame.slice(start + name.length)) ?? [];
  return line === undefined || column === undefined ? undefined : { line: Number(line), column: Number(column) };
}
