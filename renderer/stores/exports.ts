import { type ExportHistory, type ExportReport, needsAttention } from '#shared/export.ts';
import { defineStore } from 'pinia';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { call, on } from '../bridge.ts';
import { useExportChoice } from './export-choice.ts';
import { createResource } from './resource.ts';
import { useJobs } from './jobs.ts';
import type { AppError } from '#shared/errors.ts';
import type { Job } from '#shared/jobs.ts';
import type { Result } from '#shared/result.ts';
import type { InvoiceKey } from '#shared/invoices.ts';

/** What the job in sight is: a real export, the pack of a month, or one that only looks. */
export type Purpose = 'export' | 'pack' | 'dry-run';

const nothingChosen = { count: 0, withDocument: 0, totals: [], tooLarge: [], examples: [] };

/** What is to be exported, how and where, the export that runs, what came of it, and the ones before. */
export const useExports = defineStore('exports', () => {
  const jobs = useJobs();
  const { pickInvoices, pickEverything, ...chosen } = useExportChoice();
  const folder = shallowRef<{ folderId: string; label: string } | null>(null);
  const jobId = ref<string | null>(null);
  const purpose = ref<Purpose>('export');
  const report = shallowRef<ExportReport | null>(null);
  const dryRun = shallowRef<ExportReport | null>(null);
  const starting = ref(false);
  const error = shallowRef<AppError | null>(null);

  const preview = createResource(() =>
    chosen.choice.value
      ? call('exports.preview', chosen.choice.value)
      : Promise.resolve({ ok: true as const, value: nothingChosen }),
  );
  const templateProblem = computed(() => {
    const error = preview.error.value;
    return error?.code === 'template-invalid' || error?.code === 'template-empty' ? error : null;
  });
  const history = createResource<ExportHistory[]>(() => call('exports.history', null));
  onScopeDispose(on('exports.changed', () => void history.refresh()));
  const automatic = computed(() => (history.value.value ?? []).filter((each) => each.automatic));
  const needingAttention = computed(() => automatic.value.filter(needsAttention));
  const job = computed(() => jobs.job(jobId.value));
  const running = computed(() => job.value?.job.state === 'running');

  /** Back to choosing; a running export runs on and stays in sight. */
  function startOver(): void {
    if (running.value) return;
    jobId.value = null;
    report.value = null;
    error.value = null;
  }

  async function chooseFolder(): Promise<boolean> {
    const result = await call('exports.chooseFolder', null);
    error.value = result.ok ? null : result.error;
    if (!result.ok || !result.value) return false;
    folder.value = result.value;
    return true;
  }

  async function begin(wanted: Purpose, ask: () => Promise<Result<Job>>): Promise<void> {
    if (starting.value || running.value) return;
    starting.value = true;
    error.value = null;
    report.value = null;
    dryRun.value = null;
    const result = await ask();
    starting.value = false;
    if (!result.ok) {
      error.value = result.error;
      return;
    }
    purpose.value = wanted;
    jobs.update(result.value);
    jobId.value = result.value.id;
  }

  return {
    ...chosen,
    preview,
    templateProblem,
    folder,
    job,
    jobId,
    purpose,
    running,
    starting,
    error,
    report,
    dryRun,
    history,
    automatic,
    needingAttention,
    chooseInvoices(keys: readonly InvoiceKey[]): void {
      pickInvoices(keys);
      startOver();
    },
    chooseEverything(account: string | null): void {
      pickEverything(account);
      startOver();
    },
    startOver,
    chooseFolder,
    /** Offers the folder of the newest export, until another is chosen. */
    async offerLastFolder(): Promise<void> {
      const result = await call('exports.lastFolder', null);
      if (result.ok && folder.value === null) folder.value = result.value;
    },
    async start(dryRun = false): Promise<void> {
      const [choice, target] = [chosen.choice.value, folder.value];
      if (!choice || !target) return;
      await begin(dryRun ? 'dry-run' : 'export', () =>
        call('exports.start', {
          ...choice,
          folderId: target.folderId,
          pack: false,
          dryRun,
          keep: chosen.keep.value && chosen.mayKeep.value && !dryRun,
        }),
      );
    },
    /** All that closes a month, in a folder of the month. Asks for a folder where none is chosen yet. */
    async startPack(): Promise<void> {
      if (folder.value === null && !(await chooseFolder())) return;
      const [target, month] = [folder.value, chosen.packMonth.value];
      if (!target || !month) return;
      await begin('pack', () =>
        call('exports.start', {
          ...chosen.options.value,
          accountId: chosen.accountId.value,
          invoiceKeys: null,
          from: month,
          to: month,
          formats: ['pdf', 'csv', 'xlsx'],
          zip: false,
          folderId: target.folderId,
          pack: true,
          dryRun: false,
          keep: false,
        }),
      );
    },
    /** Runs an earlier export again: what it wrote is skipped. */
    resume: (id: string): Promise<void> => begin('export', () => call('exports.resume', { jobId: id })),
    /** Called when the export that is in sight has ended. */
    async readReport(): Promise<void> {
      const ended = jobId.value;
      if (ended === null) return;
      const result = await call('exports.report', { jobId: ended });
      if (ended === jobId.value && result.ok) {
        if (purpose.value === 'dry-run') {
          dryRun.value = result.value;
          error.value = job.value?.job.error ?? null;
          jobId.value = null;
        } else report.value = result.value;
      }
      await history.refresh();
    },
    /** Takes up an export that was started before this screen was opened. */
    adoptRunning(): void {
      const found = jobs.all.find((each) => each.job.kind === 'export' && each.job.state === 'running');
      if (jobId.value === null && found) jobId.value = found.job.id;
    },
    showFolder: (id: string) => call('exports.showFolder', { jobId: id }),
  };
});
