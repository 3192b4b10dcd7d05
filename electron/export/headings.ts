import type { ExportTask } from '#shared/export.ts';
import { languageOf } from '#shared/messages/index.ts';
import { ledgerWords } from '#shared/messages/ledger-words.ts';
import type { Table } from './table.ts';

/** How the sheets and columns of a table are headed in one of its files. */
export interface Headings {
  readonly sheet: string;
  readonly columns: readonly string[];
}

/**
 * In words of the user's language where people read the file, by field names where programs do: the workbook and CSV for
 * Excel are for people, plain CSV is for programs. The choice `words` or `fields` holds for all of them.
 */
export function headingsOf(
  { name, columns }: Pick<Table, 'name' | 'columns'>,
  { headings, csvPreset }: Pick<ExportTask, 'headings' | 'csvPreset'>,
  file: 'csv' | 'xlsx',
  locale: string,
): Headings {
  const isForPeople = file === 'xlsx' || csvPreset === 'excel';
  const inWords = headings === 'automatic' ? isForPeople : headings === 'words';
  const { sheets, fields } = ledgerWords[inWords ? languageOf(locale) : 'en'];
  return { sheet: sheets[name], columns: columns.map(({ field }) => (inWords ? fields[field] : field)) };
}
