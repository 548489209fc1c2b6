// CRC-32 as zip and gzip use it (IEEE 802.3, reflected polynomial 0xEDB88320), over a stream of chunks. Node's own is an
// order of magnitude faster but came only with 20.15.
import * as zlib from 'node:zlib';

/** The checksum of `bytes` that follow bytes whose checksum was `previous` (0 at the start); an unsigned 32-bit number. */
export type Crc32 = (bytes: Uint8Array, previous: number) => number;

export const crc32: Crc32 = typeof zlib.crc32 === 'function' ? zlib.crc32 : crc32ByTable;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** The checksum in plain JavaScript, a byte at a time. */
export function crc32ByTable(bytes: Uint8Array, previous: number): number {
  let remainder = ~previous;
  for (const byte of bytes) remainder = (TABLE[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
