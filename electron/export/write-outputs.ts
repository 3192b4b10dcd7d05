import type { ExportReport, ExportTask } from '#shared/export.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import { regionOf } from '#shared/region.ts';
import { isOpen, type Verification } from '#shared/verification.ts';
import { visibleJson } from '#shared/visible-text.ts';
import { verificationDocument } from '../verification/index.ts';
import type { Destination, ExportRun, FinishedDraft, OutputTarget } from './destination.ts';
import type { Drafts } from './draft.ts';
import { findingsCsv } from './findings-csv.ts';
import { linesTable, paymentsTable, taxesTable } from './ledger-details.ts';
import { summaryTable } from './ledger-summary.ts';
import { invoicesTable, voidsAndCreditsTable } from './ledger.ts';
import { type ChosenAndPlaced, listedTables, saidOf } from './manifest-content.ts';
import { checksumsText, type Manifest, manifestText, questionOf, sameJson } from './manifest.ts';
import type { OutputKind, TableKind } from './output-names.ts';
import { NameTaken, type WrittenOutput } from './output-set.ts';
import type { ExportParts } from './parts.ts';
import type { LedgerEntry, Table } from './table.ts';
import { csvFile, fill, type TableFile, workbookFile } from './table-files.ts';

type OutputParts = Pick<ExportParts, 'invoices' | 'format' | 'version'>;

interface OutputContent extends ChosenAndPlaced {
  /** Of a month-close pack. */
  readonly verification: Verification | null;
}

interface OutputWay {
  readonly destination: Destination;
  readonly drafts: Drafts;
  readonly content: OutputContent;
}

/** Everything beside the documents: the ledger lists every invoice of the selection, checksums cover all but themselves. */
export async function writeOutputs(parts: OutputParts, run: ExportRun, way: OutputWay): Promise<Result<null>> {
  for (;;) {
    try {
      return await writeSet(parts, run, way);
    } catch (cause) {
      if (!(cause instanceof NameTaken)) throw cause;
      run.report.outputs = [];
    }
  }
}

async function writeSet(
  parts: OutputParts,
  { task, report, signal }: ExportRun,
  { destination, drafts, content }: OutputWay,
): Promise<Result<null>> {
  const { verification } = content;
  const { locale, timeZone } = parts.format();
  const files = await beginTables(parts, task, drafts, verification !== null);
  if (!(await fill([...files.values()], entriesOf(parts, task, content), signal))) return fail({ code: 'cancelled' });
  const finished = new Map<TableKind, FinishedDraft>();
  for (const [kind, file] of files) finished.set(kind, { part: file.draft.part, ...(await file.end()) });
  if (verification) {
    const findings = await findingsCsv(verification.findings, task.csvPreset, parts.format());
    const whole = `${visibleJson(verificationDocument(verification, timeZone), 2)}\n`;
    finished.set('verification', await textDraft(drafts, whole));
    finished.set('findingsList', await textDraft(drafts, findings));
  }

  const question = questionOf(task);
  const said = saidOf(content, task.formats.includes('pdf'), report);
  const { names, manifestBefore, isOfAnother, createdAt, ...target } = await destination.outputs(
    [...finished.keys(), 'manifest', 'checksums'],
    {
      question,
      tables: Object.fromEntries(finished),
      isSaidBy: ({ accounts, files, withoutFile }) => sameJson({ accounts, files, withoutFile }, said),
    },
  );
  noteNames(report, names, new Set(finished.keys()), verification);
  const written = new Map<OutputKind, WrittenOutput>();
  const write = async (kind: OutputKind, file: FinishedDraft): Promise<void> => {
    const output = await target.write(kind, file);
    written.set(kind, output);
    if (!task.zip) report.outputs.push({ path: output.path, state: output.state });
  };
  for (const [kind, file] of finished) await write(kind, file);
  if (isOfAnother) {
    report.outputs.push({ path: names.manifest, state: 'same' }, { path: names.checksums, state: 'same' });
    return ok(null);
  }
  const manifest: Omit<Manifest, 'createdAt'> = {
    ...{ format: 'billfold-export', formatVersion: 1, program: { name: 'Billfold', version: parts.version } },
    ...{ timeZone, region: regionOf(locale) },
    ...{ ...said, ...listedTables(written), selection: { hash: question, ...task } },
    tables: [...files].flatMap(([kind, file]) => file.described(names[kind])),
  };
  const text = manifestText(dated(manifest, manifestBefore, createdAt));
  await write('manifest', await textDraft(drafts, text));
  await write('checksums', await textDraft(drafts, checksumsText([...said.files, ...written.values()])));
  return ok(null);
}

/** The same export again keeps its time, and so its bytes. */
function dated(manifest: Omit<Manifest, 'createdAt'>, before: Manifest | null, now: Instant): Manifest {
  const { createdAt = now, ...was } = before ?? {};
  return { createdAt: sameJson(was, manifest) ? createdAt : now, ...manifest };
}

async function textDraft(drafts: Drafts, text: Buffer | string): Promise<FinishedDraft> {
  const draft = await drafts.begin();
  await draft.write(Buffer.from(text));
  return { part: draft.part, ...(await draft.end()) };
}

async function beginTables(
  { format }: OutputParts,
  task: ExportTask,
  drafts: Drafts,
  isPack: boolean,
): Promise<ReadonlyMap<TableKind, TableFile>> {
  const writing = { ...task, locale: format().locale };
  const files = new Map<TableKind, TableFile>();
  const csv = async (kind: TableKind, table: Table) => files.set(kind, csvFile(table, await drafts.begin(), writing));
  const [invoices, taxes] = [invoicesTable(), taxesTable()];
  if (task.formats.includes('csv')) {
    await csv('csv', invoices);
    await csv('taxes', taxes);
  }
  if (task.formats.includes('xlsx')) {
    const sheets = [invoices, taxes, linesTable(), paymentsTable(), summaryTable()];
    files.set('xlsx', workbookFile(sheets, await drafts.begin(), writing));
  }
  if (isPack) await csv('voidsAndCredits', voidsAndCreditsTable());
  return files;
}

/** Read again: what came into the archive since the export began has to wait for the next one. */
function* entriesOf(
  { invoices, format }: OutputParts,
  task: ExportTask,
  content: OutputContent,
): Generator<LedgerEntry> {
  const { chosen, placed } = content;
  const { timeZone } = format();
  for (const { invoice, lines } of invoices.selected(task)) {
    const one = chosen.get(invoice.key);
    if (!one) continue;
    const path = placed.get(one)?.path ?? null;
    yield { invoice, path, sha256: one.document?.sha256 ?? null, timeZone, lines };
  }
}

function noteNames(
  report: ExportReport,
  names: OutputTarget['names'],
  made: ReadonlySet<TableKind>,
  verification: Verification | null,
): void {
  const nameOf = (kind: TableKind) => (made.has(kind) ? names[kind] : null);
  report.ledger = { csv: nameOf('csv'), taxes: nameOf('taxes'), xlsx: nameOf('xlsx') };
  report.manifest = names.manifest;
  report.checksums = names.checksums;
  report.pack = verification && {
    ...{ voidsAndCredits: names.voidsAndCredits, verification: names.verification, findingsList: names.findingsList },
    findings: verification.findings.filter(isOpen).length,
  };
}
