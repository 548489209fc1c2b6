// Work that can wait until there is nothing else to do.

/** Does the pieces of work one after the other whenever the page has nothing else to do. */
export function whenIdle(pieces: readonly (() => unknown)[]): void {
  const [piece, ...rest] = pieces;
  if (piece === undefined || typeof requestIdleCallback !== 'function') return;
  requestIdleCallback(() => {
    piece();
    whenIdle(rest);
  });
}
