import type { ExportReport, ExportTask } from '#shared/export.ts';
import { isOpen, type Verification } from '#shared/verification.ts';
import { regionOf } from '#shared/region.ts';
import { visibleJson } from '#shared/visible-text.ts';
import type { InvoiceKey } from '#shared/invoices.ts';
import type { DocumentFile } from '../archive/index.ts';
import { sha256Of } from '../files/index.ts';
import { verificationDocument } from '../verification/index.ts';
import { csvOf, csvPresetOf } from './csv.ts';
import type { Destination, ExportRun } from './destination.ts';
import { findingsCsv } from './findings-csv.ts';
import { type LedgerEntry, ledgerSheet, ledgerSheets, voidsAndCreditsSheet } from './ledger.ts';
import { summarySheet } from './ledger-summary.ts';
import { checksumsText, type Manifest, manifestText } from './manifest.ts';
import { NameTaken, type OutputKind, type WrittenOutput } from './output-set.ts';
import type { ExportParts } from './parts.ts';
import { workbookOf } from './workbook.ts';

type OutputParts = Pick<ExportParts, 'invoices' | 'format' | 'version'>;

/** Everything beside the documents: the ledger lists every invoice of the selection, checksums cover all but themselves. */
export async function writeOutputs(
  parts: OutputParts,
  run: ExportRun,
  destination: Destination,
  entries: readonly LedgerEntry[],
  verification: Verification | null,
): Promise<void> {
  for (;;) {
    try {
      await writeSet(parts, run, destination, entries, verification);
      return;
    } catch (cause) {
      if (!(cause instanceof NameTaken)) throw cause;
      run.report.outputs = [];
    }
  }
}

async function writeSet(
  { invoices, format, version }: OutputParts,
  { task, report }: ExportRun,
  destination: Destination,
  entries: readonly LedgerEntry[],
  verification: Verification | null,
): Promise<void> {
  const { locale, timeZone } = format();
  const selection = selectionHash(task);
  const ledgers = (['csv', 'xlsx'] as const).filter((format) => task.formats.includes(format));
  const lists = verification ? (['voidsAndCredits', 'verification', 'findingsList'] as const) : [];
  const { names, ...target } = await destination.outputs([...ledgers, ...lists, 'manifest', 'checksums'], selection);
  report.ledger = {
    csv: ledgers.includes('csv') ? names.csv : null,
    xlsx: ledgers.includes('xlsx') ? names.xlsx : null,
  };
  report.manifest = names.manifest;
  report.checksums = names.checksums;

  const written: WrittenOutput[] = [];
  async function write(kind: OutputKind, content: Buffer | string) {
    const { state, ...file } = await target.write(kind, Buffer.from(content));
    written.push({ state, ...file });
    if (!task.zip) report.outputs.push({ path: file.path, state });
    return file;
  }
  const preset = csvPresetOf(task.csvPreset, locale);
  const linesOf = (key: InvoiceKey) => {
    const lines = invoices.lines(key);
    return lines.ok ? lines.value : [];
  };
  const csv = report.ledger.csv ? await write('csv', await csvOf(ledgerSheet(entries), preset)) : null;
  const sheets = () => [...ledgerSheets(entries, linesOf), summarySheet(entries)];
  const xlsx = report.ledger.xlsx ? await write('xlsx', await workbookOf(sheets())) : null;
  const pack = verification && {
    voidsAndCredits: await write('voidsAndCredits', await csvOf(voidsAndCreditsSheet(entries), preset)),
    verification: await write('verification', `${visibleJson(verificationDocument(verification, timeZone), 2)}\n`),
    findingsList: await write('findingsList', await findingsCsv(verification.findings, task.csvPreset, format())),
  };
  report.pack = pack && {
    voidsAndCredits: pack.voidsAndCredits.path,
    verification: pack.verification.path,
    findingsList: pack.findingsList.path,
    findings: verification.findings.filter(isOpen).length,
  };

  const content: Omit<Manifest, 'createdAt'> = {
    format: 'billfold-export',
    formatVersion: 1,
    program: { name: 'Billfold', version },
    timeZone,
    region: regionOf(locale),
    accounts: accountsOf(entries),
    selection: { hash: selection, ...task },
    files: entries.flatMap(({ selected: { invoice, document }, path }) =>
      path === null || document === null
        ? []
        : [
            {
              path,
              ...sumOfDocument(document),
              invoice: invoice.id,
              account: invoice.accountName,
              number: invoice.number,
              version: invoice.version,
              ofEarlierVersion: !invoice.documentIsOwn,
            },
          ],
    ),
    ledger: { csv, xlsx },
    pack,
    withoutFile: task.formats.includes('pdf') ? withoutFile(entries, report) : [],
  };
  // The same export again keeps its time, and so its bytes.
  const { createdAt = null, ...was } = target.manifestBefore ?? {};
  const isSame = createdAt !== null && sameJson(was, content);
  await write('manifest', manifestText({ createdAt: isSame ? createdAt : target.createdAt, ...content }));
  await write('checksums', checksumsText([...content.files, ...written]));
}

const sumOfDocument = ({ sha256, bytes }: DocumentFile) => ({ sha256, bytes });

function withoutFile(entries: readonly LedgerEntry[], report: ExportReport): Manifest['withoutFile'] {
  const reasons = new Map([
    ...report.failed.map(({ invoice, code }) => [invoice, code] as const),
    ...report.withoutFile.map(({ invoice, reason }) => [invoice, reason] as const),
  ]);
  return entries
    .filter(({ path }) => path === null)
    .map(({ selected: { invoice } }) => ({
      invoice: invoice.id,
      account: invoice.accountName,
      reason: reasons.get(invoice.id) ?? 'none',
    }));
}

function accountsOf(entries: readonly LedgerEntry[]): Manifest['accounts'] {
  const accounts = new Map(entries.map(({ selected: { invoice } }) => [invoice.accountId, invoice.accountName]));
  return [...accounts].map(([id, name]) => ({ id, name }));
}

/** Equal for the same question asked again, in whatever order its parts are named. */
function selectionHash({ invoiceKeys, formats, ...rest }: ExportTask): string {
  const keys = invoiceKeys && [...new Set(invoiceKeys)].sort();
  return sha256Of(sortedJson({ ...rest, keys, formats: formats.toSorted() }));
}

const sameJson = (a: unknown, b: unknown): boolean => sortedJson(a) === sortedJson(b);

const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
