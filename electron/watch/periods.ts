import type { AlertWindow } from '#shared/alerts.ts';
import type { Money } from '#shared/money.ts';
import { isSamePeriod, type Period } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Closing, WatchedPeriod } from './closed-periods.ts';

/** Whose period: of a subscription, an account's usage or sum, or, without an account, of all accounts. */
export interface PeriodOf {
  readonly accountId: string | null;
  /** A subscription's id, `usage`, `account` or `all`. */
  readonly subject: string;
  readonly window: AlertWindow;
}

/** A period with an identity of its own, whatever bounds the vendor reports later. */
export interface PeriodRow {
  readonly id: number;
  /** All rows that are this period: of one that was known twice before it had an identity there are several. */
  readonly ids: readonly number[];
  /** As first seen. */
  readonly period: Period;
}

export interface Periods {
  /** The row of the period that is reported; null where it is not known. */
  find(of: PeriodOf, told: Period): PeriodRow | null;
  /** Notes that a period runs and is watched, in which currency. One that was taken for closed is open again. */
  watch(of: PeriodOf, told: Period, plan: string, currency: string | null): PeriodRow;
  /** Billing periods whose final invoice has not been compared yet; the running ones are among them. */
  unsettled(accountId: string): WatchedPeriod[];
  /** Calendar months that were watched and have not been compared for the last time, oldest first. */
  unsettledMonths(accountId: string | null): (PeriodRow & { readonly subject: string; readonly plan: string })[];
  close(accountId: string, closing: Closing, at: Instant): void;
  settleMonth(id: number, at: Instant): void;
  /** Billing periods that were over by a moment and what they were billed, newest first. */
  billed(accountId: string, subject: string, until: Instant, count: number): { period: Period; total: Money }[];
  /** Ids of the invoices that closed a period, whichever. */
  compared(accountId: string): ReadonlySet<string>;
  /** Currencies that a subscription has been billed in, by subscription. */
  currencies(accountId: string): ReadonlyMap<string, readonly string[]>;
}

interface Row {
  id: number;
  subject: string;
  plan: string;
  period_start: Instant;
  period_end: Instant;
  currency: string | null;
  closed_seen_at: Instant | null;
}

const columns = 'id, subject, plan, period_start, period_end, currency, closed_seen_at';

const boundsOf = (row: Row): Period => ({ start: row.period_start, end: row.period_end });

export function createPeriods(db: Database): Periods {
  const near = db.prepare<unknown[], Row>(
    `SELECT ${columns} FROM periods
     WHERE account_id IS ? AND subject = ? AND time_window = ? AND period_start < ? AND period_end > ? ORDER BY id`,
  );
  const exact = db.prepare<unknown[], Row>(
    `SELECT ${columns} FROM periods
     WHERE account_id IS ? AND subject = ? AND time_window = ? AND period_start = ? AND period_end = ? ORDER BY id`,
  );
  const select = db.prepare<[string], Row>(
    `SELECT ${columns} FROM periods
     WHERE account_id = ? AND time_window = 'billing-period' AND settled_at IS NULL ORDER BY period_start, id`,
  );
  const months = db.prepare<[string | null], Row>(
    `SELECT ${columns} FROM periods
     WHERE account_id IS ? AND time_window = 'calendar-month' AND settled_at IS NULL ORDER BY period_start, id`,
  );
  const insert = db.prepare(
    `INSERT INTO periods (account_id, subject, time_window, plan, period_start, period_end, currency)
     VALUES (@accountId, @subject, @window, @plan, @start, @end, @currency)`,
  );
  const confirm = db.prepare(
    `UPDATE periods SET plan = @plan, currency = coalesce(@currency, currency), closed_seen_at = NULL, settled_at = NULL
     WHERE id = @id AND (plan <> @plan OR currency IS NOT coalesce(@currency, currency)
       OR closed_seen_at IS NOT NULL OR settled_at IS NOT NULL)`,
  );
  const update = db.prepare(
    `UPDATE periods SET closed_seen_at = coalesce(closed_seen_at, @at),
       settled_at = CASE WHEN @settled = 1 THEN @at END,
       invoice_id = @invoiceId, final_amount = @amount, final_currency = @currency
     WHERE id = @id`,
  );
  const settle = db.prepare(
    'UPDATE periods SET closed_seen_at = coalesce(closed_seen_at, @at), settled_at = @at WHERE id = @id',
  );
  const closed = db.prepare<[string, string, Instant, number], Row & Money>(
    `SELECT ${columns}, final_amount AS amount, final_currency AS currency FROM periods
     WHERE account_id = ? AND subject = ? AND time_window = 'billing-period' AND period_end <= ? AND final_amount IS NOT NULL
     ORDER BY period_start DESC, id LIMIT ?`,
  );
  const compared = db
    .prepare<[string], string>(
      'SELECT DISTINCT invoice_id FROM periods WHERE account_id = ? AND invoice_id IS NOT NULL',
    )
    .pluck();
  const billedIn = db.prepare<[string], { subject: string; currency: string }>(
    'SELECT subject, currency FROM billed_currencies WHERE account_id = ?',
  );
  const noteCurrency = db.prepare('INSERT OR IGNORE INTO billed_currencies VALUES (?, ?, ?)');

  const find: Periods['find'] = ({ accountId, subject, window }, told) => {
    const rows =
      told.start < told.end
        ? near.all(accountId, subject, window, told.end, told.start)
        : exact.all(accountId, subject, window, told.start, told.end);
    const same = rows.filter((row) => isSamePeriod(boundsOf(row), told));
    // The rest of one that runs: what was invoiced in its middle made the vendor count on from there.
    const rest = rows.filter(
      (row) => row.closed_seen_at === null && row.period_start <= told.start && row.period_end === told.end,
    );
    const found = same.length > 0 ? same : rest;
    const [first] = found;
    return first ? { id: first.id, ids: found.map(({ id }) => id), period: boundsOf(first) } : null;
  };

  const open = (of: PeriodOf, told: Period, plan: string, currency: string | null): PeriodRow => {
    const { accountId, subject, window } = of;
    const { lastInsertRowid } = insert.run({ accountId, subject, window, plan, ...told, currency });
    return { id: Number(lastInsertRowid), ids: [Number(lastInsertRowid)], period: told };
  };

  return {
    find,
    watch(of, told, plan, currency) {
      if (of.accountId !== null && currency !== null) noteCurrency.run(of.accountId, of.subject, currency);
      const known = find(of, told);
      if (known) for (const id of known.ids) confirm.run({ id, plan, currency });
      return known ?? open(of, told, plan, currency);
    },
    unsettled: (accountId) =>
      select.all(accountId).map((row) => ({
        id: row.id,
        subscriptionId: row.subject,
        plan: row.plan,
        period: boundsOf(row),
        closedSeenAt: row.closed_seen_at,
        currency: row.currency,
      })),
    unsettledMonths: (accountId) =>
      months.all(accountId).map((row) => ({
        id: row.id,
        ids: [row.id],
        period: boundsOf(row),
        subject: row.subject,
        plan: row.plan,
      })),
    close(accountId, closing, at) {
      const { subscriptionId: subject, period, plan } = closing;
      const of = { accountId, subject, window: 'billing-period' } as const;
      update.run({
        id: closing.id ?? (find(of, period) ?? open(of, period, plan, null)).id,
        at,
        settled: closing.settled ? 1 : 0,
        invoiceId: closing.invoice?.id ?? null,
        amount: closing.invoice?.total.amount ?? null,
        currency: closing.invoice?.total.currency ?? null,
      });
    },
    settleMonth(id, at) {
      settle.run({ id, at });
    },
    billed: (accountId, subject, until, count) =>
      closed
        .all(accountId, subject, until, count)
        .map((row) => ({ period: boundsOf(row), total: { amount: row.amount, currency: row.currency } })),
    compared: (accountId) => new Set(compared.all(accountId)),
    currencies: (accountId) => {
      const bySubject = Map.groupBy(billedIn.all(accountId), ({ subject }) => subject);
      return new Map([...bySubject].map(([subject, rows]) => [subject, rows.map(({ currency }) => currency)]));
    },
  };
}
