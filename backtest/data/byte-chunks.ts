// One CSV text as it is handed from whoever opened it to whoever reads it.

export interface CsvDocument {
  /** What errors call it: the path, for a zip with the entry's name behind it. */
  readonly name: string;
  /** May be read once; a chunk is valid until the next is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Bytes read or unpacked at a time. */
export const CHUNK_BYTES = 1 << 20;
