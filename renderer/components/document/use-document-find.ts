import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { findOnPage, firstHitFrom, type Hit, hitAfter } from './find-in-text.ts';
import type { DocumentHandle } from './document-handle.ts';

/** Search in an open document: hits arrive page by page, and stop arriving when the question changes. */
export function useDocumentFind(handle: Ref<DocumentHandle | null>, currentPage: Ref<number>) {
  const query = ref('');
  const hits = shallowRef<readonly Hit[]>([]);
  const current = ref(-1);
  const searching = ref(false);
  /** Known when a search has ended without a hit. */
  const hasText = ref(true);
  let question = 0;

  async function search(): Promise<void> {
    const asked = (question += 1);
    const open = handle.value;
    hits.value = [];
    current.value = -1;
    searching.value = open !== null && query.value.trim() !== '';
    if (!open || !searching.value) return;
    let found: readonly Hit[] = [];
    let someText = false;
    for (let page = 1; page <= open.pageCount; page += 1) {
      // A page that cannot be read, or is too complex, is one without text.
      const runs = await open.textOf(page).catch(() => []);
      if (asked !== question) return;
      someText ||= runs.some(({ text }) => text.trim() !== '');
      const here = findOnPage(runs, query.value, page);
      if (here.length === 0) continue;
      found = [...found, ...here];
      hits.value = found;
      if (current.value < 0 && page >= currentPage.value) current.value = firstHitFrom(found, currentPage.value);
    }
    if (current.value < 0) current.value = firstHitFrom(found, currentPage.value);
    hasText.value = someText;
    searching.value = false;
  }

  watch([query, handle], () => {
    void search();
  });

  return {
    query,
    hits,
    /** Index of the hit gone to; -1 without one. */
    current,
    searching,
    hasText,
    currentHit: computed(() => hits.value[current.value] ?? null),
    go(step: 1 | -1): void {
      current.value = hitAfter(current.value, step, hits.value.length);
    },
  };
}
