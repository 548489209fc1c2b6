// Whether a file is Parquet: its first bytes say so, not its name.
import { open } from 'node:fs/promises';

const MAGIC = 'PAR1';

/** False for a file that cannot be opened: whoever reads it as something else says why. */
export async function isParquet(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
      return bytesRead === MAGIC.length && buffer.toString('latin1') === MAGIC;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
