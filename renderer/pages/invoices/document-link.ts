import { computed, type Ref, shallowRef, watch } from 'vue';
import type { ArchivedInvoice, InvoiceKey } from '#shared/invoices.ts';
import type { Response } from '#shared/ipc/contract.ts';
import type { Result } from '#shared/result.ts';
import { call } from '../../bridge.ts';
import type { PdfEngine } from '../../components/document/pdf-engine.ts';

const maxMillis = 50;

export type DocumentLink = ReturnType<typeof useDocumentLink>;

interface Answer {
  /** The invoice that it belongs to, so that one invoice's document never stands under another's name. */
  readonly key: string;
  readonly result: Result<Response<'invoices.document'>>;
}

const storedKey = (invoice: ArchivedInvoice | null) => (invoice?.document === 'stored' ? invoice.key : null);

/** Where the document of the open invoice is. */
export function useDocumentLink(opened: Readonly<Ref<ArchivedInvoice | null>>, engine: PdfEngine) {
  const answer = shallowRef<Answer | null>(null);
  const key = computed(() => storedKey(opened.value));
  const result = computed(() => (key.value !== null && answer.value?.key === key.value ? answer.value.result : null));
  let asked: string | null = null;
  let turn = 0;

  async function ask(wanted: InvoiceKey | null): Promise<string | null> {
    const mine = (turn += 1);
    asked = wanted;
    if (wanted === null) {
      answer.value = null;
      return null;
    }
    const given = await call('invoices.document', { key: wanted });
    if (mine !== turn) return null;
    answer.value = { key: wanted, result: given };
    return given.ok ? given.value.url : null;
  }

  watch(key, (now) => {
    if (now !== asked) void ask(now);
  });

  return {
    /** Null while it is being asked for, and where there is none. */
    address: computed(() => (result.value?.ok === true ? result.value.value.url : null)),
    error: computed(() => (result.value?.ok === false ? result.value.error : null)),
    /** Asks again. */
    load: () => ask(key.value),
    /**
     * To be awaited before an invoice is opened: its first page is drawn already when the window begins to lay out the
     * preview, which would hold it up. Waits for that, but not so long that a click would seem to do nothing.
     */
    async prepare(invoice: ArchivedInvoice): Promise<void> {
      const wanted = storedKey(invoice);
      if (wanted === null || wanted === asked) return;
      let waiting = true;
      const preparing = ask(wanted).then(async (url) => {
        // Later the viewer opens it by itself.
        if (url !== null && waiting && invoice.documentKind === 'pdf') await engine.prepare(url);
      });
      await Promise.race([preparing, new Promise((over) => setTimeout(over, maxMillis))]);
      waiting = false;
    },
  };
}
