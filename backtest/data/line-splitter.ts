// Cuts a stream of byte chunks, which end anywhere, into blocks of whole lines. Only the line that lies across a chunk's
// border is copied.
import { LINE_FEED } from './decimal-text.ts';

/** Takes `bytes` from `start` to `end`: whole lines, the last byte is a line feed. */
export type BlockOfLines = (bytes: Uint8Array, start: number, end: number) => void;

export interface LineSplitter {
  /** The chunk may be reused by its owner once the call returns. */
  push(chunk: Uint8Array): void;
  /** Hands over a final line that has no line feed. */
  finish(): void;
  /** Bytes of a line that has not ended yet. */
  pendingBytes(): number;
}

const LINE_END = Uint8Array.of(LINE_FEED);
const NOTHING = new Uint8Array(0);

export function createLineSplitter(onBlock: BlockOfLines): LineSplitter {
  let pending: Uint8Array = NOTHING;

  return {
    push(chunk) {
      const wholeLinesEnd = chunk.lastIndexOf(LINE_FEED) + 1;
      if (wholeLinesEnd === 0) {
        pending = Buffer.concat([pending, chunk]);
        return;
      }
      let start = 0;
      if (pending.length > 0) {
        start = chunk.indexOf(LINE_FEED) + 1;
        const line = Buffer.concat([pending, chunk.subarray(0, start)]);
        onBlock(line, 0, line.length);
      }
      if (wholeLinesEnd > start) onBlock(chunk, start, wholeLinesEnd);
      pending = Uint8Array.from(chunk.subarray(wholeLinesEnd));
    },
    finish() {
      if (pending.length === 0) return;
      const line = Buffer.concat([pending, LINE_END]);
      pending = NOTHING;
      onBlock(line, 0, line.length);
    },
    pendingBytes: () => pending.length,
  };
}
