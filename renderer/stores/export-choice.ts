import type { ExportOptions, ExportSelection } from '#shared/export.ts';
import { addMonths, monthOf } from '#shared/period.ts';
import { instantFromMillis, type Month } from '#shared/time.ts';
import type { InvoiceKey } from '#shared/invoices.ts';
import { computed, ref, shallowRef, watch } from 'vue';
import { monthsOf, type PeriodPreset } from './period-presets.ts';
import { useSettings } from './settings.ts';

type What = { readonly kind: 'period' } | { readonly kind: 'invoices' };

/** What is to be exported and how; nothing of it reaches main by itself. Part of the store of exports. */
export function useExportChoice() {
  const settings = useSettings();
  const thisMonth = (): Month => monthOf(instantFromMillis(Date.now()), settings.timeZone);
  const what = shallowRef<What>({ kind: 'period' });
  /** The keys picked on Invoices; they stay at hand while a period is tried out. */
  const picked = shallowRef<readonly InvoiceKey[]>([]);
  const accountId = ref<string | null>(null);
  const preset = ref<PeriodPreset>('last-month');
  /** Empty until it is entered; `to` as well. */
  const from = ref<Month | ''>('');
  const to = ref<Month | ''>('');
  const options = shallowRef<ExportOptions>(settings.settings.exports);
  /** Whether the options are to be those of later exports too. */
  const keep = ref(false);
  const mayKeep = computed(() => !settings.isLocked('exports'));
  const packMonth = ref<Month | ''>(addMonths(thisMonth(), -1));

  watch(
    () => settings.settings.exports,
    (kept) => {
      options.value = kept;
    },
  );

  const months = computed(() =>
    monthsOf(preset.value, thisMonth(), { from: from.value, to: to.value }, options.value.fiscalYearStart),
  );
  /** Null while the choice is incomplete or impossible. */
  const selection = computed((): ExportSelection | null => {
    if (what.value.kind === 'invoices')
      return { accountId: null, invoiceKeys: [...picked.value], from: null, to: null };
    return months.value.ok ? { accountId: accountId.value, invoiceKeys: null, ...months.value.value } : null;
  });

  /** The account that the other screens show is the one offered here, until another is chosen. */
  let tracked: string | null = null;
  function follow(current: string | null): void {
    if (current === tracked) return;
    tracked = current;
    if (what.value.kind === 'period' && preset.value !== 'everything') accountId.value = current;
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
    options,
    keep,
    mayKeep,
    /** Everything that the preview depends on. */
    choice: computed(() => selection.value && { ...selection.value, ...options.value }),
    packMonth,
    follow,
    choosePeriod(): void {
      what.value = { kind: 'period' };
    },
    pickInvoices(keys: readonly InvoiceKey[]): void {
      what.value = { kind: 'invoices' };
      picked.value = keys;
    },
    pickEverything(account: string | null): void {
      what.value = { kind: 'period' };
      accountId.value = account;
      preset.value = 'everything';
    },
  };
}
