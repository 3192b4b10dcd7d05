import { useEventListener } from '@vueuse/core';
import { computed, ref } from 'vue';
import type { AppError } from '#shared/errors.ts';
import { type InvoiceKey, isUnpaid } from '#shared/invoices.ts';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import { call, onNewsOf } from '../bridge.ts';
import { useJobs } from '../stores/jobs.ts';
import { createResource } from '../stores/resource.ts';

const unpaidOf = (accountId: string): InvoiceQuery => ({
  accountId,
  text: '',
  statuses: ['open'],
  sort: { by: 'issuedAt', descending: true },
  offset: 0,
  limit: 100,
});

/** An account's unpaid invoices; those sent to be paid are asked about again when the window gets the focus back. */
export function useUnpaid(accountId: string) {
  const found = createResource(() => call('invoices.query', unpaidOf(accountId)));
  const jobs = useJobs();
  const asking = ref(false);
  const jobId = ref<string | null>(null);
  const job = computed(() => jobs.job(jobId.value)?.job ?? null);
  const notStarted = ref<AppError | null>(null);
  const paying = new Set<InvoiceKey>();
  const looking = ref(false);

  async function look(): Promise<void> {
    if (paying.size === 0 || looking.value) return;
    looking.value = true;
    for (const key of paying) {
      const read = await call('invoices.refresh', { key });
      if (read.ok && read.value.status === 'paid') paying.delete(key);
    }
    looking.value = false;
    await found.refresh();
  }

  useEventListener(window, 'focus', () => void look());
  onNewsOf(() => accountId, ['invoices.changed'], found.refresh);
  void found.refresh();

  return {
    /** Of the vendor's own: whether another supplier's is paid is nothing to it. Null while not known. */
    invoices: computed(() => found.value.value?.rows.filter((row) => row.source === 'vendor' && isUnpaid(row)) ?? null),
    error: found.error,
    loading: found.loading,
    refresh: found.refresh,
    /** Asks the vendor for what came since the archive last looked; it then arrives by itself. */
    async sync(): Promise<void> {
      asking.value = true;
      const started = await call('sync.start', { accountId, full: false });
      asking.value = false;
      notStarted.value = started.ok || started.error.code === 'job-running' ? null : started.error;
      if (started.ok) jobs.update(started.value);
      if (started.ok) jobId.value = started.value.id;
      else if (started.error.code === 'job-running') jobId.value = started.error.job;
    },
    syncing: computed(() => asking.value || job.value?.state === 'running'),
    /** Why newer invoices could not be asked for: what is known is all that there is to go by. */
    notSynced: computed(
      (): AppError | null =>
        notStarted.value ?? job.value?.error ?? (job.value?.state === 'cancelled' ? { code: 'cancelled' } : null),
    ),
    looking,
    /** The user was sent to pay this one. */
    sent(key: InvoiceKey): void {
      paying.add(key);
    },
  };
}
