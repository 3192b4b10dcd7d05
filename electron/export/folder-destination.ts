import { fail, ok } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { ChosenInvoice } from './chosen.ts';
import { copyDocuments } from './copy-documents.ts';
import type { Destination, ExportRun } from './destination.ts';
import type { ExportParts } from './parts.ts';
import { createPlan, type PlannedFile } from './plan.ts';

/** Single files. What is there already stays as it is; nothing but ledgers and lists of Billfold's own is renewed. */
export function folderDestination(
  { outputs, clock }: Pick<ExportParts, 'outputs' | 'clock'>,
  run: ExportRun,
): Destination {
  const { jobId, folder, dryRun, onProgress, signal, report } = run;

  return {
    async documents(named) {
      const plan = createPlan(folder);
      await plan.lookAhead(named);
      const files: PlannedFile[] = [];
      for (const each of named) files.push(await plan.place(each));

      const placed = new Map<ChosenInvoice, PlannedFile>();
      let done = 0;
      const settle = (file: PlannedFile, list: string[]) => {
        list.push(file.path);
        if (file.path !== file.wanted) report.renamed.push({ path: file.path, wanted: file.wanted });
        placed.set(file.invoice, file);
        onProgress(++done, files.length);
      };
      for (const file of files) if (file.isThere) settle(file, report.skipped);
      const missing = files.filter((file) => !file.isThere);
      if (dryRun) {
        for (const file of missing) settle(file, report.files);
        return ok(placed);
      }
      const stopped = await copyDocuments(folder, plan, missing, {
        jobId,
        signal,
        onDone(file, error) {
          if (!error) {
            settle(file, report.files);
            return;
          }
          report.failed.push({ invoice: file.invoice.id, code: error.code });
          onProgress(++done, files.length);
        },
      });
      return stopped ? fail(stopped) : ok(placed);
    },

    async outputs(kinds, wanted) {
      const set = await outputs.choose(folder, kinds, wanted);
      return {
        names: set.names,
        manifestBefore: set.manifest,
        isOfAnother: set.isOfAnother,
        createdAt: instantFromMillis(clock.now()),
        write: (kind, file) => outputs.place(folder, wanted.question, set, kind, file),
      };
    },

    finish: () => Promise.resolve(ok(null)),
  };
}
