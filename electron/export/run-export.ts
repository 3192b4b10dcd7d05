import { setImmediate as nextTurn } from 'node:timers/promises';
import { createNaming, vendorOf } from '#shared/naming.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { SelectedInvoice } from '../archive/index.ts';
import type { ExportRun, Placed } from './destination.ts';
import { folderDestination } from './folder-destination.ts';
import type { ExportParts } from './parts.ts';
import type { NamedDocument } from './plan.ts';
import { writeOutputs } from './write-outputs.ts';
import { zipDestination } from './zip-destination.ts';

/** Plans, copies the documents, and writes ledger, manifest and checksums. Fails with an error that stopped all of it. */
export async function runExport(parts: ExportParts, run: ExportRun): Promise<Result<null>> {
  const { task, report, signal } = run;
  const { timeZone } = parts.format();
  const naming = createNaming({ ...task, timeZone });
  if (!naming.ok) return naming;
  const selected = await allOf(parts.invoices.selected(task));
  // A month without invoices is closed as well: the pack proves that there were none.
  if (selected.length === 0 && !task.pack) return fail({ code: 'nothing-to-export' });
  const months = { from: task.from, to: task.to };
  const verified = task.pack ? await parts.verify(task.accountId, { months, signal }) : ok(null);
  if (!verified.ok) return verified;

  const destination = task.zip ? zipDestination(run, selected, timeZone) : folderDestination(parts, run);
  let placed: Placed = new Map();
  if (task.formats.includes('pdf')) {
    noteMissing(run, selected);
    const vendors = new Map(parts.accounts().map((account) => [account.id, vendorOf(account)]));
    const named = selected.flatMap((each): NamedDocument[] => {
      const { invoice, document } = each;
      const path = naming.value(invoice, vendors.get(invoice.accountId) ?? invoice.accountName);
      return document ? [{ path, document, selected: each }] : [];
    });
    const put = await destination.documents(named);
    if (!put.ok) return put;
    placed = put.value;
  }
  report.files.sort();
  report.skipped.sort();
  const entries = selected.map((each) => ({ selected: each, path: placed.get(each)?.path ?? null, timeZone }));
  await writeOutputs(parts, run, destination, entries, verified.value);
  return destination.finish();
}

const rowsPerTurn = 500;

/** All of them, with other work done in between. */
async function allOf(rows: Iterable<SelectedInvoice>): Promise<SelectedInvoice[]> {
  const all: SelectedInvoice[] = [];
  for (const row of rows) {
    if (all.push(row) % rowsPerTurn === 0) await nextTurn();
  }
  return all;
}

function noteMissing({ report }: ExportRun, selected: readonly SelectedInvoice[]): void {
  for (const { invoice, document } of selected) {
    if (document) continue;
    const { id, document: state, documentError } = invoice;
    if (state === 'none' || state === 'missing') report.withoutFile.push({ invoice: id, reason: state });
    else report.failed.push({ invoice: id, code: documentError?.code ?? 'document-missing' });
  }
}
