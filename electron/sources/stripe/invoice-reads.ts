import { ok, type Result } from '#shared/result.ts';
import { millisOf } from '#shared/time.ts';
import type { Invoice } from '#shared/invoices.ts';
import type { InvoicePage, InvoicePageRequest } from '../billing-source.ts';
import { toCreditNote } from './credit-note-mapper.ts';
import { isUnknownLine, mayHaveFailed, toInvoice } from './invoice-mapper.ts';
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
  const patiently: Ask = (call, signal) => ask(call, signal, true);
  const payments = createPaymentReads(ask);
  const failures = createPaymentReads(patiently);
  const parameters = ({ after, createdFrom }: InvoicePageRequest) => ({
    customer: customerId,
    limit: 100,
    ...(after !== null && { starting_after: after }),
    ...(createdFrom !== null && { created: { gte: Math.ceil(millisOf(createdFrom) / 1000) } }),
  });

  /** Reads an invoice as sent, with all its lines. */
  async function complete(raw: unknown, signal?: AbortSignal): Promise<Result<InvoiceWire>> {
    const wire = read(invoiceSchema, raw, 'invoice');
    return wire.ok ? withAllLines(wire.value, ask, signal) : wire;
  }

  async function withAllLines(wire: InvoiceWire, asking: Ask, signal?: AbortSignal): Promise<Result<InvoiceWire>> {
    const { id, lines } = wire;
    if (lines?.has_more !== true || id === null) return ok(wire);
    const page = (after: string | undefined) =>
      asking(
        (stripe) =>
          stripe.invoices.listLineItems(id, { limit: 100, ...(after !== undefined && { starting_after: after }) }),
        signal,
      );
    const every = await allPages(lineListSchema, 'invoice line list', page, lines);
    return every.ok ? ok({ ...wire, lines: { data: every.value, has_more: false } }) : every;
  }

  /** What a listing shows in part, read to the end. */
  async function wholeOf(parts: readonly InvoiceWire[], signal?: AbortSignal): Promise<Result<Invoice[]>> {
    const wires = all(await Promise.all(parts.map((wire) => withAllLines(wire, patiently, signal))));
    if (!wires.ok) return wires;
    await learnPricesOf(wires.value, signal);
    const invoices = wires.value.map(async (wire) => {
      const invoice = toInvoice(wire, prices);
      return invoice.ok ? ok(await failures.withFailure(invoice.value, wire, signal)) : invoice;
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
    const wires = all(page.value.data.map((raw) => read(invoiceSchema, raw, 'invoice')));
    if (!wires.ok) return wires;
    await learnPricesOf(wires.value, signal);
    const invoices = all(wires.value.map((wire) => toInvoice(wire, prices)));
    const parts = wires.value.filter((wire) => wire.lines?.has_more === true || mayHaveFailed(wire));
    return pageOf(invoices, page.value.has_more, () => wholeOf(parts, signal));
  }

  async function invoice(id: string, signal?: AbortSignal): Promise<Result<Invoice>> {
    const answer = await ask((stripe) => stripe.invoices.retrieve(id), signal);
    if (!answer.ok) return answer;
    const wire = await complete(answer.value, signal);
    if (!wire.ok) return wire;
    await learnPricesOf([wire.value], signal);
    const invoice = toInvoice(wire.value, prices);
    return invoice.ok ? ok(await payments.withFailure(invoice.value, wire.value, signal)) : invoice;
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
      return pageOf(ok([]), false);
    }
    if (!answer.ok) return answer;
    const page = read(pageSchema, answer.value, 'credit note list');
    if (!page.ok) return page;
    return pageOf(all(await Promise.all(page.value.data.map((raw) => creditNote(raw, signal)))), page.value.has_more);
  }

  return { invoices, invoice, payment: payments.payment, creditNotes, complete, learnPricesOf };
}

function pageOf(
  invoices: Result<Invoice[]>,
  hasMore: boolean | null,
  readRest: InvoicePage['readRest'] = () => Promise.resolve(ok([])),
): Result<InvoicePage> {
  if (!invoices.ok) return invoices;
  const next = hasMore === true ? (invoices.value.at(-1)?.id ?? null) : null;
  return ok({ invoices: invoices.value, readRest, next });
}
