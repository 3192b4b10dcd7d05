import iconv from 'iconv-lite';
import { stringify } from 'csv-stringify/sync';
import type { Table } from '#shared/handover/bill-tables.ts';
import type { DatevCell } from '#shared/handover/datev.ts';
import { windows1252Text } from '#shared/handover/datev-text.ts';
import { csvText } from '../files/index.ts';

/** Lines of DATEV's format: semicolons, CRLF after each, text in quotation marks also where it is empty, Windows-1252. */
export const datevBytes = (rows: readonly (readonly DatevCell[])[]): Buffer =>
  iconv.encode(
    stringify(
      rows.map((row) => [...row]),
      {
        delimiter: ';',
        record_delimiter: '\r\n',
        quoted_string: true,
        cast: { object: ({ bare }) => String(bare) },
      },
    ),
    'win1252',
  );

/** A table as CSV with a heading, by the one way in which tables leave Billfold; in Windows-1252 by the rules of DATEV's texts. */
export function tableBytes(
  { titles, rows }: Table,
  delimiter: ',' | ';' = ',',
  encoding: 'utf-8' | 'windows-1252' = 'utf-8',
): Buffer {
  const all = [titles, ...rows];
  if (encoding === 'utf-8') return Buffer.from(csvText(all, delimiter));
  const plain = all.map((row) => row.map((cell) => (typeof cell === 'string' ? windows1252Text(cell) : cell)));
  return iconv.encode(csvText(plain, delimiter), 'win1252');
}
