import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExportTask } from '#shared/export.ts';
import { createCsv, csvPresetOf } from './csv.ts';
import type { Draft, FileSum } from './draft.ts';
import { headingsOf } from './headings.ts';
import type { ManifestTable } from './manifest.ts';
import type { LedgerEntry, Table } from './table.ts';
import { createWorkbook } from './workbook.ts';

type Writing = Pick<ExportTask, 'headings' | 'csvPreset'> & { readonly locale: string };

/** A file of tables while it is written: entries go into all files in one pass. */
export interface TableFile {
  readonly draft: Draft;
  add(entry: LedgerEntry): void;
  /** Writes what was added so far. */
  flush(): Promise<void>;
  end(): Promise<FileSum>;
  /** What the manifest says of its tables, once its name is known. */
  described(file: string): ManifestTable[];
}

const described = (
  { name, columns }: Table,
  headings: readonly string[],
  file: string,
  sheet: string | null,
): ManifestTable => ({
  ...{ table: name, file, sheet },
  columns: columns.map(({ field }, index) => ({ field, heading: headings[index] ?? field })),
});

export function csvFile(table: Table, draft: Draft, writing: Writing): TableFile {
  const headings = headingsOf(table, writing, 'csv', writing.locale).columns;
  const csv = createCsv(headings, csvPresetOf(writing.csvPreset, writing.locale));
  return {
    draft,
    add(entry) {
      for (const row of table.rowsOf(entry)) csv.add(row);
    },
    flush: () => draft.write(csv.take()),
    async end() {
      for (const row of table.rowsAtEnd()) csv.add(row);
      await draft.write(csv.take());
      return draft.end();
    },
    described: (file) => [described(table, headings, file, null)],
  };
}

export function workbookFile(tables: readonly Table[], draft: Draft, writing: Writing): TableFile {
  const heads = tables.map((table) => headingsOf(table, writing, 'xlsx', writing.locale));
  const workbook = createWorkbook(
    tables.map(({ columns }, sheet) => ({
      name: heads[sheet]?.sheet ?? '',
      columns: columns.map(({ field, width }, index) => ({ heading: heads[sheet]?.columns[index] ?? field, width })),
    })),
  );
  const write = async (pieces: readonly Uint8Array[]): Promise<void> => {
    for (const piece of pieces) await draft.write(piece);
  };
  return {
    draft,
    add(entry) {
      for (const [sheet, table] of tables.entries()) {
        for (const row of table.rowsOf(entry)) workbook.add(sheet, row);
      }
    },
    flush: () => write(workbook.take()),
    async end() {
      for (const [sheet, table] of tables.entries()) {
        for (const row of table.rowsAtEnd()) workbook.add(sheet, row);
      }
      await write(workbook.end());
      return draft.end();
    },
    described: (file) =>
      tables.map((table, sheet) => described(table, heads[sheet]?.columns ?? [], file, heads[sheet]?.sheet ?? null)),
  };
}

const entriesPerTurn = 200;

/** All entries into all files, with other work done in between. False where it was cancelled. */
export async function fill(
  files: readonly TableFile[],
  entries: Iterable<LedgerEntry>,
  signal: AbortSignal,
): Promise<boolean> {
  let added = 0;
  for (const entry of entries) {
    for (const file of files) file.add(entry);
    if (++added % entriesPerTurn > 0) continue;
    for (const file of files) await file.flush();
    await nextTurn();
    if (signal.aborted) return false;
  }
  return !signal.aborted;
}
