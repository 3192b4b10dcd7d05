import type { Finding } from '#shared/verification.ts';
import type { InvoiceKey } from '#shared/invoices.ts';
import { call } from '../bridge.ts';
import { useText } from '../i18n/use-text.ts';
import { useToasts } from '../stores/toasts.ts';

/** Lets findings stand and takes them up again; `done` runs after each change. */
export function useAcceptance(done: () => void) {
  const toasts = useToasts();
  const { t } = useText();

  async function reopen(id: string): Promise<void> {
    const result = await call('verification.reopen', { ids: [id] });
    if (toasts.reportFailure(result)) return;
    toasts.succeed(t('verification.reopened'));
    done();
  }

  async function accept(id: string, key: InvoiceKey | null): Promise<void> {
    const result = await call('verification.accept', { ids: [id], key });
    if (toasts.reportFailure(result)) return;
    const action = { label: t('common.undo'), run: () => reopen(id) };
    toasts.show({ tone: 'success', text: t('verification.acceptedNow'), action });
    done();
  }

  return {
    /** `key`: the invoice on whose panel it stands; null for the last verification's. */
    decide: ({ id, accepted }: Finding, key: InvoiceKey | null): Promise<void> =>
      id === null ? Promise.resolve() : accepted ? reopen(id) : accept(id, key),
  };
}
