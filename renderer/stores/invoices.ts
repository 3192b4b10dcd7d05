import type { ArchivedInvoice, InvoiceKey, InvoiceStatus } from '#shared/invoices.ts';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import type { Result } from '#shared/result.ts';
import { parseSearch, searchTextFrom, termsOf, withoutPart } from '#shared/search-query.ts';
import type { SearchTerm } from '#shared/search-terms.ts';
import { useTimeoutFn } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, onScopeDispose, ref, shallowRef, triggerRef } from 'vue';
import { call, on } from '../bridge.ts';
import { createPageCache } from './page-cache.ts';
import { refOfAccount } from './accounts.ts';
import { isEmpty, nothingSelected, type Selection, selectedCount } from '../selection.ts';

export type StatusFilter = InvoiceStatus | 'overdue';
export type InvoiceSort = InvoiceQuery['sort'];
export type SortColumn = InvoiceSort['by'];
type Question = Omit<InvoiceQuery, 'offset' | 'limit'>;

/** A page comes within one frame: larger ones are seen in scrolling. */
export const pageSize = 50;
/** The contract's largest page, for walking through keys only. */
const walkSize = 500;
const typingPauseMillis = 120;
const refreshPauseMillis = 400;

/** The archive's list as the window shows it: one question to main, the pages of its answer around what is on screen. */
export const useInvoices = defineStore('invoices', () => {
  const question = shallowRef<Question>({
    accountId: null,
    text: '',
    terms: [],
    statuses: [],
    sort: { by: 'issuedAt', descending: true },
  });
  /** What stands in the search field; asked after a pause in typing. */
  const text = ref('');
  /** How amounts in it are written. */
  const locale = ref('en');
  const parts = computed(() => parseSearch(text.value, locale.value));
  const totals = shallowRef<readonly Money[]>([]);
  /** Currencies whose sum is too large to be shown. */
  const tooLarge = shallowRef<readonly string[]>([]);
  const selection = shallowRef<Selection<InvoiceKey>>(nothingSelected);
  const asked = ref(false);
  /** Counts the changes of the list's contents. */
  const revision = ref(0);
  /** All accounts are shown, not only the one that the other screens show. */
  const everywhere = ref(false);
  /** A closed account in place of the one that the other screens show. */
  const closedId = refOfAccount<string | null>(null);

  const query = (offset: number, limit: number, of: Question = question.value) =>
    call('invoices.query', { ...of, offset, limit });

  const cache = createPageCache<ArchivedInvoice>({
    pageSize,
    fetchPage: async (offset, limit) => {
      const answered = question.value;
      const result = await query(offset, limit);
      if (result.ok && answered === question.value) {
        totals.value = result.value.totals;
        tooLarge.value = result.value.tooLarge;
      }
      return result;
    },
    onChange: () => {
      revision.value += 1;
      triggerRef(list);
    },
  });
  const list = shallowRef(cache);

  const filtered = computed(() => text.value.trim() !== '' || question.value.statuses.length > 0);
  const count = computed(() => list.value.count);

  function ask(change: Partial<Question>): void {
    question.value = { ...question.value, ...change };
    asked.value = true;
    // Another order shows the same invoices: what was selected stays selected.
    if (Object.keys(change).some((field) => field !== 'sort')) selection.value = nothingSelected;
    cache.reset();
    triggerRef(list);
  }

  function askTyped(): void {
    const terms = termsOf(parts.value);
    if (JSON.stringify(terms) !== JSON.stringify(question.value.terms)) ask({ terms });
  }
  const typing = useTimeoutFn(askTyped, typingPauseMillis, { immediate: false });
  /** Narrows the list down at once to these conditions, whatever was chosen before. */
  function searchTerms(terms: SearchTerm[]): void {
    typing.stop();
    text.value = searchTextFrom(terms, locale.value);
    ask({ terms, statuses: [] });
  }

  /** The same to one text, whatever characters it has. */
  function searchNow(wanted: string): void {
    searchTerms(wanted.trim() === '' ? [] : [{ kind: 'word', text: wanted.trim() }]);
  }

  function searchSoon(typed: string): void {
    text.value = typed;
    typing.start();
  }
  const isTyped = (status: StatusFilter): boolean =>
    parts.value.some(({ term }) => term?.kind === 'status' && term.status === status);

  const refreshing = useTimeoutFn(cache.refresh, refreshPauseMillis, { immediate: false });
  function refreshSoon(): void {
    if (!refreshing.isPending.value) refreshing.start();
  }

  /** The keys of a stretch of the list, or of another question's, loaded or not; both ends included. */
  async function keysBetween(first: number, last: number, of?: Question): Promise<Result<InvoiceKey[]>> {
    const keys: InvoiceKey[] = [];
    for (let offset = first; offset <= last; offset += walkSize) {
      const result = await query(offset, Math.min(walkSize, last - offset + 1), of);
      if (!result.ok) return result;
      keys.push(...result.value.rows.map(({ key }) => key));
      if (result.value.rows.length < walkSize) break;
    }
    return { ok: true, value: keys };
  }

  /** The keys of all selected invoices; null when they are all of one account or of all accounts, unfiltered. */
  async function selectedKeys(): Promise<Result<InvoiceKey[] | null>> {
    const { every, keys } = selection.value;
    if (!every) return { ok: true, value: [...keys] };
    if (keys.size === 0 && !filtered.value) return { ok: true, value: null };
    const all = await keysBetween(0, (count.value ?? 0) - 1);
    return all.ok ? { ok: true, value: all.value.filter((key) => !keys.has(key)) } : all;
  }

  onScopeDispose(
    on('invoices.changed', ({ accountId }) => {
      const shown = question.value.accountId;
      if (asked.value && (shown === null || shown === accountId)) refreshSoon();
    }),
  );
  onScopeDispose(cache.dispose);

  return {
    question,
    everywhere,
    closedId,
    text,
    locale,
    parts,
    totals,
    tooLarge,
    list,
    revision,
    count,
    filtered,
    selection,
    selectedCount: computed(() => selectedCount(selection.value, count.value ?? 0)),
    nothingSelected: computed(() => isEmpty(selection.value)),
    search: searchSoon,
    searchNow,
    searchTerms,
    showAccount(accountId: string | null): void {
      if (!asked.value || accountId !== question.value.accountId) ask({ accountId });
    },
    hasStatus: (status: StatusFilter): boolean => isTyped(status) || question.value.statuses.includes(status),
    /** What was typed is changed where it was typed: chosen beside it, a second status would leave nothing. */
    toggleStatus(status: StatusFilter): void {
      const { statuses } = question.value;
      const typed = parts.value.filter(({ term }) => term?.kind === 'status');
      const same = typed.find(({ term }) => term?.kind === 'status' && term.status === status);
      if (same) searchSoon(withoutPart(text.value, same));
      else if (typed.length > 0) searchSoon(`${text.value.trimEnd()} status:${status}`);
      else
        ask({
          statuses: statuses.includes(status) ? statuses.filter((each) => each !== status) : [...statuses, status],
        });
    },
    /** Narrows the list down to these months of issue, both included; null is open. */
    showMonths({ from, to }: { readonly from: string | null; readonly to: string | null }): void {
      const others = termsOf(parts.value).filter(({ kind }) => kind !== 'from' && kind !== 'to');
      const months = [...(from === null ? [] : [`from:${from}`]), ...(to === null ? [] : [`to:${to}`])];
      searchSoon([searchTextFrom(others, locale.value), ...months].filter(Boolean).join(' '));
    },
    /** Count and sums of the list's invoices with one of these statuses. */
    sumsOf: (statuses: StatusFilter[]) => query(0, 1, { ...question.value, statuses }),
    /** Selects the invoices of the list that wait to be paid. */
    async selectOpen(): Promise<Result<InvoiceKey[]>> {
      const keys = await keysBetween(0, Number.MAX_SAFE_INTEGER, { ...question.value, statuses: ['open'] });
      if (keys.ok) selection.value = { every: false, keys: new Set(keys.value) };
      return keys;
    },
    clearFilters: () => {
      searchNow('');
    },
    /** Sorts by a column; by the column that is sorted already, the other way round. */
    sortBy(by: SortColumn): void {
      const { sort } = question.value;
      const descendingFirst = by === 'issuedAt' || by === 'total' || by === 'dueAt' || by === 'period';
      ask({ sort: { by, descending: sort.by === by ? !sort.descending : descendingFirst } });
    },
    refreshSoon,
    keysBetween,
    selectedKeys,
    /** The keys of all selected invoices, whatever is selected. */
    async everySelectedKey(): Promise<Result<InvoiceKey[]>> {
      const keys = await selectedKeys();
      return keys.ok && keys.value === null ? keysBetween(0, (count.value ?? 0) - 1) : (keys as Result<InvoiceKey[]>);
    },
  };
});
