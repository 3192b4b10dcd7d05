import { createNaming, vendorOf } from '#shared/naming.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type ChosenInvoice, chosenOf } from './chosen.ts';
import type { ExportRun, Placed } from './destination.ts';
import { createDrafts } from './draft.ts';
import { folderDestination } from './folder-destination.ts';
import type { ExportParts } from './parts.ts';
import { writeOutputs } from './write-outputs.ts';
import { zipDestination } from './zip-destination.ts';

/** Plans, copies the documents, and writes ledger, manifest and checksums. Fails with an error that stopped all of it. */
export async function runExport(parts: ExportParts, run: ExportRun): Promise<Result<null>> {
  const { task, report, signal } = run;
  const { timeZone } = parts.format();
  const naming = createNaming({ ...task, timeZone });
  if (!naming.ok) return naming;
  const vendors = new Map(parts.accounts().map((account) => [account.id, vendorOf(account)]));
  const chosen = await chosenOf(parts.invoices.selected(task), (invoice) =>
    naming.value(invoice, vendors.get(invoice.accountId) ?? invoice.accountName),
  );
  // A month without invoices is closed as well: the pack proves that there were none.
  if (chosen.size === 0 && !task.pack) return fail({ code: 'nothing-to-export' });
  const months = { from: task.from, to: task.to };
  const verified = task.pack ? await parts.verify(task.accountId, { months, signal }) : ok(null);
  if (!verified.ok) return verified;

  const all = [...chosen.values()];
  const destination = task.zip ? zipDestination(run, all, timeZone) : folderDestination(parts, run);
  let placed: Placed = new Map();
  if (task.formats.includes('pdf')) {
    noteMissing(run, all);
    const named = all.flatMap((invoice) =>
      invoice.document ? [{ path: invoice.path, document: invoice.document, invoice }] : [],
    );
    const put = await destination.documents(named);
    if (!put.ok) return put;
    placed = put.value;
  }
  report.files.sort();
  report.skipped.sort();
  const drafts = createDrafts(run.dryRun ? null : () => run.folder.partFor(run.jobId));
  try {
    const content = { chosen, placed, verification: verified.value };
    const written = await writeOutputs(parts, run, { destination, drafts, content });
    return written.ok ? await destination.finish() : written;
  } finally {
    await drafts.discard();
  }
}

function noteMissing({ report }: ExportRun, chosen: readonly ChosenInvoice[]): void {
  for (const { id, withoutDocument: why } of chosen) {
    if (why === null) continue;
    if (typeof why === 'string') report.withoutFile.push({ invoice: id, reason: why });
    else report.failed.push({ invoice: id, code: why.code });
  }
}
