import { z } from 'zod';
import { type ExportTask, exportTaskSchema } from '#shared/export.ts';
import { instantSchema } from '#shared/time.ts';
import { visibleJson } from '#shared/visible-text.ts';
import { sha256Of } from '../files/index.ts';
import type { TableKind } from './output-names.ts';

const fileSchema = z.object({ path: z.string(), sha256: z.string(), bytes: z.int() });

/** A table, and its columns by the names that stay the same in every language. */
const tableSchema = z.object({
  table: z.string(),
  /** The file that it is in, and where that is a workbook, its sheet. */
  file: z.string(),
  sheet: z.string().nullable(),
  columns: z.array(z.object({ field: z.string(), heading: z.string() })),
});
export type ManifestTable = z.infer<typeof tableSchema>;

/** What an export wrote, for programs and for Billfold itself: a file that it lists unchanged is its own. */
export const manifestSchema = z.object({
  format: z.literal('billfold-export'),
  formatVersion: z.literal(1),
  program: z.object({ name: z.literal('Billfold'), version: z.string() }),
  createdAt: instantSchema,
  /** By whose clock the days of ledger and file names are, and how its figures are written. */
  timeZone: z.string().default('UTC'),
  region: z.string().default('en-US'),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What was asked for; the hash tells exports of different things in one folder apart. */
  selection: exportTaskSchema.extend({ hash: z.string() }),
  files: z.array(
    fileSchema.extend({
      ...{ invoice: z.string(), account: z.string(), number: z.string().nullable() },
      /** The newest of the invoice, which the ledger shows: more than 1 where the vendor changed it after it was final. */
      version: z.int().default(1),
      /** The PDF is that of the version before: the newest one's has not come yet. */
      ofEarlierVersion: z.boolean().default(false),
    }),
  ),
  ledger: z.object({
    csv: fileSchema.nullable(),
    taxes: fileSchema.nullable().default(null),
    xlsx: fileSchema.nullable(),
  }),
  /** What the tables' columns are called by programs. */
  tables: z.array(tableSchema).default([]),
  /** Of a month-close pack: its lists. */
  pack: z.object({ voidsAndCredits: fileSchema, verification: fileSchema, findingsList: fileSchema }).nullable(),
  /** Invoices of the ledger without a file here, and why: `none` where the vendor has none, else an error code. */
  withoutFile: z.array(z.object({ invoice: z.string(), account: z.string(), reason: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestText = (manifest: Manifest): string => `${visibleJson(manifest, 2)}\n`;

/** SHA-256 of the tables that a manifest lists. */
export const listedSums = ({ ledger, pack }: Manifest): Partial<Record<TableKind, string>> =>
  Object.fromEntries(
    Object.entries({ ...ledger, ...pack }).flatMap(([kind, file]) => (file === null ? [] : [[kind, file.sha256]])),
  );

/**
 * Equal for the same question asked again, in whatever order its parts are named. Which of the ledger's forms are wanted
 * makes it no other question: with PDFs or without does, for the ledger names them.
 */
export function questionOf(task: ExportTask): string {
  const { invoiceKeys, formats, ...rest } = exportTaskSchema.parse(task);
  const keys = invoiceKeys && [...new Set(invoiceKeys)].sort();
  return sha256Of(sortedJson({ ...rest, keys, documents: formats.includes('pdf') }));
}

export const sameJson = (a: unknown, b: unknown): boolean => sortedJson(a) === sortedJson(b);

const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** As `sha256sum` writes and checks it. Names hold no line breaks or backslashes: the naming takes them out. */
export const checksumsText = (files: ReadonlyArray<{ readonly path: string; readonly sha256: string }>): string =>
  files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
