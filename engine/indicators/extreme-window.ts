// The highest or lowest of the last `period` values: a queue of the values that can still become the extreme, best first.
// Every value enters and leaves it once, so a step costs the same whatever the period.

export class HighestWindow {
  /** The highest of the last `period` values, once `push` has answered true. */
  value = 0;
  private readonly period: number;
  private readonly values: Float64Array;
  private readonly places: Float64Array;
  private head = 0;
  private length = 0;
  private count = 0;

  constructor(period: number) {
    this.period = period;
    this.values = new Float64Array(period);
    this.places = new Float64Array(period);
  }

  /** Takes a finite value; true from the `period`-th on. */
  push(value: number): boolean {
    const { period, values, places } = this;
    if (this.length > 0 && (places[this.head] ?? 0) <= this.count - period) {
      this.head = this.head + 1 === period ? 0 : this.head + 1;
      this.length--;
    }
    let end = this.head + this.length;
    if (end >= period) end -= period;
    // What is no higher than the newcomer leaves before it and can never be the highest again.
    while (this.length > 0) {
      const last = end === 0 ? period - 1 : end - 1;
      if ((values[last] ?? 0) > value) break;
      end = last;
      this.length--;
    }
    values[end] = value;
    places[end] = this.count;
    this.length++;
    this.count++;
    this.value = values[this.head] ?? 0;
    return this.count >= period;
  }
}

/** The lowest of the last `period` values, as the highest of their opposites. */
export class LowestWindow {
  /** The lowest of the last `period` values, once `push` has answered true. */
  value = 0;
  private readonly opposites: HighestWindow;

  constructor(period: number) {
    this.opposites = new HighestWindow(period);
  }

  /** Takes a finite value; true from the `period`-th on. */
  push(value: number): boolean {
    const full = this.opposites.push(-value);
    this.value = 0 - this.opposites.value;
    return full;
  }
}
