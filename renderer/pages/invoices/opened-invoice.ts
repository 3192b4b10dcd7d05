import { useTimeoutFn } from '@vueuse/core';
import { nextTick, type Ref, ref, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { PdfEngine } from '../../components/document/pdf-engine.ts';
import { pageSize, useInvoices } from '../../stores/invoices.ts';
import { useDocumentLink } from './document-link.ts';

/** The preview follows the keyboard after a pause, so that running through the list opens nothing on the way. */
const followPauseMillis = 120;

/**
 * The invoice of the list that is open in the preview: opened by a press, by the keyboard, or because another screen wants to
 * see it.
 *
 * @param active index of the row that has the table's place in the tab order
 */
export function useOpenedInvoice(active: Ref<number>, engine: PdfEngine, focusList: () => Promise<void> | undefined) {
  const invoices = useInvoices();
  const route = useRoute();
  const opened = shallowRef<ArchivedInvoice | null>(null);
  const link = useDocumentLink(opened, engine);
  const openedIndex = ref(0);
  /** Key of an invoice that another screen wants to see: the list is narrowed down to it, and it is opened once it is there. */
  const awaited = ref<string | null>(null);

  let openings = 0;
  async function open(index: number): Promise<void> {
    dontFollow();
    const row = invoices.list.row(index);
    if (!row) return;
    const mine = (openings += 1);
    await link.prepare(row);
    if (mine !== openings) return;
    opened.value = row;
    openedIndex.value = index;
  }

  const { start: openSoon, stop: dontFollow } = useTimeoutFn(open, followPauseMillis, { immediate: false });
  function follow(index: number): void {
    if (opened.value) openSoon(index);
  }

  async function close(): Promise<void> {
    // Neither what is on its way nor what would follow opens after this.
    openings += 1;
    dontFollow();
    if (!opened.value) return;
    opened.value = null;
    await nextTick();
    await focusList();
  }

  watch(() => invoices.question.accountId, close);
  // The open invoice shows what the list knows of it: paid meanwhile, document fetched meanwhile.
  watch(
    () => invoices.list.row(openedIndex.value),
    (row) => {
      if (row && row.key === opened.value?.key) opened.value = row;
    },
  );
  watch(
    () => route.query,
    ({ invoice, find }) => {
      if (typeof find !== 'string') return;
      awaited.value = typeof invoice === 'string' ? invoice : null;
      invoices.searchNow(find);
    },
    { immediate: true },
  );
  watch(
    () => invoices.revision,
    () => {
      const shown = invoices.list;
      if (awaited.value === null || shown.stale || shown.count === null) return;
      const last = Math.min(shown.count, pageSize) - 1;
      for (let index = 0; index <= last; index += 1) {
        if (shown.row(index)?.key !== awaited.value) continue;
        void open(index);
        active.value = index;
      }
      awaited.value = null;
    },
  );

  return { opened, link, open, follow, close };
}
