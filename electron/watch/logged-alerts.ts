import type { ActionName } from '#shared/actions.ts';
import type { Alert } from '#shared/alerts.ts';
import type { Result } from '#shared/result.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { Database } from '../database/open.ts';
import type { Alerts } from './alerts.ts';

/** Alerts whose changes are in the log of actions, each together with the change. */
export function createLoggedAlerts(db: Database, alerts: Alerts, recordAction: RecordAction): Alerts {
  const logged = (what: ActionName, side: 'before' | 'after', change: () => Result<Alert>): Result<Alert> =>
    db
      .transaction(() => {
        const changed = change();
        if (!changed.ok) return changed;
        const { accountId, measure, threshold, steps } = changed.value;
        recordAction({ what, accountId, [side]: { measure, threshold, steps } });
        return changed;
      })
      .immediate();

  return {
    ...alerts,
    save: (alert, at) => logged('alert.saved', 'after', () => alerts.save(alert, at)),
    remove: (alertId, at) => logged('alert.removed', 'before', () => alerts.remove(alertId, at)),
    restore: (alertId) => logged('alert.restored', 'after', () => alerts.restore(alertId)),
  };
}
