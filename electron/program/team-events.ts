import type { Emit } from '../events/index.ts';
import { isList, partsOf, type Touched } from '../team/index.ts';

const ofAlerts = new Set(['alerts', 'alert_events', 'periods']);
const ofSnapshots = new Set(['snapshots', 'usage_plans', 'gone_subscriptions', 'approved_details']);

/** The first text of a key is its account's id; of what is for all accounts together there is none. */
function accountOf(key: string): string | null {
  let [first] = partsOf(key);
  while (isList(first)) [first] = first;
  return typeof first === 'string' ? first : null;
}

/** Tells the window what others changed, by account. */
export const createTeamEvents =
  (emit: Emit<'accounts.changed' | 'invoices.changed' | 'alerts.changed' | 'snapshot.changed'>) =>
  (touched: Touched): void => {
    const accountsIn = (wanted: (table: string) => boolean) =>
      new Set(
        [...touched]
          .flatMap(([table, keys]) => (wanted(table) ? [...keys].map(accountOf) : []))
          .filter((accountId) => accountId !== null),
      );
    for (const accountId of accountsIn((table) => table.startsWith('invoice'))) emit('invoices.changed', { accountId });
    for (const accountId of accountsIn((table) => ofAlerts.has(table))) emit('alerts.changed', { accountId });
    for (const accountId of accountsIn((table) => ofSnapshots.has(table))) emit('snapshot.changed', { accountId });
    if (touched.has('accounts') || touched.has('account_sources')) emit('accounts.changed', null);
  };
