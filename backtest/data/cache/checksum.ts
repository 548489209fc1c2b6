// A checksum at the speed of memory, against torn and rotten cache files. It guards against accidents, not against malice.

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over words of 4 bytes, going on from `before`. The length of `bytes` must be a multiple of 4, as its offset must. */
export function checksum(bytes: Uint8Array, before: number = FNV_OFFSET): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  let sum = before;
  for (let index = 0; index < words.length; index++) sum = Math.imul(sum ^ (words[index] ?? 0), FNV_PRIME);
  return sum >>> 0;
}
