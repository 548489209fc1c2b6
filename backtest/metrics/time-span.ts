// From when to when something was held.

export interface TimeSpan {
  /** Epoch ms of the first entry fill. */
  readonly entryTime: number;
  /** Epoch ms of the last exit fill. */
  readonly exitTime: number;
}
