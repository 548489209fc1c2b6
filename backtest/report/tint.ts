// Colours of a terminal, or none where what is written is not one.

export interface Tint {
  readonly enabled: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** Paints by ANSI codes, or leaves every text as it is. */
export function createTint(enabled: boolean): Tint {
  const paint = (on: number, off: number) => (text: string) => (enabled ? `\u001B[${on}m${text}\u001B[${off}m` : text);
  return {
    enabled,
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
  };
}
