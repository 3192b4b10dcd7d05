import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { isFedByDocuments, listsInvoices } from '#shared/accounts.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import { ok, type Result } from '#shared/result.ts';
import { call } from '../bridge.ts';
import { useText } from '../i18n/use-text.ts';
import { lacksKey, useAccounts } from './accounts.ts';
import { useJobs } from './jobs.ts';
import { useToasts } from './toasts.ts';

/**
 * The one way to look again, on every screen: at the upcoming invoice, usage and state of an account, and at its invoices;
 * with null at those of all accounts. It tells how that ended, once.
 */
export const useRefresh = defineStore('refresh', () => {
  const accounts = useAccounts();
  const jobs = useJobs();
  const toasts = useToasts();
  const { t } = useText();
  /** What is being asked for: ids of accounts, null for all. */
  const asking = ref<readonly (string | null)[]>([]);
  /** Ids of syncs that somebody waits for here. */
  const asked = ref<readonly string[]>([]);

  const inScope = (scope: string | null): AccountSummary[] =>
    accounts.accounts.filter((each) => scope === null || each.id === scope);
  const askable = (scope: string | null): AccountSummary[] =>
    inScope(scope).filter((each) => !lacksKey(each) && !isFedByDocuments(each));

  /** Answers the id of the job. A normal sync that runs already is as good; a full one has to come after it. */
  async function sync(scope: string | null, full: boolean): Promise<Result<string>> {
    const result = await call('sync.start', { accountId: scope, full });
    if (result.ok) {
      jobs.update(result.value);
      return ok(result.value.id);
    }
    return result.error.code === 'job-running' && !full ? ok(result.error.job) : result;
  }

  async function refresh(scope: string | null, full = false): Promise<void> {
    if (asking.value.includes(scope)) return;
    asking.value = [...asking.value, scope];
    const reached = askable(scope);
    const [begun, ...checks] = await Promise.all([
      reached.some(listsInvoices) ? sync(scope, full) : null,
      ...reached.map(({ id }) => accounts.checkNow(id)),
    ]);
    asking.value = asking.value.filter((each) => each !== scope);
    const failed = [...checks, begun].find((each) => each?.ok === false);
    // Nothing is up to date where one of them is not, however the sync ends.
    if (failed) toasts.reportFailure(failed);
    else if (begun?.ok) asked.value = [...asked.value, begun.value];
    else toasts.succeed(t('common.refreshed'));
  }

  watch(
    () => asked.value.map((id) => jobs.job(id)?.job).filter((job) => job && job.state !== 'running'),
    (ended) => {
      for (const job of ended) {
        if (!job || !asked.value.includes(job.id)) continue;
        asked.value = asked.value.filter((id) => id !== job.id);
        if (job.state === 'done') toasts.succeed(t('common.refreshed'));
        else if (job.state === 'cancelled') toasts.succeed(t('invoices.syncCancelled'));
        else if (job.error) toasts.fail(job.error);
      }
    },
  );

  return {
    refresh,
    askable,
    /** Whether it is being looked at, or its invoices are. */
    isBusy: (scope: string | null): boolean =>
      asking.value.includes(scope) ||
      jobs.syncOf(scope) !== null ||
      inScope(scope).some(({ id }) => accounts.checking.has(id)),
  };
});
