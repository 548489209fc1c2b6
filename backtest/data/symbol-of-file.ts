// The symbol a data file is about, told from its name: BTCUSDT-1m-2025-05.zip, ETHUSDT-fundingRate.csv.gz.
import { basename } from 'node:path';

/** Letters and digits the name begins with, up to the first other character; the whole name where there are none. */
export function symbolOfFile(path: string): string {
  const name = basename(path);
  return /^[A-Za-z0-9]+/.exec(name)?.[0] ?? name;
}
