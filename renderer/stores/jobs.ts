import type { Job } from '#shared/jobs.ts';
import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowRef } from 'vue';
import { call, on } from '../bridge.ts';
import { type ProgressSample, withSample } from '#shared/job-rate.ts';
import type { InvoiceKey } from '#shared/invoices.ts';

export interface TrackedJob {
  readonly job: Job;
  readonly samples: readonly ProgressSample[];
}

/**
 * Events may overtake the answer of the call that started the job: an ended job stays ended, progress never goes back.
 * One that goes on with an earlier job has its id and started later.
 */
function newerOf(known: Job | undefined, received: Job): Job {
  if (!known || received.startedAt > known.startedAt) return received;
  if (known.state !== 'running' && received.state === 'running') return known;
  return received.state === 'running' && received.done < known.done ? known : received;
}

/** What main says about long work: synchronization, exports and verification. */
export const useJobs = defineStore('jobs', () => {
  const tracked = shallowRef<ReadonlyMap<string, TrackedJob>>(new Map());

  function update(received: Job): void {
    const known = tracked.value.get(received.id);
    const job = newerOf(known?.job, received);
    const samples = withSample(known?.samples ?? [], { at: performance.now(), done: job.done });
    tracked.value = new Map(tracked.value).set(job.id, { job, samples });
  }

  async function load(): Promise<void> {
    const result = await call('jobs.list', null);
    if (result.ok) for (const job of result.value) update(job);
  }

  const all = computed(() => [...tracked.value.values()]);
  /** A running job of a kind, the one that fits where several run at a time. */
  const running = (kind: Job['kind'], fits: (job: Job) => boolean = () => true): TrackedJob | null =>
    all.value.find(({ job }) => job.kind === kind && job.state === 'running' && fits(job)) ?? null;

  onScopeDispose(on('job.progress', update));
  void load();

  return {
    all,
    update,
    job: (id: string | null): TrackedJob | null => (id === null ? null : (tracked.value.get(id) ?? null)),
    /** A running synchronization of an account, or with null of any. */
    syncOf: (accountId: string | null) =>
      running('sync', (job) => accountId === null || job.accountId === null || job.accountId === accountId),
    /** The running verification of an account, or with null of the whole archive. */
    verificationOf: (accountId: string | null) => running('verify', (job) => job.accountId === accountId),
    /** The running fetch of an invoice's PDF. */
    fetchOf: (invoiceKey: InvoiceKey) => running('document', ({ invoice }) => invoice === invoiceKey),
    /** Whether an automatic export runs. */
    isExportingByItself: computed(() => running('automatic-export') !== null),
    running,
    cancel: (jobId: string) => call('jobs.cancel', { jobId }),
  };
});
