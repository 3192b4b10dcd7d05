import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertEvent } from '#shared/alerts.ts';
import { plainTextOf, unitOf } from '#shared/alerts.ts';
import { createActions } from '../../../electron/accounts/actions.ts';
import { createSavedFilters } from '../../../electron/archive/saved-filters.ts';
import type { Database } from '../../../electron/database/open.ts';
import { sha256Of } from '../../../electron/files/index.ts';
import { createUsageStore } from '../../../electron/usage/index.ts';
import { createAlerts } from '../../../electron/watch/alerts.ts';
import { createAlertEvents } from '../../../electron/watch/alert-events.ts';
import { fakeClock } from '../fakes/fake-clock.ts';

interface KeptAccount {
  readonly id: string;
  readonly name: string;
}

/** What a data folder holds, in words that outlive its tables. Read through the program's own parts where they have the words. */
export function factsOf(db: Database, dataFolder: string) {
  const accounts = db.prepare<[], KeptAccount>('SELECT id, name FROM accounts ORDER BY name').all();
  const byAccount = <T>(read: (id: string) => T) =>
    Object.fromEntries(accounts.map(({ id, name }) => [name, read(id)]));
  const documents = join(dataFolder, 'documents');
  return {
    accounts: accounts.map(({ name }) => name),
    alerts: byAccount((id) =>
      createAlerts(db)
        .list(id)
        .map(({ measure, threshold, steps }) => [measure, plainTextOf(threshold), unitOf(threshold), steps]),
    ),
    firings: createAlertEvents(db)
      .list(null)
      .map((alertEvent) => factsOfAlertEvent(alertEvent)),
    invoices: db
      .prepare(
        `SELECT a.name AS account, i.id, number, type, status, issued_at, currency, net, tax, total, remaining, note, tags,
           cost_centre, document, document_sha256,
           (SELECT count(*) FROM invoice_lines l WHERE l.invoice = i.row) AS lines,
           (SELECT sum(amount) FROM invoice_lines l WHERE l.invoice = i.row) AS line_sum
         FROM invoices i JOIN accounts a ON a.id = i.account_id ORDER BY a.name, i.id`,
      )
      .all(),
    sums: db
      .prepare(
        'SELECT currency, count(*) AS count, sum(total) AS total FROM invoices GROUP BY currency ORDER BY currency',
      )
      .all(),
    /** By content, not by name. */
    documents: readdirSync(documents, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => sha256Of(readFileSync(join(entry.parentPath, entry.name))))
      .sort(),
    filters: createSavedFilters(db, () => '1970-01-01T00:00:00.000Z')
      .list()
      .map(({ name, terms }) => ({ name, terms })),
    plans: byAccount((id) => createUsageStore(db).plan(id)),
    actions: byAccount((id) =>
      createActions(db, fakeClock(), () => '')
        .list(id, 100, null)
        .map(({ at, actor, what }) => [at, actor, what]),
    ),
  };
}

const factsOfAlertEvent = (alertEvent: AlertEvent) => [
  alertEvent.accountName,
  alertEvent.subscriptionId,
  alertEvent.measure,
  plainTextOf(alertEvent.threshold),
  unitOf(alertEvent.threshold),
  alertEvent.step,
  alertEvent.period.start,
  alertEvent.period.end,
  plainTextOf(alertEvent.amount),
  alertEvent.triggeredAt,
  alertEvent.late,
  alertEvent.delivery,
  alertEvent.notifier,
  alertEvent.shownAt,
  alertEvent.seenHow,
  alertEvent.failure,
];
