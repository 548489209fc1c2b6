// Hands on the price chart: dragging, pinching, the wheel, the keyboard. They tell what is wanted as shares of the width; what
// becomes of it is the chart's. A finger that moves up or down still scrolls the page, and so does the wheel until the chart
// has been clicked: a long page must not be caught by one of its charts.

export interface GestureTargets {
  /** Moves the view by a share of its span, positive to later. */
  move(share: number): void;
  /** Makes the view longer (above one) or shorter about a place, 0 the left edge and 1 the right. */
  zoom(factor: number, place: number): void;
  showAll(): void;
  /** A click or tap that moved nothing, in pixels from the top left corner. */
  press(x: number, y: number): void;
}

const KEYS: Readonly<Record<string, (targets: GestureTargets) => void>> = {
  ArrowLeft: ({ move }) => move(-0.1),
  ArrowRight: ({ move }) => move(0.1),
  PageUp: ({ move }) => move(-0.9),
  PageDown: ({ move }) => move(0.9),
  Home: ({ move }) => move(-1e9),
  End: ({ move }) => move(1e9),
  '+': ({ zoom }) => zoom(0.7, 0.5),
  '=': ({ zoom }) => zoom(0.7, 0.5),
  '-': ({ zoom }) => zoom(1 / 0.7, 0.5),
  '0': ({ showAll }) => showAll(),
};

const WHEEL_ZOOM = 0.0015;
const STILL_PX = 5;

/** Listens on `surface`; `widthPx` is that of the pane without the price axis. */
export function listenForGestures(surface: HTMLElement, widthPx: () => number, targets: GestureTargets): void {
  listenForWheel(surface, widthPx, targets);
  listenForPointers(surface, widthPx, targets);
  surface.addEventListener('dblclick', () => targets.showAll());
  surface.addEventListener('keydown', (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act(targets);
  });
}

function listenForWheel(surface: HTMLElement, widthPx: () => number, targets: GestureTargets): void {
  const onWheel = (event: WheelEvent): void => {
    const isZoom = event.ctrlKey || event.metaKey || surface.contains(document.activeElement);
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!isZoom && !isSideways) return;
    event.preventDefault();
    if (isSideways) targets.move(event.deltaX / widthPx());
    else
      targets.zoom(
        Math.exp(Math.min(Math.max(event.deltaY, -300), 300) * WHEEL_ZOOM),
        placeIn(surface, event, widthPx()),
      );
  };
  surface.addEventListener('wheel', onWheel, { passive: false });
}

interface Finger {
  readonly x: number;
  readonly y: number;
}

function listenForPointers(surface: HTMLElement, widthPx: () => number, targets: GestureTargets): void {
  const down = new Map<number, Finger>();
  let start: Finger | null = null;

  surface.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    start = down.size === 1 ? { x: event.clientX, y: event.clientY } : null;
  });
  surface.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (before === undefined) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) pinch(before, now, other);
    else if (start === null || Math.hypot(now.x - start.x, now.y - start.y) > STILL_PX) {
      start = null;
      // Caught only once it moves: a click must still reach what lies below.
      if (!surface.hasPointerCapture(event.pointerId)) surface.setPointerCapture(event.pointerId);
      targets.move((before.x - now.x) / widthPx());
    } else return;
    down.set(event.pointerId, now);
  });
  const lift = (event: PointerEvent): void => {
    down.delete(event.pointerId);
    if (start !== null && event.type === 'pointerup') {
      const { left, top } = surface.getBoundingClientRect();
      targets.press(event.clientX - left, event.clientY - top);
    }
    start = null;
  };
  surface.addEventListener('pointerup', lift);
  surface.addEventListener('pointercancel', lift);

  const pinch = (before: Finger, now: Finger, other: Finger): void => {
    const [was, is] = [Math.abs(before.x - other.x), Math.abs(now.x - other.x)];
    if (was < 10 || is < 10) return;
    const { left } = surface.getBoundingClientRect();
    targets.zoom(was / is, ((now.x + other.x) / 2 - left) / widthPx());
    targets.move((before.x - now.x) / 2 / widthPx());
  };
}

function placeIn(surface: HTMLElement, event: MouseEvent, widthPx: number): number {
  const place = (event.clientX - surface.getBoundingClientRect().left) / widthPx;
  return Math.min(Math.max(place, 0), 1);
}
