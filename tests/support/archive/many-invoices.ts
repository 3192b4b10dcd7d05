import type { Invoice } from '#shared/invoices.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Clock } from '../../../electron/platform/ports.ts';
import { anInvoice } from '../billing-objects.ts';

export const realClock: Clock = {
  now: () => Date.now(),
  after(millis, task) {
    const timer = setTimeout(task, millis);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Invoices an hour apart, newest last, whose PDFs are at the server. */
export const manyInvoices = (server: string, count: number): Invoice[] =>
  Array.from({ length: count }, (_, n) => {
    const at = instantFromMillis(Date.UTC(2026, 0, 1) + n * 3_600_000);
    return anInvoice({
      id: `in_${n}`,
      number: `ACME-${n}`,
      createdAt: at,
      issuedAt: at,
      documentUrl: `${server}/${n}.pdf`,
    });
  });
