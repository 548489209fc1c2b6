// What tells that a file still holds what it held when it was parsed. As long as the file system says that nobody wrote to it,
// that is enough; otherwise its content is hashed, so a copied or touched file is not parsed anew.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CHUNK_BYTES } from '../byte-chunks.ts';

export interface SourceState {
  readonly path: string;
  readonly bytes: number;
  /** Nanoseconds of the last write and the last change of any kind, and the file's number: decimal text. */
  readonly stamp: string;
  /** Epoch ms of the later of the two. */
  readonly changedMs: number;
  /** SHA-256 in hex. */
  readonly contentHash: string;
}

/** A file system counts time in steps; a write within one step of the last look could leave the stamp as it was. */
const STAMP_STEP_MS = 2_000;

/** The state of a file; rejects with the file system's own error. */
export async function stateOf(path: string): Promise<SourceState> {
  const { bytes, stamp, changedMs } = await stampOf(path);
  return { path, bytes, stamp, changedMs, contentHash: await hashFile(path) };
}

/** Whether the file holds what it held at `takenMs` (epoch ms), when `known` was its state. A file that is gone does not. */
export async function isUnchanged(known: SourceState, takenMs: number): Promise<boolean> {
  try {
    const { bytes, stamp } = await stampOf(known.path);
    if (bytes !== known.bytes) return false;
    if (stamp === known.stamp && known.changedMs + STAMP_STEP_MS < takenMs) return true;
    return (await hashFile(known.path)) === known.contentHash;
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    // Whoever reads the file next says what is wrong with it.
    return false;
  }
}

/** Whether the machine refused, rather than that we were wrong. */
export function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

async function stampOf(path: string): Promise<Pick<SourceState, 'bytes' | 'stamp' | 'changedMs'>> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
  const changedNs = mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
  return { bytes: Number(size), stamp: `${mtimeNs} ${ctimeNs} ${ino}`, changedMs: Number(changedNs / 1_000_000n) };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
