import { onBeforeUnmount, ref, type Ref, shallowRef, watch } from 'vue';
import type { DocumentHandle } from './document-handle.ts';
import type { PageSize } from './page-layout.ts';
import type { DocumentProblem, PdfEngine } from './pdf-engine.ts';

interface Parts {
  /** Of Billfold's own scheme; null while it is being asked for. */
  readonly address: () => string | null;
  readonly engine: PdfEngine;
  /** Another document is there, or what is wrong with it; none of its pages was drawn yet. */
  readonly shown: (document: DocumentHandle | null, problem: DocumentProblem | null) => void;
  /** Its first page can be seen. */
  readonly ready: (document: DocumentHandle) => void;
}

/** Opens the document at an address, again without the pages that are too complex, and closes what is no longer wanted. */
export function useOpenedDocument({ address, engine, shown, ready }: Parts) {
  const handle = shallowRef<DocumentHandle | null>(null);
  const problem = ref<DocumentProblem | null>(null);
  /** As long as each page's own size is not known, the first one's stands in for it. */
  const upright: Ref<readonly PageSize[]> = shallowRef([]);
  /** The first page was drawn, or cannot be. */
  const begun = ref(false);
  /** What is open belongs to an address that is no longer wanted: kept for its layout, but not shown. */
  const outdated = ref(true);
  /** Counts documents, so that each one's pages are drawn again. */
  const opened = ref(0);
  let opening = new AbortController();
  const pagesTooComplex = new Set<number>();

  async function open(): Promise<void> {
    opening.abort();
    const mine = (opening = new AbortController());
    const previous = handle.value;
    const wanted = address();
    outdated.value = true;
    if (wanted === null) return;
    const answer = await engine.open(wanted, mine.signal);
    if (mine.signal.aborted) {
      if (answer.ok) await answer.document.close();
      return;
    }
    opened.value += 1;
    pagesTooComplex.clear();
    show(answer.ok ? answer.document : null, answer.ok ? null : answer.problem);
    await previous?.close();
  }

  /** Shows the document again without the pages that were too much, or says that it is too much as a whole. */
  async function giveWay(lost: DocumentHandle, pages: readonly number[]): Promise<void> {
    const wanted = address();
    if (handle.value !== lost || outdated.value || wanted === null) return;
    const mine = opening;
    const isNews = pages.length > 0 && !pages.includes(1) && pages.some((number) => !pagesTooComplex.has(number));
    for (const number of pages) pagesTooComplex.add(number);
    const answer = isNews ? await engine.open(wanted, mine.signal, pagesTooComplex) : null;
    if (mine.signal.aborted) {
      if (answer?.ok) await answer.document.close();
      return;
    }
    if (answer?.ok) {
      opened.value += 1;
      handle.value = answer.document;
      follow(answer.document);
      ready(answer.document);
    } else show(null, 'too-complex');
    await lost.close();
  }

  function follow(document: DocumentHandle): void {
    void document.tooComplex.then((pages) => giveWay(document, pages));
  }

  function show(document: DocumentHandle | null, trouble: DocumentProblem | null): void {
    handle.value = document;
    problem.value = trouble;
    outdated.value = false;
    begun.value = false;
    shown(document, trouble);
    if (!document) return;
    follow(document);
    upright.value = Array.from({ length: document.pageCount }, () => document.firstPage);
  }

  function begin(): void {
    if (begun.value) return;
    begun.value = true;
    if (!handle.value) return;
    ready(handle.value);
    void measure(handle.value);
  }

  /** The first page stands in for the others until each one's own size is known. */
  async function measure(measured: DocumentHandle): Promise<void> {
    const known = [measured.firstPage];
    for (let number = 2; number <= measured.pageCount; number += 1) {
      known.push(await measured.sizeOf(number).catch(() => measured.firstPage));
      if (handle.value !== measured) return;
    }
    const { width, height } = measured.firstPage;
    if (known.some((page) => page.width !== width || page.height !== height)) upright.value = known;
  }

  watch(address, open, { immediate: true });
  onBeforeUnmount(() => {
    opening.abort();
    void handle.value?.close();
  });

  return { handle, problem, upright, begun, outdated, opened, open, begin };
}
