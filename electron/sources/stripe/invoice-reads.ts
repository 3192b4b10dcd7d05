import type { Stripe } from 'stripe';
import { isPartial } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';
import { type Instant, millisOf } from '#shared/time.ts';
import type { Invoice } from '#shared/invoices.ts';
import type { InvoicePage, InvoicePageRequest, Listed, ReadObject, UnreadObject } from '../billing-source.ts';
import { toCreditNote } from './credit-note-mapper.ts';
import { mayHaveFailed, toInvoice } from './invoice-mapper.ts';
import { readCreditNote, readInvoice, type SentCreditNote, type SentInvoice, withLines } from './invoice-wires.ts';
import { readAnswer } from './kept-answer.ts';
import { isUnknownLine } from './line-mapper.ts';
import type { MeteredPrices } from './metered-prices.ts';
import type { LearnedNames } from './money-names.ts';
import type { Call, StripeAccess, StripeRequest } from './optional.ts';
import { allPages, type PageParameters, readPage } from './pages.ts';
import { createPaymentReads } from './payment-reads.ts';
import { idOf, isObject, read, readEach, readObject, unreadObject } from './read.ts';
import { creditNoteLineSchema, lineSchema } from './invoice-wire.ts';

/** Beside them, in one request: payments, the names of discounts, and the seller's tax ids, which not every key may read. */
const expanded = {
  'invoice-list': [
    ['data.payments', 'data.total_discount_amounts.discount', 'data.account_tax_ids'],
    ['data.payments', 'data.total_discount_amounts.discount'],
  ],
  'credit-note-list': [['data.discount_amounts.discount']],
};

/** @param learnPrices reads the subscriptions, so that `prices` knows them */
export function createInvoiceReads(
  { request, withFallback, customerId }: StripeAccess,
  prices: MeteredPrices,
  names: LearnedNames,
  learnPrices: (signal?: AbortSignal) => Promise<unknown>,
) {
  const requestWithLowPriority: StripeRequest = (call, signal) => request(call, signal, true);
  const payments = createPaymentReads(request, withFallback, false);
  const failures = createPaymentReads(request, withFallback, true);

  /** One page. Of a server that cannot look for a time all are read. */
  async function pageOf(
    list: 'invoice-list' | 'credit-note-list',
    { after, createdFrom }: InvoicePageRequest,
    ask: (stripe: Stripe, parameters: Stripe.InvoiceListParams & Stripe.CreditNoteListParams) => Promise<unknown>,
    signal: AbortSignal | undefined,
  ) {
    const parameters = { customer: customerId, limit: 100, ...(after !== null && { starting_after: after }) };
    const created = createdFrom && { gte: Math.ceil(millisOf(createdFrom) / 1000) };
    const expanding = (more: object): Call[] =>
      expanded[list].map((expand) => (stripe) => ask(stripe, { ...parameters, ...more, expand }));
    const all: Call = (stripe) => ask(stripe, parameters);
    const since: Call[] = created
      ? [...expanding({ created }), (stripe) => ask(stripe, { ...parameters, created })]
      : [];
    const [most, ...less] = [...since, ...expanding({}), all];
    const answer = await withFallback(created ? `${list} since` : list, [most, ...less], signal);
    return answer.ok ? readPage(answer.value, list) : answer;
  }

  /** Reads an invoice as sent, with all its lines. */
  async function complete(raw: unknown, signal?: AbortSignal): Promise<Result<SentInvoice>> {
    const sent = readInvoice(raw);
    return sent.ok ? withAllLines(sent.value, request, signal) : sent;
  }

  /** Lines that cannot be read to the end are named; the amounts of an invoice do not depend on them. */
  async function withAllLines(
    sent: SentInvoice,
    requestWith: StripeRequest,
    signal?: AbortSignal,
  ): Promise<Result<SentInvoice>> {
    const { wire, raw } = sent;
    const { id } = wire;
    if (!sent.more || id === null) return ok(sent);
    const page = (parameters: PageParameters) =>
      requestWith((stripe) => stripe.invoices.listLineItems(id, parameters), signal);
    const every = await allPages('invoice-line-list', page, isObject(raw) ? raw['lines'] : undefined);
    if (!every.ok) {
      if (!isPartial(every.error)) return every;
      return ok({ ...sent, unread: [...sent.unread, unreadObject('invoice-line', undefined, every.error)] });
    }
    const lines = readEach(every.value, 'invoice-line', (line) => read(lineSchema, line, 'invoice-line'));
    const whole = withLines(raw, every.value);
    return ok({ wire: { ...wire, lines: lines.values }, raw: whole, unread: lines.unread, more: false });
  }

  /** What a listing shows in part, read to the end. */
  async function wholeOf(parts: readonly SentInvoice[], signal?: AbortSignal): Promise<Result<Listed<Invoice>>> {
    const whole: SentInvoice[] = [];
    for (const each of await Promise.all(parts.map((sent) => withAllLines(sent, requestWithLowPriority, signal)))) {
      if (!each.ok) return each;
      whole.push(each.value);
    }
    await learnPricesOf(whole, signal);
    const { read: invoices, unread } = mapped(whole);
    const withFailures = invoices.map(async ({ sent, value }) =>
      readObject(await failures.withFailure(value, sent.wire, signal), sent.raw, sent.unread),
    );
    return ok({ read: await Promise.all(withFailures), unread });
  }

  async function learnPricesOf(sent: readonly SentInvoice[], signal?: AbortSignal): Promise<void> {
    const unknown = sent.some(({ wire }) => wire.lines.some((line) => isUnknownLine(line, prices)));
    if (unknown && !prices.learned) await learnPrices(signal);
    await names.learn(
      sent.map(({ wire }) => wire),
      signal,
    );
  }

  function mapped(all: readonly SentInvoice[]) {
    const invoices: { sent: SentInvoice; value: Invoice }[] = [];
    const unread: UnreadObject[] = [];
    for (const sent of all) {
      const invoice = toInvoice(sent.wire, prices, names);
      if (invoice.ok) invoices.push({ sent, value: invoice.value });
      else unread.push(unreadObject('invoice', sent.raw, invoice.error));
    }
    return { read: invoices, unread };
  }

  async function invoices(request: InvoicePageRequest, signal?: AbortSignal): Promise<Result<InvoicePage>> {
    const ask = (stripe: Stripe, parameters: Stripe.InvoiceListParams) => stripe.invoices.list(parameters);
    const page = await pageOf('invoice-list', request, ask, signal);
    if (!page.ok) return page;
    const { values, unread } = readEach(page.value.sent, 'invoice', readInvoice);
    await learnPricesOf(values, signal);
    const invoices = mapped(values.filter(({ wire }) => isSince(request.createdFrom, wire.created ?? wire.date)));
    const parts = invoices.read.map(({ sent }) => sent).filter(({ wire, more }) => more || mayHaveFailed(wire));
    return ok({
      read: invoices.read.map(({ sent, value }) => readObject(value, sent.raw, sent.unread)),
      unread: [...unread, ...invoices.unread],
      readRemaining: () => wholeOf(parts, signal),
      ids: page.value.sent.map(idOf),
      next: page.value.next,
    });
  }

  async function invoice(id: string, signal?: AbortSignal): Promise<Result<ReadObject<Invoice>>> {
    const answer = await withFallback(
      'invoice',
      [
        (stripe) =>
          stripe.invoices.retrieve(id, { expand: ['payments', 'total_discount_amounts.discount', 'account_tax_ids'] }),
        (stripe) => stripe.invoices.retrieve(id, { expand: ['payments', 'total_discount_amounts.discount'] }),
        (stripe) => stripe.invoices.retrieve(id),
      ],
      signal,
    );
    const sent = answer.ok ? await complete(answer.value, signal) : answer;
    if (!sent.ok) return sent;
    await learnPricesOf([sent.value], signal);
    const { wire, raw, unread } = sent.value;
    const invoice = toInvoice(wire, prices, names);
    return invoice.ok ? ok(readObject(await payments.withFailure(invoice.value, wire, signal), raw, unread)) : invoice;
  }

  async function creditNote(sent: SentCreditNote, signal?: AbortSignal): Promise<Result<ReadObject<Invoice>>> {
    const { wire, raw, unread, more } = sent;
    if (!more) return ok(readObject(toCreditNote(wire, names), raw, unread));
    const page = (parameters: PageParameters) =>
      request((stripe) => stripe.creditNotes.listLineItems(wire.id, parameters), signal);
    const every = await allPages('credit-note-line-list', page, isObject(raw) ? raw['lines'] : undefined);
    if (!every.ok) {
      if (!isPartial(every.error)) return every;
      const rest = unreadObject('credit-note-line', undefined, every.error);
      return ok(readObject(toCreditNote(wire, names), raw, [...unread, rest]));
    }
    const lines = readEach(every.value, 'credit-note-line', (line) =>
      read(creditNoteLineSchema, line, 'credit-note-line'),
    );
    const note = toCreditNote({ ...wire, lines: lines.values }, names);
    return ok(readObject(note, withLines(raw, every.value), lines.unread));
  }

  async function creditNotes(request: InvoicePageRequest, signal?: AbortSignal): Promise<Result<InvoicePage>> {
    const ask = (stripe: Stripe, parameters: Stripe.CreditNoteListParams) => stripe.creditNotes.list(parameters);
    const page = await pageOf('credit-note-list', request, ask, signal);
    if (!page.ok) return page;
    const { values, unread } = readEach(page.value.sent, 'credit-note', readCreditNote);
    await names.learn(
      values.map(({ wire }) => wire),
      signal,
    );
    const notes: ReadObject<Invoice>[] = [];
    for (const note of await Promise.all(
      values.filter(({ wire }) => isSince(request.createdFrom, wire.created)).map((sent) => creditNote(sent, signal)),
    )) {
      if (!note.ok) return note;
      notes.push(note.value);
    }
    const nothing: Listed<Invoice> = { read: [], unread: [] };
    return ok({
      ...{ read: notes, unread },
      readRemaining: () => Promise.resolve(ok(nothing)),
      ids: page.value.sent.map(idOf),
      next: page.value.next,
    });
  }

  const readAgain = (object: Invoice['type'], text: string): Result<ReadObject<Invoice>> =>
    readAnswer(object, text, prices, names);

  return { invoices, invoice, readAgain, payment: payments.payment, creditNotes, complete, learnPricesOf };
}

/** A server that does not filter sends older ones as well. One that does not say when it was made is not left out. */
const isSince = (from: Instant | null, created: number | null): boolean =>
  from === null || created === null || created * 1000 >= millisOf(from);
