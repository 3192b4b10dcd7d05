import { z } from 'zod';
import {
  type Alert,
  type AlertId,
  type AlertWindow,
  earlyStepSchema,
  isMoneyAlert,
  type MoneyAlert,
  type NewAlert,
  plainTextOf,
  type Scope,
  unitOf,
  valueOf,
  windowOf,
} from '#shared/alerts.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import { newId } from '../database/new-id.ts';
import type { Database } from '../database/open.ts';
import { ruleOf, type StoredRule } from './stored-rule.ts';

export interface Alerts {
  /** Active ones of the account, those over all accounts not among them; oldest first. */
  list(accountId: string): Alert[];
  /** Those over all accounts. */
  listAll(): MoneyAlert[];
  /**
   * Saves an alert. The same account, scope, window, measure and amount again is the same alert: its steps are replaced,
   * and what has fired stays fired. A threshold that is not above zero is `amount-out-of-range`.
   * @param timeZone of the books; an alert by calendar month keeps it
   */
  save(alert: NewAlert, at: Instant, timeZone: string): Result<Alert>;
  /** Removed ones included; null when there is none. */
  get(alertId: AlertId): Alert | null;
  /**
   * The one with this id, removed ones included, or the active one whose id begins so: `alert-not-found`, or
   * `alert-ambiguous` where several do.
   */
  find(beginning: string): Result<Alert>;
  /** Answers the removed alert; `alert-not-found` when there is none (any more). */
  remove(alertId: AlertId, at: Instant): Result<Alert>;
  /** Takes a removal back. */
  restore(alertId: AlertId): Result<Alert>;
}

interface Row extends StoredRule {
  id: AlertId;
  account_id: string | null;
  scope: Scope;
  time_window: AlertWindow;
  time_zone: string | null;
  steps: string;
  created_at: Instant;
}

const stepsSchema = z.array(earlyStepSchema);

export function createAlerts(db: Database): Alerts {
  const active = db.prepare<[string], Row>(
    'SELECT * FROM alerts WHERE account_id = ? AND removed_at IS NULL ORDER BY id',
  );
  const ofAll = db.prepare<[], Row>('SELECT * FROM alerts WHERE account_id IS NULL AND removed_at IS NULL ORDER BY id');
  const upsert = db.prepare<unknown[], Row>(
    `INSERT INTO alerts (id, account_id, scope, time_window, time_zone, measure, threshold, unit, steps, created_at)
     VALUES (@id, @accountId, @scope, @window, @timeZone, @measure, @threshold, @unit, @steps, @at)
     ON CONFLICT (coalesce(account_id, ''), scope, time_window, measure, threshold, unit) DO UPDATE SET
       steps = excluded.steps,
       created_at = CASE WHEN removed_at IS NULL THEN created_at ELSE excluded.created_at END,
       time_zone = CASE WHEN removed_at IS NULL THEN time_zone ELSE excluded.time_zone END,
       removed_at = NULL
     RETURNING *`,
  );
  const setRemoved = db.prepare<[string | null, AlertId, number], Row>(
    'UPDATE alerts SET removed_at = ? WHERE id = ? AND (removed_at IS NOT NULL) = ? RETURNING *',
  );
  const byId = db.prepare<[string], Row>('SELECT * FROM alerts WHERE id = ?');
  const activeOf = db.prepare<{ beginning: string }, Row>(
    `SELECT * FROM alerts WHERE removed_at IS NULL AND substr(id, 1, length(@beginning)) = @beginning
       AND (account_id IS NULL OR account_id IN (SELECT id FROM accounts WHERE removed_at IS NULL)) LIMIT 2`,
  );
  const change = (removedAt: Instant | null, alertId: AlertId, wasRemoved: boolean): Result<Alert> => {
    const row = setRemoved.get(removedAt, alertId, wasRemoved ? 1 : 0);
    return row ? ok(alertOf(row)) : fail({ code: 'alert-not-found', alert: alertId });
  };
  return {
    list: (accountId) => active.all(accountId).map(alertOf),
    listAll: () => ofAll.all().map(alertOf).filter(isMoneyAlert),
    save({ accountId, measure, threshold, steps, scope = 'subscription', window = windowOf(scope) }, at, timeZone) {
      if (valueOf(threshold) <= 0) return fail({ code: 'amount-out-of-range', input: plainTextOf(threshold) });
      const row = upsert.get({
        id: newId(at),
        accountId: scope === 'all' ? null : accountId,
        scope,
        window,
        timeZone: window === 'calendar-month' ? timeZone : null,
        measure,
        threshold: valueOf(threshold),
        unit: unitOf(threshold),
        steps: JSON.stringify([...new Set(steps)].sort((a, b) => a - b)),
        at,
      });
      if (!row) throw new Error('An alert was neither inserted nor updated');
      return ok(alertOf(row));
    },
    get(alertId) {
      const row = byId.get(alertId);
      return row ? alertOf(row) : null;
    },
    find(beginning) {
      const whole = byId.get(beginning);
      const [first, second] = whole ? [whole] : beginning === '' ? [] : activeOf.all({ beginning });
      if (!first) return fail({ code: 'alert-not-found', alert: beginning });
      return second ? fail({ code: 'alert-ambiguous', alert: beginning }) : ok(alertOf(first));
    },
    remove: (alertId, at) => change(at, alertId, false),
    restore: (alertId) => change(null, alertId, true),
  };
}

const alertOf = (row: Row): Alert => ({
  id: row.id,
  accountId: row.account_id,
  scope: row.scope,
  window: row.time_window,
  timeZone: row.time_zone,
  ...ruleOf(row),
  steps: stepsSchema.parse(JSON.parse(row.steps)),
  createdAt: row.created_at,
});
