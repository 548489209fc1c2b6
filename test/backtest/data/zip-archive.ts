// A zip archive made by hand, so that tests can damage it where they like.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly text: string;
  /** 8 = deflated (default), 0 = stored, anything else is written into the header as it stands. */
  readonly method?: number;
  /** General purpose flags; bit 0 says encrypted. */
  readonly flags?: number;
  /** Checksum written into the headers (default: the right one). */
  readonly checksum?: number;
}

export function zipArchive(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { common, name, data } = describe(entry);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** Where the packed bytes of the first entry begin. */
export function dataStart(entry: ZipEntry): number {
  return 30 + Buffer.byteLength(entry.name);
}

function describe(entry: ZipEntry): { common: Buffer; name: Buffer; data: Buffer } {
  const text = Buffer.from(entry.text);
  const method = entry.method ?? 8;
  const data = method === 8 ? deflateRawSync(text) : text;
  const name = Buffer.from(entry.name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(entry.flags ?? 0, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(entry.checksum ?? crc32(text), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(text.length, 18);
  common.writeUInt16LE(name.length, 22);
  return { common, name, data };
}
