import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Account } from '#shared/accounts.ts';
import type { ExportSelection } from '#shared/export.ts';
import { createNaming, vendorOf } from '#shared/naming.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Verification } from '#shared/verification.ts';
import type { InvoiceQueries, SelectedInvoice } from '../archive/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { ExportRun, NamedDocument, Placed } from './destination.ts';
import { folderDestination } from './folder-destination.ts';
import type { Outputs } from './output-set.ts';
import { writeOutputs } from './write-outputs.ts';
import { zipDestination } from './zip-destination.ts';

/** Only the PDFs of these months are read: what closes a month is not a reading of the whole archive. */
export interface VerifyOptions {
  readonly months: Pick<ExportSelection, 'from' | 'to'>;
  readonly signal: AbortSignal;
}

export interface ExportParts {
  readonly invoices: Pick<InvoiceQueries, 'selected' | 'lines'>;
  readonly accounts: () => readonly Account[];
  readonly verify: (accountId: string | null, options: VerifyOptions) => Promise<Result<Verification>>;
  readonly outputs: Outputs;
  readonly clock: Clock;
  readonly locale: () => string;
  readonly version: string;
}

/** Plans, copies the documents, and writes ledger, manifest and checksums. Fails with an error that stopped all of it. */
export async function runExport(parts: ExportParts, run: ExportRun): Promise<Result<null>> {
  const { invoices, locale, version } = parts;
  const { task, report, signal } = run;
  const naming = createNaming(task);
  if (!naming.ok) return naming;
  const selected = await allOf(invoices.selected(task));
  // A month without invoices is closed as well: the pack proves that there were none.
  if (selected.length === 0 && !task.pack) return fail({ code: 'nothing-to-export' });
  const months = { from: task.from, to: task.to };
  const verified = task.pack ? await parts.verify(task.accountId, { months, signal }) : ok(null);
  if (!verified.ok) return verified;

  const destination = task.zip ? zipDestination(run, selected) : folderDestination(parts, run);
  let placed: Placed = new Map();
  if (task.formats.includes('pdf')) {
    noteMissing(run, selected);
    const vendors = new Map(parts.accounts().map((account) => [account.id, vendorOf(account)]));
    const named = selected.flatMap((each): NamedDocument[] => {
      const { invoice, document } = each;
      if (!document) return [];
      return [
        {
          path: naming.value(invoice, vendors.get(invoice.accountId) ?? invoice.accountName),
          document,
          selected: each,
        },
      ];
    });
    const put = await destination.documents(named);
    if (!put.ok) return put;
    placed = put.value;
  }
  report.files.sort();
  report.skipped.sort();
  const entries = selected.map((each) => ({ selected: each, path: placed.get(each)?.path ?? null }));
  await writeOutputs({ invoices, locale: locale(), version }, run, destination, entries, verified.value);
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
