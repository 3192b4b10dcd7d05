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
import type { AlertChange } from '#shared/alert-change.ts';
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
  /**
   * Changes one that is watched; `alert-exists` where another one watches the amount, `amount-out-of-range` unless that is above
   * zero. One that was removed and watched the amount is that alert again, in place of this one: what it fired stays fired.
   */
  edit(alertId: AlertId, change: AlertChange, at: Instant): Result<Alert>;
}

interface Row extends StoredRule {
  id: AlertId;
  account_id: string | null;
  scope: Scope;
  time_window: AlertWindow;
  time_zone: string | null;
  steps: string;
  created_at: Instant;
  removed_at: Instant | null;
  name: string | null;
  note: string | null;
  paused_until: Instant | null;
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
  const twinOf = db.prepare<unknown[], Row>(
    `SELECT t.* FROM alerts t JOIN alerts a ON a.id = @id AND t.id <> a.id AND coalesce(t.account_id, '') = coalesce(a.account_id, '')
       AND t.scope = a.scope AND t.time_window = a.time_window AND t.measure = a.measure
     WHERE t.threshold = @threshold AND t.unit = @unit`,
  );
  const put = db.prepare<unknown[], Row>(
    `UPDATE alerts SET threshold = @threshold, unit = @unit, steps = @steps, name = @name, note = @note,
       paused_until = @pausedUntil, removed_at = NULL WHERE id = @id RETURNING *`,
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
    edit(alertId, { threshold, steps, name, note, pausedUntil }, at) {
      const row = byId.get(alertId);
      if (!row || row.removed_at !== null) return fail({ code: 'alert-not-found', alert: alertId });
      const before = alertOf(row);
      const wanted = threshold ?? before.threshold;
      if (valueOf(wanted) <= 0) return fail({ code: 'amount-out-of-range', input: plainTextOf(wanted) });
      const place = { id: alertId, threshold: valueOf(wanted), unit: unitOf(wanted) };
      const twin = twinOf.get(place);
      if (twin && twin.removed_at === null) return fail({ code: 'alert-exists', alert: twin.id });
      if (twin) setRemoved.get(at, alertId, 0);
      const after = put.get({
        ...place,
        id: twin?.id ?? alertId,
        steps: JSON.stringify([...new Set(steps ?? before.steps)].sort((a, b) => a - b)),
        name: (name === undefined ? row.name : name) || null,
        note: (note === undefined ? row.note : note) || null,
        pausedUntil: pausedUntil === undefined ? row.paused_until : pausedUntil,
      });
      if (!after) throw new Error('An alert was not changed');
      return ok(alertOf(after));
    },
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
  name: row.name,
  note: row.note,
  pausedUntil: row.paused_until,
});
