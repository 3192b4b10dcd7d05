import type { Account } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { ExportReport } from '#shared/export.ts';
import { createNaming, vendorOf } from '#shared/naming.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Archive, DocumentFile, SelectedInvoice } from '../archive/index.ts';
import { sha256Of } from '../files/index.ts';
import type { Clock } from '../platform/ports.ts';
import { copyDocuments } from './copy-documents.ts';
import type { TargetFolder } from './folder.ts';
import type { ExportTask } from './jobs.ts';
import { type LedgerEntry, ledgerCsv, ledgerXlsx, plainCsv } from './ledger.ts';
import { checksumsText, type Manifest, manifestText } from './manifest.ts';
import type { Outputs } from './output-set.ts';
import { createPlan, type PlannedFile } from './plan.ts';

export interface ExportParts {
  readonly archive: Archive;
  readonly accounts: () => readonly Account[];
  readonly outputs: Outputs;
  readonly clock: Clock;
  readonly version: string;
}

export interface ExportRun {
  readonly jobId: string;
  readonly task: ExportTask;
  readonly folder: TargetFolder;
  readonly dryRun: boolean;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  /** Filled while the export goes on, so that what was done is known whatever ends it. */
  readonly report: ExportReport;
}

/** Plans, copies the documents, and writes ledger, manifest and checksums. Fails with an error that stopped all of it. */
export async function runExport(parts: ExportParts, run: ExportRun): Promise<Result<null>> {
  const { archive } = parts;
  const { task, report } = run;
  const named = createNaming(task.template);
  if (!named.ok) return named;
  const selected = [...archive.invoicesOf(task)];
  if (selected.length === 0) return fail({ code: 'nothing-to-export' });

  const placed = new Map<SelectedInvoice, PlannedFile>();
  if (task.formats.includes('pdf')) {
    const stopped = await writeDocuments(parts, run, selected, named.value, placed);
    if (stopped) return fail(stopped);
  }
  report.files.sort();
  report.skipped.sort();
  await writeOutputs(
    parts,
    run,
    selected.map((each) => ({ selected: each, path: placed.get(each)?.path ?? null })),
  );
  return ok(null);
}

async function writeDocuments(
  { accounts }: ExportParts,
  { jobId, folder, dryRun, onProgress, signal, report }: ExportRun,
  selected: readonly SelectedInvoice[],
  nameOf: (invoice: SelectedInvoice['invoice'], vendor: string) => string,
  placed: Map<SelectedInvoice, PlannedFile>,
): Promise<AppError | null> {
  const vendors = new Map(accounts().map((account) => [account.id, vendorOf(account)]));
  const documents = selected.flatMap((each): Array<readonly [string, DocumentFile, SelectedInvoice]> => {
    const { invoice, document } = each;
    if (!document) return [];
    return [[nameOf(invoice, vendors.get(invoice.accountId) ?? invoice.accountName), document, each]];
  });
  for (const { invoice, document } of selected) {
    if (document) continue;
    const { id, document: state, documentError } = invoice;
    if (state === 'none' || state === 'missing') report.withoutFile.push({ invoice: id, reason: state });
    else report.failed.push({ invoice: id, code: documentError?.code ?? 'document-missing' });
  }

  const plan = createPlan(folder);
  await plan.lookAhead(documents.map(([path, document]) => [path, document] as const));
  const files: PlannedFile[] = [];
  for (const [path, document, each] of documents) files.push(await plan.place(each, document, path));
  let done = 0;
  const settle = (file: PlannedFile, list: string[]) => {
    list.push(file.path);
    placed.set(file.selected, file);
    onProgress(++done, files.length);
  };
  for (const file of files) if (file.isThere) settle(file, report.skipped);
  const missing = files.filter((file) => !file.isThere);
  if (dryRun) {
    for (const file of missing) settle(file, report.files);
    return null;
  }
  return copyDocuments(folder, plan, missing, {
    jobId,
    signal,
    onDone(file, error) {
      if (!error) {
        settle(file, report.files);
        return;
      }
      report.failed.push({ invoice: file.selected.invoice.id, code: error.code });
      onProgress(++done, files.length);
    },
  });
}

/** The ledger lists every invoice of the selection; checksums cover everything but themselves. */
async function writeOutputs(
  { outputs, clock, version }: ExportParts,
  { jobId, task, folder, dryRun, report }: ExportRun,
  entries: readonly LedgerEntry[],
): Promise<void> {
  const selection = selectionHash(task);
  const { names, manifest: before } = await outputs.choose(folder, selection);
  const has = (format: 'csv' | 'xlsx') => task.formats.includes(format);
  report.ledger.csv = has('csv') ? names.csv : null;
  report.ledger.xlsx = has('xlsx') ? names.xlsx : null;
  report.manifest = names.manifest;
  report.checksums = names.checksums;
  if (dryRun) return;

  const write = async (path: string, bytes: Buffer) => {
    const sha256 = await outputs.write(folder, jobId, path, bytes, selection);
    return { path, sha256, bytes: bytes.length };
  };
  const csv = has('csv') ? await write(names.csv, await ledgerCsv(entries, plainCsv)) : null;
  const xlsx = has('xlsx') ? await write(names.xlsx, await ledgerXlsx(entries)) : null;
  const content: Omit<Manifest, 'createdAt'> = {
    format: 'billfold-export',
    formatVersion: 1,
    program: { name: 'Billfold', version },
    accounts: accountsOf(entries),
    selection: { hash: selection, ...task },
    files: entries.flatMap(({ selected: { invoice, document }, path }) =>
      path === null || document === null
        ? []
        : [{ path, ...sumOf(document), invoice: invoice.id, account: invoice.accountName, number: invoice.number }],
    ),
    ledger: { csv, xlsx },
    withoutFile: task.formats.includes('pdf') ? withoutFile(entries, report) : [],
  };
  // The same export again keeps its time, and so its bytes.
  const { createdAt = null, ...was } = before ?? {};
  const isSame = createdAt !== null && sameJson(was, content);
  const manifest: Manifest = { createdAt: isSame ? createdAt : instantFromMillis(clock.now()), ...content };
  const noted = await write(names.manifest, Buffer.from(manifestText(manifest)));
  const listed = [...content.files, csv, xlsx, noted].filter((file) => file !== null);
  await write(names.checksums, Buffer.from(checksumsText(listed)));
}

const sumOf = ({ sha256, bytes }: DocumentFile) => ({ sha256, bytes });

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
function selectionHash({ accountId, invoiceKeys, from, to, template, formats }: ExportTask): string {
  const keys = invoiceKeys && [...new Set(invoiceKeys)].sort();
  return sha256Of(JSON.stringify([accountId, keys, from, to, template, formats.toSorted()]));
}

const sameJson = (a: unknown, b: unknown): boolean => sortedJson(a) === sortedJson(b);

const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
