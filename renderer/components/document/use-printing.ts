import { ref, type Ref, watch } from 'vue';
import type { DocumentHandle } from './document-handle.ts';
import type { Rotation } from './draw-page.ts';
import { maxPrintedPages, printDocument } from './print-document.ts';

/** Printing of the open document. What went wrong is forgotten with another address. */
export function usePrinting(
  address: () => string | null,
  handle: Readonly<Ref<DocumentHandle | null>>,
  rotation: Readonly<Ref<Rotation>>,
) {
  const printing = ref(false);
  const printTrouble = ref<'printFailed' | 'printTooMany' | null>(null);
  watch(address, () => {
    printTrouble.value = null;
  });

  async function print(): Promise<void> {
    if (!handle.value || printing.value) return;
    if (handle.value.pageCount > maxPrintedPages) {
      printTrouble.value = 'printTooMany';
      return;
    }
    printing.value = true;
    const printed = await printDocument(handle.value, rotation.value, () => {
      window.print();
    });
    printTrouble.value = printed ? null : 'printFailed';
    printing.value = false;
  }

  return { print, printing, printTrouble };
}
