import type { Database } from '../../../electron/database/open.ts';

/** Rows as the program's parts write them, by hand: what a test needs and no more. */
export function addAccount(db: Database, id = 'acc'): void {
  db.prepare(
    `INSERT INTO accounts (id, name, name_key, role, practice, created_at)
     VALUES (@id, @id, @id, 'administrator', 0, '2026-01-01T00:00:00.000Z')`,
  ).run({ id });
}

export function addInvoice(db: Database, id: string, total = 100, account = 'acc'): number {
  const added = db
    .prepare(
      `INSERT INTO invoices (account_id, id, type, status, created_at, issued_at, period_start, period_end, currency, total,
         links_at, content, first_seen_at, changed_at, document, version_at)
       VALUES (@account, @id, 'invoice', 'open', @at, @at, @at, @at, 'USD', @total, @at, 'content', @at, @at, 'none', @at)`,
    )
    .run({ id, total, account, at: '2026-10-01T00:00:00.000Z' });
  return Number(added.lastInsertRowid);
}

export const addLine = (db: Database, invoice: number, position: number, description: string): void =>
  void db
    .prepare(
      'INSERT INTO invoice_lines (invoice, position, id, description, amount, currency) VALUES (?, ?, ?, ?, 50, ?)',
    )
    .run(invoice, position, `line-${String(position)}`, description, 'USD');

export function addPeriod(db: Database, start: string, end: string, account = 'acc'): number {
  const added = db
    .prepare(
      `INSERT INTO periods (account_id, subject, time_window, plan, period_start, period_end)
       VALUES (?, 'sub', 'billing-period', 'Pro', ?, ?)`,
    )
    .run(account, start, end);
  return Number(added.lastInsertRowid);
}

/** One alert event, with the notification that tells this desk's member. */
export function addEvent(db: Database, id: string, period: number, at: string, account = 'acc'): void {
  const notification = db
    .prepare("INSERT INTO notifications (account_id, kind, created_at) VALUES (?, 'alert-event', ?)")
    .run(account, at).lastInsertRowid;
  db.prepare(
    `INSERT INTO alert_events (id, account_id, account_name, practice, alert_id, scope, time_window, subscription_id, plan,
       name_plan, measure, threshold, unit, step, period_id, period_start, period_end, amount, late, as_of, triggered_at,
       notification_id)
     VALUES (@id, @account, 'Acme', 0, 'alert', 'subscription', 'billing-period', 'sub', 'Pro', 0, 'total', 100, 'USD', 100,
       @period, @at, @at, 120, 0, @at, @at, @notification)`,
  ).run({ id, account, period, at, notification });
}

/** One that is told of everything. */
export const addChannel = (db: Database): void =>
  void db
    .prepare(
      `INSERT INTO channels (id, kind, config, host, created_at)
       VALUES ('hook', 'webhook', '{"kind":"webhook","name":"ERP","hideAmounts":false}', 'erp', '2026-01-01T00:00:00.000Z')`,
    )
    .run();

export function addNotice(db: Database, subject: string, at: string, account = 'acc'): void {
  const notification = db
    .prepare("INSERT INTO notifications (account_id, kind, created_at) VALUES (?, 'invoice-new', ?)")
    .run(account, at).lastInsertRowid;
  db.prepare(
    "INSERT INTO notices (account_id, kind, subject, facts, noticed_at, notification_id) VALUES (?, 'invoice-new', ?, '{}', ?, ?)",
  ).run(account, subject, at, notification);
}
