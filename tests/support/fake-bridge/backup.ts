import type { BackupReport, Recovery } from '#shared/backup.ts';
import type { Response } from '#shared/ipc/contract.ts';
import type { Job } from '#shared/jobs.ts';
import { ok, type Result } from '#shared/result.ts';

export interface BackupState {
  daily: Response<'backup.daily'>;
  backup: BackupReport | null;
  /** The backup that the next dialog chooses; null cancels it. */
  chosenBackup: Response<'backup.choose'>;
  recovery: Recovery | null;
}

export const backupState = (): BackupState => ({
  daily: { count: 3, bytes: 12_400_000, newestAt: '2026-11-22T06:00:00.000Z', error: null },
  backup: null,
  chosenBackup: {
    ...{ backupId: 'b1', label: 'billfold-2026-11-20-080000', madeAt: '2026-11-20T08:00:00.000Z' },
    ...{ accounts: 4, invoices: 180, documents: 172, bytes: 42_000_000 },
  },
  recovery: null,
});

type StartJob = (kind: Job['kind'], accountId: string | null) => Result<Job>;

/** Calls about backups; what was written or restored is what a test puts into the state. */
export const backupAnswers = (state: BackupState, startJob: StartJob) => ({
  'backup.daily': () => ok(state.daily),
  'backup.start': () => startJob('backup', null),
  'backup.report': () => ok(state.backup),
  'backup.choose': () => ok(state.chosenBackup),
  'backup.restore': () => startJob('restore', null),
  'recovery.state': () => ok(state.recovery),
  'recovery.run': () => startJob('restore', null),
});
