import type { ArchivedInvoice, InvoicePayment } from '#shared/invoices.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { startJobBudget } from '../http/index.ts';
import type { Parts } from './parts.ts';
import { syncAccount, type SyncCounts, type SyncOptions, type SyncReport } from './sync-account.ts';
import { waitForTurn } from './sync-turn.ts';

export type { SyncOptions, SyncReport } from './sync-account.ts';

/** Fetching from the vendor. What takes a key fails with `invoice-not-found`. */
export type Sync = ReturnType<typeof createSync>;

const none: SyncCounts = { total: 0, new: 0, changed: 0 };
/** Of an account whose vendor's API hands out no invoices. */
const nothingToSync: SyncReport = {
  invoices: none,
  creditNotes: none,
  documents: { stored: 0, missing: 0, failed: 0 },
  unread: [],
};

export function createSync(parts: Parts) {
  const { openSource, lookup, writer, withDocuments, clock, logger } = parts;

  return {
    /**
     * Reads what is new, unpaid or (weekly, or with `full`) all, and fetches missing PDFs. What was read stays whatever
     * ends it; the next sync goes on from there. A document that fails is noted in its row and tried again next time.
     * One sync of an account at a time; another one waits for it.
     */
    async account(accountId: string, options: SyncOptions): Promise<Result<SyncReport>> {
      const signal = options.signal ?? new AbortController().signal;
      const source = await openSource(accountId);
      if (!source.ok) return source.error.code === 'source-not-supported' ? ok(nothingToSync) : source;
      const release = await waitForTurn(parts, accountId, signal);
      if (!release) return fail({ code: 'cancelled' });
      const budget = startJobBudget(clock, signal);
      const onProgress: SyncOptions['onProgress'] = (done, total, transfer) => {
        budget.note(done);
        options.onProgress?.(done, total, transfer);
      };
      try {
        const from = { accountId, source: source.value };
        const ran = await withDocuments((intake) =>
          syncAccount(parts, intake, from, { ...options, onProgress }, budget.signal),
        );
        const minutes = budget.overAfterMinutes();
        const report = ran.ok || minutes === null ? ran : fail({ code: 'job-out-of-time', minutes } as const);
        if (report.ok) logger.info('Synced', { account: accountId, ...report.value });
        else logger.warn('Sync ended early', { account: accountId, error: report.error.code });
        return report;
      } finally {
        budget.stop();
        release();
      }
    },

    /** Reads one invoice again: whether it is paid by now, and its receipt. */
    async invoice(key: string): Promise<Result<ArchivedInvoice>> {
      const row = lookup.row(key);
      if (!row.ok) return row;
      const { account_id: accountId, id, type, source: origin } = row.value;
      if (type === 'credit-note' || origin === 'import') return ok(lookup.shown(row.value));
      const source = await openSource(accountId);
      if (!source.ok) return source;
      const current = await source.value.invoice(id);
      if (!current.ok) return current;
      const { value: invoice, raw } = current.value;
      const payment = invoice.payment ? ok(invoice.payment) : await source.value.payment(id);
      const value = payment.ok ? { ...invoice, payment: payment.value } : invoice;
      writer.write(accountId, [{ value, raw }], instantFromMillis(clock.now()));
      return lookup.get(key);
    },

    /** Asks the vendor how an invoice was, or is to be, paid, and keeps the answer. */
    async payment(key: string): Promise<Result<InvoicePayment>> {
      const row = lookup.row(key);
      if (!row.ok) return row;
      const { account_id: accountId, id } = row.value;
      const source = await openSource(accountId);
      const payment = source.ok ? await source.value.payment(id) : source;
      if (payment.ok) writer.writePayment(accountId, id, payment.value);
      return payment;
    },
  };
}
