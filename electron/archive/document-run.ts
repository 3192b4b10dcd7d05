import PQueue from 'p-queue';
import { combineTransfers } from '#shared/combined-progress.ts';
import type { AppError } from '#shared/errors.ts';
import type { Transfer } from '#shared/jobs.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { noWay } from '#shared/way-failures.ts';
import { isOfDatabase } from '../database/database-error.ts';
import { bugOf } from '../logging/index.ts';
import type { BillingSource } from '../sources/billing-source.ts';
import type { DocumentOutcome, PendingDocument } from './document-records.ts';
import type { Parts } from './parts.ts';
import type { DocumentIntake } from './with-documents.ts';

// While a page of invoices is written the server goes on with these.
const parallel = 16;
// Documents become durable some at a time: those of two seconds, which is what a kill can cost, or so many.
const keepAfter = 2000;
const maxStaged = 1000;
const longestQueue = 1000;
// So many in a row without one success: the network is gone, not the documents.
const givesUpAfter = 2 * parallel;
// Bytes from which on a single document is waited for.
const large = 2 * 2 ** 20;

/** Fetches documents of one account, some at a time, while further pages of invoices are read. */
export function startDocumentRun(
  { records, fetchDocument, clock, logger }: Parts,
  intake: DocumentIntake,
  source: BillingSource,
  accountId: string,
  signal: AbortSignal,
  { onDocument, onTransfer }: { readonly onDocument: () => void; readonly onTransfer: () => void },
) {
  const queue = new PQueue({ concurrency: parallel });
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  const tried = new Set<number>();
  let outcomes: DocumentOutcome[] = [];
  let keptAt = clock.now();
  let writing: Promise<void> = Promise.resolve();
  let error: AppError | null = null;
  let bug: { readonly cause: unknown } | null = null;
  /** The large documents that are on their way, by row. */
  const transfers = new Map<number, Transfer>();
  let unreachable = 0;
  let cursor = records.newestRow();

  function giveUp(cause: AppError): void {
    error ??= cause;
    ended.abort();
  }

  /** Keeps what was fetched so far. */
  function keepReady(): Promise<void> {
    const ready = outcomes;
    outcomes = [];
    keptAt = clock.now();
    writing = writing.then(async () => {
      if (ready.length === 0) return;
      const stored = ready.flatMap((outcome) => ('stored' in outcome ? [outcome] : []));
      const failed = await intake.keep(
        stored.map((outcome) => outcome.stored),
        () => {
          records.write(ready, instantFromMillis(clock.now()));
          return stored.map(({ row, stored: { sha256, bytes, kind } }) => ({ row, sha256, bytes, kind }));
        },
      );
      if (failed) giveUp(failed);
    });
    return writing;
  }

  async function fetchOne(pending: PendingDocument): Promise<void> {
    // What waits when the run ends comes by here and goes.
    if (stop.aborted) return;
    const note = (received: number, total: number | null): void => {
      if (Math.max(received, total ?? 0) < large) return;
      transfers.set(pending.row, { received, total });
      onTransfer();
    };
    const from = { source, accountId, stage: intake.stage, signal: stop };
    const fetched = await fetchDocument(from, pending, note).catch((cause: unknown) => {
      if (stop.aborted || isOfDatabase(cause)) throw cause;
      // A bug with one document is that document's failure.
      const error = bugOf(logger, 'A document could not be fetched', cause, { account: accountId, row: pending.row });
      return ok({ row: pending.row, state: 'failed' as const, error });
    });
    transfers.delete(pending.row);
    if (!fetched.ok) {
      giveUp(fetched.error);
      return;
    }
    const outcome = fetched.value;
    outcomes.push(outcome);
    onDocument();
    const isUnreachable = 'error' in outcome && ['server-timeout', ...noWay].includes(outcome.error.code);
    unreachable = isUnreachable ? unreachable + 1 : 0;
    if (isUnreachable && unreachable >= givesUpAfter) giveUp(outcome.error);
    if (outcomes.length >= maxStaged || clock.now() - keptAt >= keepAfter) await keepReady();
  }

  /** Queues up to `limit` documents after a row; returns the last row looked at, or null when there are no more. */
  async function enqueue(after: number): Promise<number | null> {
    const found = records.pendingAfter(accountId, after, longestQueue / 2);
    for (const pending of found) {
      if (tried.has(pending.row)) continue;
      tried.add(pending.row);
      queue
        .add(() => fetchOne(pending))
        .catch((cause: unknown) => {
          bug ??= { cause };
          ended.abort();
        });
    }
    await queue.onSizeLessThan(longestQueue);
    return found.at(-1)?.row ?? null;
  }

  return {
    /** Starts on the documents of invoices that came new since the last call. */
    async addNew(): Promise<void> {
      for (let last = await enqueue(cursor); last !== null && !stop.aborted; last = await enqueue(cursor))
        cursor = last;
    },

    /** How far the large documents are that are on their way; null while there is none. */
    get transfer(): Transfer | null {
      return combineTransfers([...transfers.values()]);
    },

    get queued(): number {
      return tried.size;
    },

    /** Goes through whatever is left, from earlier syncs too, and waits for all. */
    async finish(): Promise<Result<null>> {
      for (let last: number | null = 0; last !== null && !stop.aborted;) last = await enqueue(last);
      await this.stop();
      if (error) return fail(error);
      return signal.aborted ? fail({ code: 'cancelled' }) : ok(null);
    },

    /** Ends what runs; what was fetched is written down. */
    async stop(): Promise<void> {
      await queue.onIdle();
      await keepReady();
      if (bug) throw bug.cause;
    },

    abort(): Promise<void> {
      ended.abort();
      return this.stop();
    },
  };
}
