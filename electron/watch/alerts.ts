import { type Alert, type NewAlert, plainTextOf, unitOf, valueOf } from '#shared/alerts.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { ruleOf, type StoredRule } from './stored-rule.ts';

export interface Alerts {
  /** Active ones, oldest first. */
  list(accountId: string): Alert[];
  /**
   * Saves an alert. The same account, measure and amount again is the same alert: its steps are replaced, and what
   * has fired stays fired. A threshold that is not above zero is `amount-out-of-range`.
   */
  save(alert: NewAlert, at: Instant): Result<Alert>;
  /** The account of an alert, removed ones included; null when there is none. */
  accountOf(alertId: string): string | null;
  /** Answers the removed alert; `alert-not-found` when there is none (any more). */
  remove(alertId: string, at: Instant): Result<Alert>;
  /** Takes a removal back. */
  restore(alertId: string): Result<Alert>;
}

interface Row extends StoredRule {
  id: number;
  account_id: string;
  steps: string;
  created_at: string;
}

export function createAlerts(db: Database): Alerts {
  const active = db.prepare<[string], Row>(
    'SELECT * FROM alerts WHERE account_id = ? AND removed_at IS NULL ORDER BY id',
  );
  const upsert = db.prepare<unknown[], Row>(
    `INSERT INTO alerts (account_id, measure, threshold, unit, steps, created_at)
     VALUES (@accountId, @measure, @threshold, @unit, @steps, @at)
     ON CONFLICT (account_id, measure, threshold, unit) DO UPDATE SET
       steps = excluded.steps,
       created_at = CASE WHEN removed_at IS NULL THEN created_at ELSE excluded.created_at END,
       removed_at = NULL
     RETURNING *`,
  );
  const setRemoved = db.prepare<[string | null, number, number], Row>(
    'UPDATE alerts SET removed_at = ? WHERE id = ? AND (removed_at IS NOT NULL) = ? RETURNING *',
  );
  const owner = db.prepare<[number], { account_id: string }>('SELECT account_id FROM alerts WHERE id = ?');
  const change = (removedAt: Instant | null, alertId: string, wasRemoved: boolean): Result<Alert> => {
    const row = /^\d{1,15}$/.test(alertId) ? setRemoved.get(removedAt, Number(alertId), wasRemoved ? 1 : 0) : undefined;
    return row ? ok(alertOf(row)) : fail({ code: 'alert-not-found', alert: alertId });
  };
  return {
    list: (accountId) => active.all(accountId).map(alertOf),
    save({ accountId, measure, threshold, steps }, at) {
      if (valueOf(threshold) <= 0) return fail({ code: 'amount-out-of-range', input: plainTextOf(threshold) });
      const row = upsert.get({
        accountId,
        measure,
        threshold: valueOf(threshold),
        unit: unitOf(threshold),
        steps: JSON.stringify([...new Set(steps)].sort((a, b) => a - b)),
        at,
      });
      if (!row) throw new Error('An alert was neither inserted nor updated');
      return ok(alertOf(row));
    },
    accountOf: (alertId) => (/^\d{1,15}$/.test(alertId) ? (owner.get(Number(alertId))?.account_id ?? null) : null),
    remove: (alertId, at) => change(at, alertId, false),
    restore: (alertId) => change(null, alertId, true),
  };
}

const alertOf = (row: Row): Alert => ({
  id: String(row.id),
  accountId: row.account_id,
  ...ruleOf(row),
  // Written by save() in this shape.
  steps: JSON.parse(row.steps) as Alert['steps'],
  createdAt: row.created_at,
});
