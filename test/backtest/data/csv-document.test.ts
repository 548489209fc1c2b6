import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estimateCsvBytes, openCsvDocuments } from '../../../backtest/data/csv-document.ts';
import { DataFileError } from '../../../backtest/data/data-file-error.ts';
import { scratchFile, scratchFolder } from './scratch-folder.ts';
import { dataStart, zipArchive, type ZipEntry } from './zip-archive.ts';

const TEXT = Array.from({ length: 500 }, (_, row) => `${1704067200000 + row * 60_000},1,2,0.5,1.5,${row * 7}\n`).join(
  '',
);
const CSV: ZipEntry = { name: 'BTCUSDT-1m.csv', text: TEXT };

/** Name (without its folder) and text of every document in a file. */
async function documentsOf(path: string): Promise<readonly (readonly [string, string])[]> {
  const documents: (readonly [string, string])[] = [];
  for await (const document of openCsvDocuments(path)) {
    const chunks: Buffer[] = [];
    for await (const chunk of document.chunks) chunks.push(Buffer.from(chunk));
    documents.push([document.name.slice(path.lastIndexOf('/') + 1), Buffer.concat(chunks).toString('utf8')]);
  }
  return documents;
}

/** What a file that may be damaged gives. A bit can lie where nothing is told by it: then the text is still right. */
async function outcomeOf(path: string): Promise<'right' | 'damaged' | 'wrong'> {
  try {
    return (await documentsOf(path))[0]?.[1] === TEXT ? 'right' : 'wrong';
  } catch (error) {
    return error instanceof DataFileError && error.message.includes('is damaged') ? 'damaged' : 'wrong';
  }
}

describe('a CSV document', () => {
  test.each<readonly [string, string | Uint8Array, string]>([
    ['plain', TEXT, 'data.bin'],
    ['in gzip', gzipSync(TEXT), 'data.bin'],
    ['in gzip of two members', Buffer.concat([gzipSync(TEXT.slice(0, 999)), gzipSync(TEXT.slice(999))]), 'data.bin'],
    ['in a zip', zipArchive([CSV]), 'data.bin(BTCUSDT-1m.csv)'],
    ['stored in a zip', zipArchive([{ ...CSV, method: 0 }]), 'data.bin(BTCUSDT-1m.csv)'],
  ])('is read %s, whatever the file is called', async (_, content, name) => {
    expect(await documentsOf(scratchFile('data.bin', content))).toEqual([[name, TEXT]]);
  });

  test('is every .csv of a zip, in its order, and nothing else of it', async () => {
    const shadow = { name: '__MACOSX/._b.csv', text: 'x' };
    const entries = [
      { name: 'b.csv', text: 'b' },
      shadow,
      { name: 'README.txt', text: 'no' },
      { name: 'A.CSV', text: 'a' },
    ];
    expect(await documentsOf(scratchFile('two.zip', zipArchive(entries)))).toEqual([
      ['two.zip(b.csv)', 'b'],
      ['two.zip(A.CSV)', 'a'],
    ]);
  });

  test('may be empty in a zip', async () => {
    const empty = zipArchive([{ name: 'a.csv', text: '', method: 0 }]);
    expect(await documentsOf(scratchFile('empty.zip', empty))).toEqual([['empty.zip(a.csv)', '']]);
  });

  test.each<readonly [string, () => string, RegExp]>([
    ['is absent', () => join(scratchFolder(), 'none.csv'), /none\.csv: no such file$/],
    ['is a folder', () => scratchFolder(), /: is a folder, a file is needed$/],
    [
      'is cut short in gzip',
      () => scratchFile('a.gz', gzipSync(TEXT).subarray(0, -20)),
      /a\.gz: is damaged or cut short/,
    ],
    [
      'is a zip without csv',
      () => scratchFile('a.zip', zipArchive([{ name: 'a.txt', text: 'x' }])),
      /holds no \.csv file$/,
    ],
    ['is half a zip', () => scratchFile('a.zip', zipArchive([CSV]).subarray(0, 300)), /is not a readable zip archive/],
    ['is encrypted', () => scratchFile('a.zip', zipArchive([{ ...CSV, flags: 1 }])), /a\.zip\(BTC.*\(encrypted\)$/],
    [
      'is packed in a way nobody here unpacks',
      () => scratchFile('a.zip', zipArchive([{ ...CSV, method: 12 }])),
      /compression method 12 is not supported/,
    ],
    [
      'has another checksum than its archive says',
      () => scratchFile('a.zip', zipArchive([{ ...CSV, checksum: 0x1234 }])),
      /is damaged: its CRC-32 is [0-9a-f]{8}, the archive says 00001234$/,
    ],
  ])('that %s is refused in one sentence', async (_, path, sentence) => {
    const reading = documentsOf(path());
    await expect(reading).rejects.toThrow(DataFileError);
    await expect(reading).rejects.toThrow(sentence);
  });

  test('in a zip is called damaged when a byte in its middle has flipped', async () => {
    for (const method of [0, 8]) {
      const entry = { ...CSV, method };
      const archive = zipArchive([entry]);
      const at = dataStart(entry) + 600;
      archive.writeUInt8(archive.readUInt8(at) ^ 0x01, at);
      expect(await outcomeOf(scratchFile('flipped.zip', archive))).toBe('damaged');
    }
  });

  property.prop([fc.nat(), fc.integer({ min: 0, max: 7 }), fc.constantFrom(0, 8)], { numRuns: 60 })(
    'in a zip is never read wrong when one bit of its data has flipped',
    async (place, bit, method) => {
      const entry = { ...CSV, method };
      const archive = zipArchive([entry]);
      const start = dataStart(entry);
      const size = archive.readUInt32LE(18);
      const at = start + (place % size);
      archive.writeUInt8(archive.readUInt8(at) ^ (1 << bit), at);
      expect(await outcomeOf(scratchFile('flipped.zip', archive))).toMatch(/^(?:right|damaged)$/);
    },
  );

  property.prop([fc.nat(), fc.integer({ min: 0, max: 7 })], { numRuns: 60 })(
    'in gzip is never read wrong when one bit behind its header has flipped',
    async (place, bit) => {
      const packed = gzipSync(TEXT);
      const at = 10 + (place % (packed.length - 10));
      packed.writeUInt8(packed.readUInt8(at) ^ (1 << bit), at);
      expect(await outcomeOf(scratchFile('flipped.gz', packed))).toMatch(/^(?:right|damaged)$/);
    },
  );
});

describe('the estimate of CSV bytes', () => {
  test('is exact for plain files and for gzip', async () => {
    expect(await estimateCsvBytes(scratchFile('a.csv', TEXT))).toBe(TEXT.length);
    expect(await estimateCsvBytes(scratchFile('a.csv.gz', gzipSync(TEXT)))).toBe(TEXT.length);
  });

  test('of a zip is a few times its size', async () => {
    const archive = zipArchive([CSV]);
    expect(await estimateCsvBytes(scratchFile('a.zip', archive))).toBe(archive.length * 6);
  });

  test('believes no trailer that claims more than deflate can pack', async () => {
    const path = scratchFile('a.gz', gzipSync('x'));
    const liar = Buffer.alloc(4, 0xff);
    appendFileSync(path, liar);
    expect(await estimateCsvBytes(path)).toBeLessThan(100_000);
    writeFileSync(path, '');
    expect(await estimateCsvBytes(path)).toBe(0);
  });
});
