import { ref } from 'vue';
import type { AppError } from '#shared/errors.ts';
import type { Response } from '#shared/ipc/contract.ts';
import type { Job } from '#shared/jobs.ts';
import type { Result } from '#shared/result.ts';
import { call } from '../bridge.ts';
import { useJobs } from '../stores/jobs.ts';

/** Chooses a backup, shows what it holds, and restores it once that was confirmed. */
export function useRestore(onError: (error: AppError) => void) {
  const jobs = useJobs();
  const chosen = ref<Response<'backup.choose'>>(null);

  function follow(started: Result<Job>): void {
    if (started.ok) jobs.update(started.value);
    else onError(started.error);
  }

  return {
    chosen,
    follow,
    async choose(zip: boolean): Promise<void> {
      const result = await call('backup.choose', { zip });
      if (result.ok) chosen.value = result.value;
      else onError(result.error);
    },
    async restore(): Promise<void> {
      if (!chosen.value) return;
      const { backupId } = chosen.value;
      chosen.value = null;
      follow(await call('backup.restore', { backupId }));
    },
  };
}
