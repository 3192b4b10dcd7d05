import type { Invoice, InvoiceLine } from '#shared/invoices.ts';
import type { MonthTotal } from '#shared/ipc/contract.ts';
import { type Money, money, sumsOf } from '#shared/money.ts';
import { addMonths, monthOf, monthsBetween, type Period } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { wide } from '../database/wide-sum.ts';
import { invoiceColumns, invoiceLines, type InvoiceRow } from './invoice-rows.ts';

/** An invoice as another period is compared with it. */
interface Bill {
  readonly period: Period;
  readonly total: Money;
  readonly lines: readonly InvoiceLine[];
}

/** More than anybody bills one period in. */
const rowsAPeriod = 5;

/** What the invoices of an account say about its months and periods. */
export type InvoiceTotals = ReturnType<typeof createInvoiceTotals>;

export function createInvoiceTotals(db: Database, timeZone: () => string) {
  const months = db.prepare<[string, string], { month: string; currency: string; total: number }>(
    // Days of issue are text of fixed width: their first seven characters are the month. The index holds all it takes.
    `SELECT substr(issued_on, 1, 7) AS month, currency, sum(${wide('signed_total')}) AS total
     FROM invoice_facts INDEXED BY invoice_facts_by_day
     WHERE issued_on >= ? AND account_id = ? AND status IN ('open', 'paid', 'uncollectible')
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const newSince = db.prepare<{ accountId: string; since: Instant }, { count: number; at: Instant | null }>(
    `SELECT count(*) AS count, max(first_seen_at) AS at FROM invoices
     WHERE account_id = @accountId AND status <> 'draft'
       AND first_seen_at > max(@since, (SELECT first_full_at FROM invoice_syncs WHERE account_id = @accountId))`,
  );
  const ofPeriod = db.prepare<[string, string, string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i
     WHERE account_id = ? AND subscription_id = ? AND period_start = ? AND type = 'invoice' AND status <> 'void'
     ORDER BY status = 'draft', sort_at DESC LIMIT 1`,
  );

  const overBy = db.prepare<[string, string, Instant, Instant, number], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i
     WHERE account_id = ? AND subscription_id = ? AND period_start < ? AND period_end <= ? AND period_end > period_start
       AND type = 'invoice' AND status <> 'void'
     ORDER BY period_start DESC, status = 'draft', sort_at DESC LIMIT ?`,
  );
  const isRead = db
    .prepare<[string], number>('SELECT 1 FROM invoice_syncs WHERE account_id = ? AND first_full_at IS NOT NULL')
    .pluck();

  const linesOf = invoiceLines(db);
  const count = db
    .prepare<[string, Invoice['type']], number>('SELECT count(*) FROM invoices WHERE account_id = ? AND type = ?')
    .pluck();
  const billOf = (row: InvoiceRow): Bill => ({
    period: { start: row.period_start, end: row.period_end },
    total: money(row.total, row.currency),
    lines: linesOf(row.row),
  });

  return {
    /** The last months, twelve unless `count` says otherwise, up to and with the one of `until`, oldest first; by month of issue in the books. Voids and drafts do not count. */
    monthTotals(accountId: string, until: Instant, wanted: number = 12): MonthTotal[] {
      const last = monthOf(until, timeZone());
      const first = addMonths(last, 1 - wanted);
      const found = months.all(`${first}-01`, accountId);
      return monthsBetween(first, last).map((month) => ({
        month,
        ...sumsOf(found.filter((sum) => sum.month === month)),
      }));
    },
    /** Invoices that came after the given moment; none of those that were there when the account was first read. */
    newSince: (accountId: string, since: Instant) => newSince.get({ accountId, since }) ?? { count: 0, at: null },
    counts: (accountId: string) => ({
      invoices: count.get(accountId, 'invoice') ?? 0,
      creditNotes: count.get(accountId, 'credit-note') ?? 0,
    }),
    /** The subscription's invoice for the very period, a finalized one before a draft; null when there is none. */
    billOf(accountId: string, subscriptionId: string, period: Period): Bill | null {
      const row = ofPeriod.get(accountId, subscriptionId, period.start);
      return row ? billOf(row) : null;
    },
    /** The subscription's invoices for periods that were over by a moment, newest first, one a period. */
    billsBefore(accountId: string, subscriptionId: string, until: Instant, wanted: number): Bill[] {
      const rows = overBy.all(accountId, subscriptionId, until, until, rowsAPeriod * wanted);
      const newest = [...new Map(rows.toReversed().map((row) => [row.period_start, row])).values()].toReversed();
      return newest.slice(0, wanted).map(billOf);
    },
    /** Whether all invoices of the account were read once. */
    isComplete: (accountId: string): boolean => isRead.get(accountId) !== undefined,
  };
}
