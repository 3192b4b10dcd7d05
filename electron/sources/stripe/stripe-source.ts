import { parseBaseUrl } from '#shared/base-url.ts';
import type { BillingDetails } from '#shared/billing-details.ts';
import { money } from '#shared/money.ts';
import { isPartial, isRefusal, missingOf } from '#shared/refusal.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { isBilled, noInvoiceReason, type Subscription } from '#shared/subscription.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import type { Upcoming } from '#shared/upcoming.ts';
import type { BillingSource, UnreadObject } from '../billing-source.ts';
import { createStripeClient, stripeHost, type StripeSourceOptions } from './client.ts';
import { toCredit, toCustomerDetails, toTaxId } from './customer-mapper.ts';
import { invoicePeriod } from './invoice-mapper.ts';
import { createInvoiceReads } from './invoice-reads.ts';
import type { InvoiceWire } from './invoice-wire.ts';
import { linesOf } from './line-mapper.ts';
import { createMeteredPrices } from './metered-prices.ts';
import { createMoneyNames } from './money-names.ts';
import { type StripeRequest, createFallbackRequests } from './optional.ts';
import { allPages, type PageParameters } from './pages.ts';
import { namesOf, read, readEach, unusable } from './read.ts';
import { createSubscriptionReads } from './subscription-reads.ts';
import { createKeyTest } from './key-test.ts';
import { createPreviewReads } from './preview-reads.ts';
import { createStripeWriter } from './stripe-writer.ts';
import { customerSchema, type CustomerWire, type TaxIdWire, taxIdWireSchema } from './wire.ts';

/** Stripe's billing data of one customer, through the official SDK, which is loaded at the first call. */
export function createStripeSource(options: StripeSourceOptions): BillingSource {
  const { key, customerId, baseUrl, clock } = options;
  const logger = options.logger.child('stripe');
  const server = baseUrl === null ? ok(null) : parseBaseUrl(baseUrl);
  if (!server.ok) throw new RangeError('The base URL was not checked before');
  const client = createStripeClient({ ...options, logger }, server.value);
  const host = server.value?.host ?? stripeHost;

  const request: StripeRequest = async (call, signal, lowPriority) => {
    const result = await client.request(call, signal, lowPriority);
    return result.ok ? result : fail(result.error.error);
  };
  const withFallback = createFallbackRequests(request, clock);
  const access = { request, withFallback, customerId };
  const askForPreview = createPreviewReads(client, customerId, host);
  const prices = createMeteredPrices();
  const names = createMoneyNames(request, clock);
  const subscriptionReads = createSubscriptionReads(access, prices, logger);
  const invoiceReads = createInvoiceReads(access, prices, names, subscriptionReads.wires);
  const { subscriptions } = subscriptionReads;
  const now = () => instantFromMillis(clock.now());

  async function customer(signal?: AbortSignal): Promise<Result<CustomerWire>> {
    const answer = await request((stripe) => stripe.customers.retrieve(customerId), signal);
    const wire = answer.ok ? read(customerSchema, answer.value, 'customer') : answer;
    if (wire.ok && wire.value.deleted === true) return fail({ code: 'customer-not-found', customer: customerId });
    return wire;
  }

  async function taxIds(signal?: AbortSignal): Promise<Result<{ values: TaxIdWire[]; unread: UnreadObject[] }>> {
    const page = ({ limit, ...from }: PageParameters) =>
      withFallback(
        'tax ids',
        [
          (stripe) => stripe.customers.listTaxIds(customerId, { limit, ...from }),
          (stripe) => stripe.customers.listTaxIds(customerId, from),
        ],
        signal,
      );
    const listed = await allPages('tax-id-list', page);
    if (!listed.ok) return listed;
    return ok(readEach(listed.value, 'tax-id', (raw) => read(taxIdWireSchema, raw, 'tax-id')));
  }

  async function details(signal?: AbortSignal): Promise<Result<BillingDetails>> {
    const [found, ids] = await Promise.all([customer(signal), taxIds(signal)]);
    if (!found.ok) return found;
    const fields = { ...toCustomerDetails(found.value), credit: toCredit(found.value, now()) };
    if (!ids.ok && isRefusal(ids.error)) return ok({ ...fields, taxIds: null, missing: missingOf(ids.error) });
    if (!ids.ok && isPartial(ids.error)) {
      const list = { object: 'tax-id', id: null, reason: ids.error } as const;
      return ok({ ...fields, taxIds: null, missing: [], unread: [list] });
    }
    if (!ids.ok) return ids;
    const unread = namesOf(ids.value.unread);
    return ok({
      ...fields,
      taxIds: ids.value.values.map(toTaxId),
      missing: [],
      ...(unread.length > 0 && { unread }),
    });
  }

  async function upcoming(subscription: Subscription, signal?: AbortSignal): Promise<Result<Upcoming>> {
    if (!isBilled(subscription)) return ok(none(subscription));
    const answer = await askForPreview(subscription.id, signal);
    if (!answer.ok) return answer;
    if (answer.value === null) return ok(none(subscription));
    for (const item of subscription.items) prices.learnItem(item.id, item.metered);
    const preview = await invoiceReads.complete(answer.value, signal);
    if (!preview.ok) return preview;
    await invoiceReads.learnPricesOf([preview.value], signal);
    const { wire, unread } = preview.value;
    const period = previewPeriod(wire, subscription);
    if (!period) return fail(unusable('preview', answer.value, ['period_start']));
    const total = money(wire.total, wire.currency);
    const amountDue = money(wire.amount_due ?? Math.max(0, wire.total + (wire.starting_balance ?? 0)), wire.currency);
    const partial = unread.length > 0 ? { unread: namesOf(unread) } : {};
    return ok({
      kind: 'preview',
      total,
      amountDue,
      period,
      lines: linesOf(wire, prices, names),
      ...partial,
      asOf: now(),
    });
  }

  function none(subscription: Subscription): Upcoming {
    return { kind: 'none', reason: noInvoiceReason(subscription), asOf: now() };
  }

  return {
    testKey: createKeyTest({ key, customerId, request, customer, upcoming, subscriptions }),
    details,
    subscriptions,
    upcoming,
    invoices: invoiceReads.invoices,
    invoice: invoiceReads.invoice,
    readAgain: invoiceReads.readAgain,
    payment: invoiceReads.payment,
    creditNotes: invoiceReads.creditNotes,
    ...createStripeWriter({ client, customerId, host, customer, taxIds, request }),
  };
}

/** The preview's own period; a server that sends none, or an empty one, means the subscription's. */
function previewPeriod(preview: InvoiceWire, subscription: Subscription) {
  const own = preview.period_start === null ? null : invoicePeriod(preview);
  if (own && millisOf(own.end) > millisOf(own.start)) return own;
  return subscription.period ?? own;
}
