// What is wrong with a config, one sentence each, and the error that carries them all.

/** Where a value was written. */
export interface Place {
  /** `file:line:column`, or the option of the command line that set it. */
  readonly text: string;
  /** 1-based; Infinity for what was set on the command line, so that it sorts behind the file. */
  readonly line: number;
  readonly column: number;
}

export interface Complaint {
  readonly place: Place;
  /** `field: what was found, what is allowed`. */
  readonly sentence: string;
}

/** A config that cannot be used. `message` has one line a complaint, sorted by place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly complaints: readonly Complaint[];

  constructor(complaints: readonly Complaint[]) {
    const sorted = complaints.toSorted(
      (a, b) => compare(a.place.line, b.place.line) || compare(a.place.column, b.place.column),
    );
    super([...new Set(sorted.map(complaintText))].join('\n'));
    this.complaints = sorted;
  }
}

/** A complaint as it is printed: place first, so that editors and terminals can follow it. */
export function complaintText({ place, sentence }: Complaint): string {
  return `${place.text}: ${sentence}`;
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
