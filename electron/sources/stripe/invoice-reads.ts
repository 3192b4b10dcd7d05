import { fail, ok, type Result } from '#shared/result.ts';
import { millisOf } from '#shared/time.ts';
import type { Invoice } from '#shared/invoices.ts';
import type { InvoicePage, InvoicePageRequest } from '../billing-source.ts';
import { toCreditNote } from './credit-note-mapper.ts';
import { isUnknownLine, toInvoice } from './invoice-mapper.ts';
import type { MeteredPrices } from './metered-prices.ts';
import { allPages } from './pages.ts';
import { createPaymentReads } from './payment-reads.ts';
import { all, read } from './read.ts';
import type { Ask } from './subscription-reads.ts';
import {
  creditNoteLineListSchema,
  creditNoteSchema,
  invoiceSchema,
  type InvoiceWire,
  lineListSchema,
  pageSchema,
} from './wire.ts';

interface Dependencies {
  readonly ask: Ask;
  readonly customerId: string;
  readonly prices: MeteredPrices;
  /** Reads the subscriptions, so that `prices` knows them. */
  readonly learnPrices: (signal?: AbortSignal) => Promise<unknown>;
}

export function createInvoiceReads({ ask, customerId, prices, learnPrices }: Dependencies) {
  const payments = createPaymentReads(ask);
  const parameters = ({ after, createdFrom }: InvoicePageRequest) => ({
    customer: customerId,
    limit: 100,
    ...(after !== null && { starting_after: after }),
    ...(createdFrom !== null && { created: { gte: Math.ceil(millisOf(createdFrom) / 1000) } }),
  });

  /** Reads and completes one invoice as sent: all its lines, and whether they are metered. */
  async function complete(raw: unknown, signal?: AbortSignal): Promise<Result<InvoiceWire>> {
    const wire = read(invoiceSchema, raw, 'invoice');
    if (!wire.ok) return wire;
    const { id, lines } = wire.value;
    if (lines?.has_more !== true || id === null) return wire;
    const page = (after: string | undefined) =>
      ask(
        (stripe) =>
          stripe.invoices.listLineItems(id, { limit: 100, ...(after !== undefined && { starting_after: after }) }),
        signal,
      );
    const every = await allPages(lineListSchema, 'invoice line list', page, lines);
    return every.ok ? ok({ ...wire.value, lines: { data: every.value, has_more: false } }) : every;
  }

  async function toInvoices(raws: readonly unknown[], signal?: AbortSignal): Promise<Result<Invoice[]>> {
    const wires = all(await Promise.all(raws.map((raw) => complete(raw, signal))));
    if (!wires.ok) return wires;
    await learnPricesOf(wires.value, signal);
    const invoices = wires.value.map(async (wire) => {
      const invoice = toInvoice(wire, prices);
      return invoice.ok ? ok(await payments.withFailure(invoice.value, wire, signal)) : invoice;
    });
    return all(await Promise.all(invoices));
  }

  async function learnPricesOf(wires: readonly InvoiceWire[], signal?: AbortSignal): Promise<void> {
    const unknown = wires.some((wire) => wire.lines?.data.some((line) => isUnknownLine(line, prices)));
    if (unknown && !prices.learned) await learnPrices(signal);
  }

  async function invoices(request: InvoicePageRequest, signal?: AbortSignal): Promise<Result<InvoicePage>> {
    const answer = await ask((stripe) => stripe.invoices.list(parameters(request)), signal);
    if (!answer.ok) return answer;
    const page = read(pageSchema, answer.value, 'invoice list');
    if (!page.ok) return page;
    return pageOf(await toInvoices(page.value.data, signal), page.value.has_more);
  }

  async function invoice(id: string, signal?: AbortSignal): Promise<Result<Invoice>> {
    const answer = await ask((stripe) => stripe.invoices.retrieve(id), signal);
    if (!answer.ok) return answer;
    const invoices = await toInvoices([answer.value], signal);
    if (!invoices.ok) return invoices;
    const [only] = invoices.value;
    return only ? ok(only) : fail({ code: 'not-found-at-vendor', what: id });
  }

  async function creditNote(raw: unknown, signal?: AbortSignal): Promise<Result<Invoice>> {
    const wire = read(creditNoteSchema, raw, 'credit note');
    if (!wire.ok) return wire;
    const { id, lines } = wire.value;
    if (lines?.has_more !== true) return ok(toCreditNote(wire.value));
    const page = (after: string | undefined) =>
      ask(
        (stripe) =>
          stripe.creditNotes.listLineItems(id, { limit: 100, ...(after !== undefined && { starting_after: after }) }),
        signal,
      );
    const every = await allPages(creditNoteLineListSchema, 'credit note line list', page, lines);
    return every.ok ? ok(toCreditNote({ ...wire.value, lines: { data: every.value, has_more: false } })) : every;
  }

  async function creditNotes(request: InvoicePageRequest, signal?: AbortSignal): Promise<Result<InvoicePage>> {
    const answer = await ask((stripe) => stripe.creditNotes.list(parameters(request)), signal);
    // A server of another make that does not know credit notes has none.
    if (!answer.ok && answer.error.code === 'not-found-at-vendor' && request.after === null) {
      return ok({ invoices: [], next: null });
    }
    if (!answer.ok) return answer;
    const page = read(pageSchema, answer.value, 'credit note list');
    if (!page.ok) return page;
    return pageOf(all(await Promise.all(page.value.data.map((raw) => creditNote(raw, signal)))), page.value.has_more);
  }

  return { invoices, invoice, payment: payments.payment, creditNotes, complete, learnPricesOf };
}

function pageOf(invoices: Result<Invoice[]>, hasMore: boolean | null): Result<InvoicePage> {
  if (!invoices.ok) return invoices;
  const next = hasMore === true ? (invoices.value.at(-1)?.id ?? null) : null;
  return ok({ invoices: invoices.value, next });
}
