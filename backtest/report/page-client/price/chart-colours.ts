// The page's colours as the canvas needs them: read from the style sheet, so that they are said in one place.

export interface ChartColours {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly gain: string;
  readonly loss: string;
  readonly accent: string;
  readonly candleUp: string;
  readonly candleDown: string;
}

export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: read('text'),
    muted: read('muted'),
    line: read('line'),
    surface: read('surface'),
    gain: read('gain'),
    loss: read('loss'),
    accent: read('accent'),
    candleUp: read('candle-up'),
    candleDown: read('candle-down'),
  };
}
