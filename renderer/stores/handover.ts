import { defineStore } from 'pinia';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { mayChange } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { HandoverBatch, HandoverPlan } from '#shared/handover/plan.ts';
import type { HandoverProfile, KeptProfile } from '#shared/handover/profile.ts';
import type { Result } from '#shared/result.ts';
import type { Month } from '#shared/time.ts';
import { call, on } from '../bridge.ts';
import { useAccounts } from './accounts.ts';
import { useJobs } from './jobs.ts';
import { createResource } from './resource.ts';

/** Where the profile that was used last is remembered, also for the next start. */
const place = 'billfold.handover-profile';

/** Handing over to accounting: the profiles, what the chosen one would write, the batch that runs, and those before. */
export const useHandover = defineStore('handover', () => {
  const jobs = useJobs();
  const accounts = useAccounts();
  const wantedId = ref(localStorage.getItem(place));
  const to = ref<Month | null>(null);
  const folder = shallowRef<{ folderId: string; label: string } | null>(null);
  const leaveOut = ref(false);
  const jobId = ref<string | null>(null);
  const error = shallowRef<AppError | null>(null);

  const profiles = createResource<KeptProfile[]>(() => call('handover.profiles', null));
  const profile = computed(() => {
    const all = profiles.value.value ?? [];
    return all.find(({ id }) => id === wantedId.value) ?? all[0] ?? null;
  });
  const plan = createResource<HandoverPlan>(
    () => call('handover.plan', { profileId: profile.value?.id ?? '', to: to.value }),
    // Another mapping is another plan.
    { about: () => profile.value && JSON.stringify([profile.value, to.value]) },
  );
  const batches = createResource<HandoverBatch[]>(() => call('handover.batches', null));
  const job = computed(() => jobs.job(jobId.value));
  const running = computed(() => job.value?.job.state === 'running');

  onScopeDispose(
    on('handover.changed', () => {
      void batches.refresh();
      if (profile.value) void plan.refresh();
    }),
  );
  onScopeDispose(
    on('invoices.changed', () => {
      if (profile.value && !running.value) void plan.refresh();
    }),
  );

  function choose(id: string): void {
    wantedId.value = id;
    localStorage.setItem(place, id);
    jobId.value = null;
    error.value = null;
  }

  async function save(id: string | null, wanted: HandoverProfile): Promise<Result<KeptProfile>> {
    const saved = await call('handover.saveProfile', { profileId: id, profile: wanted });
    if (!saved.ok) return saved;
    await profiles.refresh();
    choose(saved.value.id);
    return saved;
  }

  /** Does something that changes what the plan says, and asks for the new one. */
  async function answer(ask: Promise<Result<unknown>>): Promise<Result<unknown>> {
    const result = await ask;
    if (result.ok) await plan.refresh();
    return result;
  }

  return {
    profiles,
    profile,
    plan,
    batches,
    to,
    folder,
    leaveOut,
    job,
    running,
    error,
    /** Whether the role in any account allows it; where there is none nothing forbids it. */
    allowed: computed(() => accounts.accounts.length === 0 || accounts.accounts.some(({ role }) => mayChange(role))),
    choose,
    save,
    answer,
    async load(): Promise<void> {
      await Promise.all([profiles.refresh(), batches.refresh()]);
    },
    async remove(id: string): Promise<Result<null>> {
      const removed = await call('handover.removeProfile', { profileId: id });
      if (removed.ok) await profiles.refresh();
      return removed;
    },
    async chooseFolder(): Promise<void> {
      const result = await call('handover.chooseFolder', null);
      error.value = result.ok ? null : result.error;
      if (result.ok && result.value) folder.value = result.value;
    },
    async start(): Promise<void> {
      const [chosen, shown, target] = [profile.value, plan.value.value, folder.value];
      if (!chosen || !shown || !target || running.value) return;
      const started = await call('handover.start', {
        profileId: chosen.id,
        to: to.value,
        folderId: target.folderId,
        leaveOut: leaveOut.value,
        token: shown.token,
      });
      error.value = started.ok ? null : started.error;
      if (!started.ok) return;
      jobs.update(started.value);
      jobId.value = started.value.id;
    },
    async undo(batchId: string): Promise<Result<HandoverBatch>> {
      jobId.value = null;
      return call('handover.undo', { batchId });
    },
  };
});
