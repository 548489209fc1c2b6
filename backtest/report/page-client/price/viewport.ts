// The stretch of time the price chart shows, and how moving and zooming change it. Plain numbers, so that the same steps can
// be tried without a browser.

/** Epoch ms; `toMs` is exclusive. */
export interface Viewport {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ViewportLimits {
  /** What there is to be seen. */
  readonly whole: Viewport;
  /** The shortest stretch that is still a chart. */
  readonly spanMinMs: number;
}

/** Makes the stretch longer (`factor` above one) or shorter while `anchorMs` keeps its place. */
export function zoomed(view: Viewport, factor: number, anchorMs: number, limits: ViewportLimits): Viewport {
  const span = spanOf(view);
  const wanted = Math.min(Math.max(span * factor, limits.spanMinMs), spanOf(limits.whole));
  const anchor = Math.min(Math.max(anchorMs, view.fromMs), view.toMs);
  const fromMs = anchor - ((anchor - view.fromMs) / span) * wanted;
  return within({ fromMs, toMs: fromMs + wanted }, limits.whole);
}

/** Moves the stretch; at an end of the whole it stops. */
export function moved(view: Viewport, byMs: number, limits: ViewportLimits): Viewport {
  return within({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, limits.whole);
}

/** The stretch that shows `fromMs` to `toMs` with as much again around it. */
export function around(fromMs: number, toMs: number, limits: ViewportLimits): Viewport {
  const middle = (fromMs + toMs) / 2;
  const span = Math.min(Math.max((toMs - fromMs) * 2.2, limits.spanMinMs * 4), spanOf(limits.whole));
  return within({ fromMs: middle - span / 2, toMs: middle + span / 2 }, limits.whole);
}

/** A stretch of `spanMs` about the middle of the present one. */
export function lasting(view: Viewport, spanMs: number, limits: ViewportLimits): Viewport {
  const span = Math.min(Math.max(spanMs, limits.spanMinMs), spanOf(limits.whole));
  const middle = (view.fromMs + view.toMs) / 2;
  return within({ fromMs: middle - span / 2, toMs: middle + span / 2 }, limits.whole);
}

export function spanOf({ fromMs, toMs }: Viewport): number {
  return toMs - fromMs;
}

function within(view: Viewport, whole: Viewport): Viewport {
  const span = spanOf(view);
  if (view.fromMs < whole.fromMs) return { fromMs: whole.fromMs, toMs: whole.fromMs + span };
  if (view.toMs > whole.toMs) return { fromMs: whole.toMs - span, toMs: whole.toMs };
  return view;
}
