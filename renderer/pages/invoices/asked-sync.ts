import { computed, ref, type Ref, watch } from 'vue';
import { call } from '../../bridge.ts';
import { useText } from '../../i18n/use-text.ts';
import { useInvoices } from '../../stores/invoices.ts';
import { useJobs } from '../../stores/jobs.ts';
import { useToasts } from '../../stores/toasts.ts';

/**
 * The sync of what the list shows, and how it ended where somebody waits for it here; others go on by themselves.
 *
 * @param scope id of an account; null is all of them
 */
export function useAskedSync(scope: Readonly<Ref<string | null>>) {
  const invoices = useInvoices();
  const jobs = useJobs();
  const toasts = useToasts();
  const { t } = useText();
  const starting = ref(false);
  /** Id of the job that somebody waits for. */
  const asked = ref<string | null>(null);
  const sync = computed(() => jobs.syncOf(scope.value));

  async function start(full: boolean): Promise<void> {
    starting.value = true;
    const result = await call('sync.start', { accountId: scope.value, full });
    starting.value = false;
    if (result.ok) {
      asked.value = result.value.id;
      jobs.update(result.value);
    } else if (result.error.code === 'job-running' && !full) asked.value = result.error.job;
    else toasts.fail(result.error);
  }

  watch(
    () => sync.value?.job.id,
    (_, before) => {
      if (before !== undefined) invoices.refreshSoon();
    },
  );
  watch(
    () => jobs.job(asked.value)?.job,
    (job) => {
      if (!job || job.state === 'running') return;
      asked.value = null;
      if (job.state === 'done') toasts.succeed(t('invoices.syncDone'));
      else if (job.state === 'cancelled') toasts.succeed(t('invoices.syncCancelled'));
      else if (job.error) toasts.fail(job.error);
    },
  );

  return { sync, syncing: computed(() => starting.value || sync.value !== null), start };
}
