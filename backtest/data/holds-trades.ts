// Whether a data file holds aggregate trades: its first line says so, by the name of its first column or, without a header,
// by a word where the other files have numbers.
import { openCsvDocuments } from './csv-document.ts';
import { isHeaderLine, isNamed } from './csv-header.ts';
import { isParquet } from './parquet/is-parquet.ts';
import { TRADE, TRADE_CSV_COLUMNS } from './trade-line.ts';

/** False for Parquet, which is read as klines and funding alone. */
export async function holdsTrades(file: string): Promise<boolean> {
  if (await isParquet(file)) return false;
  for await (const document of openCsvDocuments(file)) {
    for await (const chunk of document.chunks) {
      const text = Buffer.from(chunk.subarray(0, 1024))
        .toString('utf8')
        .replace(/^\uFEFF/, '');
      return isLineOfTrades(text.split(/\r?\n/)[0] ?? '');
    }
  }
  return false;
}

function isLineOfTrades(line: string): boolean {
  const fields = line.split(',');
  const [idColumn] = TRADE_CSV_COLUMNS;
  if (isHeaderLine(line)) return idColumn !== undefined && isNamed(idColumn, fields[0] ?? '');
  return /^\s*(?:true|false)\s*$/i.test(fields[TRADE.isBuyerMaker] ?? '');
}
