import type { ActionName } from '#shared/actions.ts';
import type { Alert } from '#shared/alerts.ts';
import type { Result } from '#shared/result.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { Database } from '../database/open.ts';
import type { Alerts } from './alerts.ts';

interface Sides {
  readonly before?: Alert | undefined;
  readonly after?: Alert;
}

/** Alerts whose changes are in the log of actions, each together with the change. */
export function createLoggedAlerts(db: Database, alerts: Alerts, recordAction: RecordAction): Alerts {
  const logged = (what: ActionName, change: () => Result<Alert>, sidesOf: (changed: Alert) => Sides): Result<Alert> =>
    db
      .transaction(() => {
        const changed = change();
        if (!changed.ok) return changed;
        const { before, after } = sidesOf(changed.value);
        recordAction({ what, accountId: changed.value.accountId, before: sideOf(before), after: sideOf(after) });
        return changed;
      })
      .immediate();

  return {
    ...alerts,
    save(alert, at, timeZone) {
      const known = alert.accountId === null ? alerts.listAll() : alerts.list(alert.accountId);
      const save = () => alerts.save(alert, at, timeZone);
      return logged('alert.saved', save, (after) => ({ before: known.find(({ id }) => id === after.id), after }));
    },
    edit(alertId, change, at) {
      const before = alerts.get(alertId) ?? undefined;
      return logged(
        'alert.saved',
        () => alerts.edit(alertId, change, at),
        (after) => ({ before, after }),
      );
    },
    remove(alertId, at) {
      const remove = () => alerts.remove(alertId, at);
      return logged('alert.removed', remove, (before) => ({ before }));
    },
    restore(alertId) {
      const restore = () => alerts.restore(alertId);
      return logged('alert.restored', restore, (after) => ({ after }));
    },
  };
}

const sideOf = (alert: Alert | undefined) =>
  alert && {
    measure: alert.measure,
    threshold: alert.threshold,
    steps: alert.steps,
    ...(alert.name && { name: alert.name }),
    ...(alert.note && { note: alert.note }),
    ...(alert.pausedUntil && { pausedUntil: alert.pausedUntil }),
    ...(alert.scope === 'subscription' && alert.window === 'billing-period'
      ? {}
      : { scope: alert.scope, window: alert.window }),
  };
