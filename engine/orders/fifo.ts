// A queue for forgetting the oldest first. Taking the first key of a Map that is emptied from the front skips over all
// keys deleted before it, which costs microseconds a step once the Map is large; this costs nanoseconds.

export interface Fifo<T> {
  readonly size: number;
  push(item: T): void;
  /** The oldest item, which leaves; undefined when empty. */
  shift(): T | undefined;
}

const COMPACT_AT = 1_024;

export function createFifo<T>(): Fifo<T> {
  let items: T[] = [];
  let head = 0;
  return {
    get size() {
      return items.length - head;
    },
    push: (item) => void items.push(item),
    shift: () => {
      if (head === items.length) return undefined;
      const item = items[head];
      head += 1;
      if (head >= COMPACT_AT && head * 2 >= items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
  };
}
