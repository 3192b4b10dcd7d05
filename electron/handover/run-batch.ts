import type { HandoverBatch } from '#shared/handover/plan.ts';
import type { KeptProfile } from '#shared/handover/profile.ts';
import { safeSegment } from '#shared/path-segments.ts';
import { dayOf } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { isGone, newHolder } from '../database/lease.ts';
import { newId } from '../database/new-id.ts';
import { fileErrorOf, hasBytes, ifMissing, makeFolder } from '../files/index.ts';
import { batchFiles } from './files.ts';
import type { FullPlan, PlannedItem } from './make-plan.ts';
import type { HandoverParts } from './parts.ts';
import { discardBatch, freeName, isPlaced, placeBatch, writeBatch } from './write-batch.ts';

export interface BatchRun {
  /** Absolute; the batch is a folder of its own in it. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Writes a batch whole or not at all, and only then says of its invoices that they are handed over. A crash at any point
 * leaves either: `settle` finds out which.
 */
export async function runBatch(
  parts: HandoverParts,
  profile: KeptProfile,
  plan: FullPlan,
  { folder: parent, signal, onProgress }: BatchRun,
): Promise<Result<HandoverBatch>> {
  const { batches, timeZone, userName, recordAction, emit } = parts;
  const at = parts.now();
  const id = newId(at);
  const files = batchFiles(profile, plan, { at, timeZone: timeZone() });
  const broken = await brokenDocument(plan.items);
  if (broken) return fail(broken);
  try {
    await makeFolder(parent);
    const folder = await freeName(parent, safeSegment(`${dayOf(at, timeZone())} ${profile.name}`));
    const names = files.map(({ name }) => name);
    batches.begin(
      { id, profileId: profile.id, holder: newHolder(), folder, files: names, actor: userName(), at },
      plan.items,
    );
    try {
      await writeBatch(folder, id, files, signal, (done) => {
        onProgress(done, files.length);
      });
      await placeBatch(folder, id);
    } catch (cause) {
      await discardBatch(folder, id);
      batches.drop(id);
      throw cause;
    }
    batches.finish(id, () => {
      const counted = { profile: profile.name, invoices: plan.items.length, folder };
      recordAction({ what: 'handover.written', accountId: null, after: counted });
    });
  } catch (cause) {
    return signal.aborted ? fail({ code: 'cancelled' }) : fail(fileErrorOf(cause, parent, parent));
  }
  emit('handover.changed', null);
  const written = batches.get(id);
  return written ? ok(written) : fail({ code: 'handover-batch-not-found', batch: id });
}

/** What a process that ended left behind: its batch is finished where its folder stands, and never was where it does not. */
export async function settle({ batches, recordAction }: HandoverParts): Promise<void> {
  for (const { id, holder, folder } of batches.unfinished()) {
    if (!isGone(holder)) continue;
    if (await isPlaced(folder, id)) {
      batches.finish(id, () => {
        recordAction({ what: 'handover.written', accountId: null, after: { folder } });
      });
      continue;
    }
    await discardBatch(folder, id);
    batches.drop(id);
  }
}

/** The first document that could not be handed over as the archive knows it. */
async function brokenDocument(items: readonly PlannedItem[]) {
  for (const { document, number } of items) {
    if (!document) continue;
    const isWhole = await hasBytes(document.file, document.sha256).catch(ifMissing(null));
    if (isWhole !== true)
      return { code: isWhole === null ? 'document-missing' : 'document-damaged', invoice: number } as const;
  }
  return null;
}
