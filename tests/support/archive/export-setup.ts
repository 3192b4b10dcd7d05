import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { ExportRequest, ExportSelection } from '#shared/export.ts';
import type { Invoice } from '#shared/invoices.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { RunOptions } from '../../../electron/export/index.ts';
import { anInvoice } from '../billing-objects.ts';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { anAccount, type ArchiveSetup, setUpArchive, temporaryFolder } from './archive-setup.ts';
import { storeInvoices, type StoreOptions } from './stored-archive.ts';

export const everything: ExportSelection = { accountId: null, invoiceKeys: null, from: null, to: null };

/** Call at the top of a test file: each test has a folder of its own, and `out` in it to export to. */
export function withExportFolder(): { readonly path: string; readonly out: string } {
  let temporary: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    temporary = temporaryFolder();
  });
  afterEach(() => {
    temporary[Symbol.dispose]();
  });
  return {
    get path() {
      return temporary.path;
    },
    get out() {
      return join(temporary.path, 'out');
    },
  };
}

/** An archive that holds these invoices of the first of two accounts. */
export function setUpExport(
  { path, out }: { readonly path: string; readonly out: string },
  invoices: readonly Invoice[],
  {
    locale,
    timeZone,
    verify,
    runJob,
    ...options
  }: StoreOptions & Pick<ArchiveSetup, 'locale' | 'timeZone' | 'verify' | 'runJob'> = {},
) {
  const clock = fakeClock();
  const accounts = [anAccount(), anAccount({ id: 'acc2', name: 'Second' })];
  const set = setUpArchive({
    folder: path,
    source: fakeBillingSource(),
    clock,
    accounts,
    ...(locale && { locale }),
    ...(timeZone && { timeZone }),
    ...(verify && { verify }),
    ...(runJob && { runJob }),
  });
  storeInvoices(set.db, set.place.documents, invoices, options);
  return {
    ...set,
    clock,
    accounts,
    run: (changes: Partial<ExportRequest> = {}, how: Partial<RunOptions> = {}) =>
      set.exports.run({ ...everything, ...changes }, { folder: out, ...how }),
  };
}

/** Issued in month n of 2026, counted from 0. */
export const inMonth = (month: number, changes: Partial<Invoice> = {}): Invoice => {
  const at = instantFromMillis(Date.UTC(2026, month, 1));
  return anInvoice({ id: `in_${month}`, number: `A-${month}`, createdAt: at, issuedAt: at, ...changes });
};

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

/** What `sha256sum` says of the checksums in the folder; throws when one does not hold. */
export const sumsHold = (folder: string, name = 'SHA256SUMS'): string =>
  execFileSync('sha256sum', ['-c', '--strict', name], { cwd: folder, encoding: 'utf8' });

/** Answer of a Python program, which has its arguments in `sys.argv`. */
export const python = (program: string, ...args: string[]): unknown =>
  JSON.parse(execFileSync('python3', ['-c', program, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 }));

/** Rows of a CSV file as Python's own csv module reads them. */
export const readCsv = (file: string, delimiter = ','): Array<Record<string, string>> =>
  python(
    'import csv,json,sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8-sig"), delimiter=sys.argv[2]))))',
    file,
    delimiter,
  ) as Array<Record<string, string>>;

// Knows nothing of how the workbook was written: it goes by the file format alone.
const workbookReader = `
import json, sys, zipfile, xml.etree.ElementTree as tree
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
for name in book.namelist(): tree.fromstring(book.read(name))
space = {'m': 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'}
relation = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'
styles = tree.fromstring(book.read('xl/styles.xml'))
formats = {f.get('numFmtId'): f.get('formatCode') for f in styles.iterfind('.//m:numFmt', space)}
used = [formats.get(x.get('numFmtId')) for x in styles.find('m:cellXfs', space)]
targets = {r.get('Id'): r.get('Target') for r in tree.fromstring(book.read('xl/_rels/workbook.xml.rels'))}
def cell(c):
    if c.get('t') == 'inlineStr': return ['text', c.find('.//m:t', space).text]
    return [used[int(c.get('s') or 0)] or 'number', c.find('m:v', space).text]
def rows(sheet):
    xml = tree.fromstring(book.read('xl/' + targets[sheet.get(relation)]))
    return [{c.get('r'): cell(c) for c in row} for row in xml.iterfind('.//m:row', space)]
sheets = tree.fromstring(book.read('xl/workbook.xml')).iterfind('.//m:sheet', space)
print(json.dumps({sheet.get('name'): rows(sheet) for sheet in sheets}))`;

type WorkbookRow = Record<string, [kind: string, text: string]>;

/** Sheets of a workbook, by name: each row's cells by place, as kind of the cell and its text. */
export const readWorkbook = (file: string): Record<string, WorkbookRow[]> =>
  python(workbookReader, file) as Record<string, WorkbookRow[]>;

/** The rows of a sheet below its headings, by heading; empty cells are left out. */
export function readSheet(file: string, sheet: string): WorkbookRow[] {
  const [headings = {}, ...rows] = readWorkbook(file)[sheet] ?? [];
  const letters = (place: string) => place.replace(/\d+$/, '');
  const names = new Map(Object.entries(headings).map(([place, [, name]]) => [letters(place), name]));
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([place, cell]) => [names.get(letters(place)) ?? place, cell])),
  );
}
