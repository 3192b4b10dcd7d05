import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ExportTask } from '#shared/export.ts';
import { numbered } from '#shared/naming.ts';
import { safeSegment } from '#shared/path-segments.ts';
import { accountingDay } from '#shared/period.ts';
import { fail, ok } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import {
  flushFolders,
  hasBytes,
  hashFile,
  ifMissing,
  placeNew,
  removePart,
  type ZipEntry,
  zipOf,
} from '../files/index.ts';
import type { ChosenInvoice } from './chosen.ts';
import type { Destination, ExportRun } from './destination.ts';
import { firstNames } from './output-names.ts';
import { createPlan, type PlannedFile } from './plan.ts';

/**
 * One archive. The same invoices give the same bytes: entries are sorted and bear the dates of their invoices. An
 * archive with these bytes is left as it is; any other of its name stays, and the new one takes a number.
 */
export function zipDestination(run: ExportRun, chosen: readonly ChosenInvoice[], timeZone: string): Destination {
  const { jobId, task, folder, dryRun, onProgress, signal, report } = run;
  const entries: ZipEntry[] = [];
  const name = zipName(task, chosen);
  report.zip = `${name}.zip`;
  const newest = newestOf(chosen);

  return {
    async documents(named) {
      const plan = createPlan({ had: () => Promise.resolve(false), absolute: (path) => path });
      const placed = new Map<ChosenInvoice, PlannedFile>();
      let done = 0;
      for (const each of named) {
        const { path, document, invoice } = each;
        const isThere = (await sizeOf(document.file)) !== null;
        if (!isThere || !(await hasBytes(document.file, document.sha256))) {
          const code = isThere ? 'document-damaged' : 'document-missing';
          report.failed.push({ invoice: invoice.id, code });
          continue;
        }
        const file = await plan.place(each);
        placed.set(invoice, file);
        report.files.push(file.path);
        if (file.path !== path) report.renamed.push({ path: file.path, wanted: path });
        entries.push({
          name: file.path,
          day: accountingDay(invoice.date, timeZone),
          content: document,
          onStart: () => {
            onProgress(++done, placed.size);
          },
        });
      }
      return ok(placed);
    },

    outputs: () =>
      Promise.resolve({
        names: firstNames,
        manifestBefore: null,
        isOfAnother: false,
        createdAt: newest,
        write(kind, { part, ...sum }) {
          const path = firstNames[kind];
          if (part !== null)
            entries.push({
              name: path,
              day: accountingDay(newest, timeZone),
              content: { file: part, bytes: sum.bytes },
            });
          return Promise.resolve({ ...sum, path, state: 'new' });
        },
      }),

    async finish() {
      if (dryRun) {
        // Whether it is the same archive is only known when the bytes are.
        const path = `${name}.zip`;
        report.outputs.push({ path, state: (await folder.had(path)) ? 'exists' : 'new' });
        return ok(null);
      }
      const part = folder.partFor(jobId);
      try {
        const zip = zipOf(entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
        await pipeline(zip, createWriteStream(part, { flags: 'wx', flush: true }), { signal });
        await place(part);
        return ok(null);
      } catch (cause) {
        if (signal.aborted) return fail({ code: 'cancelled' });
        throw cause;
      } finally {
        await removePart(part);
      }
    },
  };

  async function place(part: string): Promise<void> {
    for (let number = 1; ; number++) {
      const path = numbered(`${name}.zip`, number);
      report.zip = path;
      if (await placeNew(part, folder.absolute(path))) {
        await flushFolders([folder.root]);
        report.outputs.push({ path, state: 'new' });
        return;
      }
      if (!(await isSame(part, folder.absolute(path)))) continue;
      report.skipped.push(...report.files.splice(0));
      report.outputs = [{ path, state: 'same' }];
      return;
    }
  }
}

const newestOf = (chosen: readonly ChosenInvoice[]): Instant =>
  chosen.map(({ date }) => date).reduce((newest, date) => (date > newest ? date : newest), '1980-01-01T00:00:00.000Z');

/** Such as `invoices_2026-10`, `Acme_2026-01_2026-06`, `invoices_selected`. */
function zipName({ accountId, invoiceKeys, from, to }: ExportTask, [first]: readonly ChosenInvoice[]): string {
  const whose = accountId === null ? 'invoices' : (first?.accountName ?? 'invoices');
  const months = from === to ? [from] : [from ?? 'begin', to ?? 'now'];
  const which = invoiceKeys ? ['selected'] : from === null && to === null ? [] : months;
  return safeSegment([whose, ...which].join('_'));
}

const sizeOf = (file: string): Promise<number | null> => stat(file).then(({ size }) => size, ifMissing(null));

async function isSame(part: string, file: string): Promise<boolean> {
  const [mine, theirs] = await Promise.all([sizeOf(part), sizeOf(file)]);
  if (mine !== theirs) return false;
  return (await hashFile(part)).sha256 === (await hashFile(file)).sha256;
}
