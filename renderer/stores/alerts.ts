import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { AlertChange } from '#shared/alert-change.ts';
import type { Alert, AlertEvent, AlertEventId, AlertId, CheckRecord, NewAlert } from '#shared/alerts.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { addMonths, monthOf } from '#shared/period.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Month } from '#shared/time.ts';
import { call, onNewsOf } from '../bridge.ts';
import { createResource } from './resource.ts';
import { refOfAccount, useAccounts } from './accounts.ts';

type WithoutAccount<T> = T extends unknown ? Omit<T, 'accountId'> : never;
/** A new alert of the chosen account. */
export type AlertDraft = WithoutAccount<NewAlert>;

const recentMonths = 6;
/** More bills in a month than anybody has subscriptions. */
const maxBills = 10 * recentMonths;
const checksAtFirst = 10;
const maxChecks = 500;

/** The month in which what is billed began. */
export const billedMonth = ({ period }: ArchivedInvoice): Month => monthOf(period.start);

/** The bills of an account's last six months that were billed, newest first: drafts, voids and credit notes are not bills. */
export function recentBills(rows: readonly ArchivedInvoice[]): ArchivedInvoice[] {
  const bills = rows.filter(({ type, status }) => type === 'invoice' && status !== 'draft' && status !== 'void');
  // An alert watches a subscription's upcoming invoice: what was billed apart from it is no measure.
  const ofSubscription = bills.filter(({ subscriptionId }) => subscriptionId !== null);
  const measured = ofSubscription.length > 0 ? ofSubscription : bills;
  const [newest] = measured.map(billedMonth).sort().reverse();
  if (newest === undefined) return [];
  const first = addMonths(newest, 1 - recentMonths);
  return measured.filter((bill) => billedMonth(bill) >= first);
}

/** Everything around the chosen account's alerts; follows main's events and a change of account. */
export const useAlerts = defineStore('alerts', () => {
  const accounts = useAccounts();
  const checkLimit = refOfAccount(checksAtFirst);
  const ofAccount = <T>(load: (accountId: string) => Promise<Result<T[]>>) =>
    createResource<T[]>(async () => (accounts.currentId === null ? ok([]) : await load(accounts.currentId)), {
      about: () => accounts.currentId ?? 'none',
    });

  const alerts = ofAccount<Alert>((accountId) => call('alerts.list', { accountId }));
  const alertEvents = ofAccount<AlertEvent>((accountId) => call('alerts.events', { accountId }));
  const checkRecords = ofAccount<CheckRecord>((accountId) =>
    call('watch.checks', { accountId, limit: checkLimit.value }),
  );
  const recent = ofAccount<ArchivedInvoice>(async (accountId) => {
    const result = await call('invoices.query', {
      accountId,
      text: '',
      statuses: ['open', 'paid', 'uncollectible'],
      sort: { by: 'issuedAt', descending: true },
      offset: 0,
      limit: maxBills,
    });
    return result.ok ? ok(recentBills(result.value.rows)) : result;
  });
  const resources = [alerts, alertEvents, checkRecords, recent];
  const refresh = async (): Promise<void> => {
    await Promise.all(resources.map((resource) => resource.refresh()));
  };

  onNewsOf(() => accounts.currentId, ['alerts.changed', 'snapshot.changed', 'invoices.changed'], refresh);

  return {
    alerts: alerts.value,
    alertEvents: alertEvents.value,
    checkRecords: checkRecords.value,
    recent: recent.value,
    error: computed(() => resources.map(({ error }) => error.value).find((error) => error !== null) ?? null),
    refresh,
    mayHaveMoreChecks: computed(
      () => (checkRecords.value.value?.length ?? 0) >= checkLimit.value && checkLimit.value < maxChecks,
    ),
    async showMoreChecks(): Promise<void> {
      checkLimit.value = Math.min(maxChecks, checkLimit.value * 5);
      await checkRecords.refresh();
    },
    async save(draft: AlertDraft): Promise<Result<Alert>> {
      const accountId = draft.scope === 'all' ? null : (accounts.currentId ?? '');
      const result = await call('alerts.save', { accountId, ...draft });
      if (result.ok) await alerts.refresh();
      return result;
    },
    async edit(alertId: AlertId, change: AlertChange): Promise<Result<Alert>> {
      const result = await call('alerts.edit', { alertId, change });
      if (result.ok) await alerts.refresh();
      return result;
    },
    async remove(alertId: AlertId): Promise<Result<null>> {
      const result = await call('alerts.remove', { alertId });
      if (result.ok) await alerts.refresh();
      return result;
    },
    async restore(alertId: AlertId): Promise<Result<Alert>> {
      const result = await call('alerts.restore', { alertId });
      if (result.ok) await alerts.refresh();
      return result;
    },
    /** Null when the user cancelled. */
    saveHistory: (alertEventIds: AlertEventId[]): Promise<Result<{ fileName: string } | null>> =>
      call('alerts.saveHistory', { accountId: accounts.currentId ?? '', alertEventIds }),
    async markSeen(alertEventIds: AlertEventId[]): Promise<void> {
      const result = await call('alerts.markSeen', { alertEventIds });
      if (result.ok) await alertEvents.refresh();
    },
  };
});
