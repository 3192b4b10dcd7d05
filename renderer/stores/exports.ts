import { type ExportHistory, type ExportReport, type ExportSelection } from '#shared/export.ts';
import { monthOf } from '#shared/period.ts';
import { instantFromMillis, type Month } from '#shared/time.ts';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { call } from '../bridge.ts';
import { createResource } from '../composables/resource.ts';
import { monthsOf, type PeriodPreset } from './period-presets.ts';
import { useJobs } from './jobs.ts';
import type { AppError } from '#shared/errors.ts';

type What = { readonly kind: 'period' } | { readonly kind: 'invoices' };

const thisMonth = (): Month => monthOf(instantFromMillis(Date.now()), Intl.DateTimeFormat().resolvedOptions().timeZone);

/** What is to be exported and where, the export that runs, what came of it, and the ones before. */
export const useExports = defineStore('exports', () => {
  const jobs = useJobs();
  const what = shallowRef<What>({ kind: 'period' });
  /** The keys picked on Invoices; they stay at hand while a period is tried out. */
  const picked = shallowRef<readonly string[]>([]);
  const accountId = ref<string | null>(null);
  const preset = ref<PeriodPreset>('last-month');
  /** Empty until it is entered; `to` as well. */
  const from = ref<Month>('');
  const to = ref<Month>('');
  const folder = shallowRef<{ folderId: string; label: string } | null>(null);
  const jobId = ref<string | null>(null);
  const report = shallowRef<ExportReport | null>(null);
  const starting = ref(false);
  const error = shallowRef<AppError | null>(null);

  const months = computed(() => monthsOf(preset.value, thisMonth(), { from: from.value, to: to.value }));
  /** Null while the choice is incomplete or impossible. */
  const selection = computed((): ExportSelection | null => {
    if (what.value.kind === 'invoices')
      return { accountId: null, invoiceKeys: [...picked.value], from: null, to: null };
    return months.value.ok ? { accountId: accountId.value, invoiceKeys: null, ...months.value.value } : null;
  });

  const preview = createResource(() => {
    const wanted = selection.value;
    return wanted
      ? call('exports.preview', wanted)
      : Promise.resolve({ ok: true as const, value: { count: 0, withDocument: 0, totals: [], examples: [] } });
  });
  const history = createResource<ExportHistory[]>(() => call('exports.history', null));
  const job = computed(() => jobs.job(jobId.value));
  const running = computed(() => job.value?.job.state === 'running');

  function chooseInvoices(keys: readonly string[]): void {
    what.value = { kind: 'invoices' };
    picked.value = keys;
    startOver();
  }

  function chooseEverything(account: string | null): void {
    what.value = { kind: 'period' };
    accountId.value = account;
    preset.value = 'everything';
    startOver();
  }

  /** The account that the other screens show is the one offered here, until another is chosen. */
  let followed: string | null = null;
  function follow(current: string | null): void {
    if (current === followed) return;
    followed = current;
    if (what.value.kind === 'period' && preset.value !== 'everything') accountId.value = current;
  }

  /** Back to choosing; a running export runs on and stays in sight. */
  function startOver(): void {
    if (running.value) return;
    jobId.value = null;
    report.value = null;
    error.value = null;
  }

  async function chooseFolder(): Promise<void> {
    const result = await call('exports.chooseFolder', null);
    error.value = result.ok ? null : result.error;
    if (result.ok && result.value) folder.value = result.value;
  }

  async function start(): Promise<void> {
    if (!selection.value || !folder.value || starting.value || running.value) return;
    starting.value = true;
    error.value = null;
    report.value = null;
    const result = await call('exports.start', {
      ...selection.value,
      template: null,
      folderId: folder.value.folderId,
    });
    starting.value = false;
    if (!result.ok) {
      error.value = result.error;
      return;
    }
    jobs.hear(result.value);
    jobId.value = result.value.id;
  }

  /** Called when the export that is in sight has ended. */
  async function readReport(): Promise<void> {
    const ended = jobId.value;
    if (ended === null) return;
    const result = await call('exports.report', { jobId: ended });
    if (ended === jobId.value && result.ok) report.value = result.value;
    await history.refresh();
  }

  /** Takes up an export that was started before this screen was opened. */
  function adoptRunning(): void {
    const found = jobs.all.find((each) => each.job.kind === 'export' && each.job.state === 'running');
    if (jobId.value === null && found) jobId.value = found.job.id;
  }

  return {
    what,
    picked,
    accountId,
    preset,
    from,
    to,
    months,
    selection,
    preview,
    folder,
    job,
    jobId,
    running,
    starting,
    error,
    report,
    history,
    follow,
    chooseInvoices,
    chooseEverything,
    choosePeriod: () => {
      what.value = { kind: 'period' };
    },
    startOver,
    chooseFolder,
    start,
    readReport,
    adoptRunning,
    showFolder: (id: string) => call('exports.showFolder', { jobId: id }),
  };
});
