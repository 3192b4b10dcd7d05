import type { Line } from '../../data/amounts.ts';
import type { Charges } from '../../data/charges.ts';
import { type Seconds } from '../../data/calendar.ts';
import { priceId, productId } from '../../data/catalog.ts';
import { creditedAmount } from '../../data/credit-notes.ts';
import { detailsAt, taxIdsOf } from '../../data/details.ts';
import type { InvoiceFacts, InvoiceSums } from '../../data/invoices.ts';
import { type Lifecycle, nothingYet } from '../../data/lifecycle.ts';
import { packNumber, tokenOf } from '../../data/random.ts';
import type { UpcomingFacts } from '../../data/upcoming.ts';
import type { JsonObject } from '../../http/answer.ts';
import type { Wire } from '../wire.ts';
import { discountAmounts, discountsOf } from './discounts.ts';
import { accountName, accountTaxId } from './seller.ts';
import { itemIdOf } from './subscription.ts';
import { listObject } from './list.ts';
import { taxesOf } from './taxes.ts';

/** An invoice carries its first lines with it; the rest is read from its own list. */
const linesInside = 10;

type Bill = Pick<InvoiceFacts, 'id' | 'customer' | 'subscription' | 'lines'>;

function lineObject(wire: Wire, bill: Bill, line: Line, index: number): JsonObject {
  const { world } = wire;
  const { customer, subscription } = bill;
  const preview = bill.id.startsWith('upcoming_');
  const parent = subscription
    ? {
        invoice_item_details: null,
        subscription_item_details: {
          invoice_item: null,
          proration: false,
          proration_details: { credited_items: null },
          subscription: subscription.id,
          subscription_item: itemIdOf(world, subscription, line.offer),
        },
        type: 'subscription_item_details',
      }
    : {
        invoice_item_details: {
          invoice_item: `ii_1P${tokenOf(22, bill.id, index)}`,
          proration: false,
          proration_details: { credited_items: null },
          subscription: null,
        },
        subscription_item_details: null,
        type: 'invoice_item_details',
      };
  return {
    id: `il_${preview ? 'tmp_' : ''}1P${tokenOf(18, bill.id, 'line')}${packNumber(index, 4)}`,
    object: 'line_item',
    amount: line.amount,
    currency: customer.currency,
    description: line.description,
    discount_amounts: discountAmounts(world, line.discounts),
    discountable: true,
    discounts: [],
    invoice: bill.id,
    livemode: false,
    metadata: {},
    parent,
    period: { end: line.end, start: line.start },
    pretax_credit_amounts: [],
    pricing: {
      price_details: {
        price: priceId(world.seed, line.offer, customer.currency),
        product: productId(world.seed, line.offer),
      },
      type: 'price_details',
      unit_amount_decimal: String(line.unitAmount),
    },
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    subscription: subscription?.id ?? null,
    subtotal: line.amount,
    taxes: taxesOf(world, line.taxes),
  };
}

export const lineObjects = (wire: Wire, bill: Bill): JsonObject[] =>
  bill.lines.map((line, index) => lineObject(wire, bill, line, index));

function shippingCost({ shipping }: Charges): JsonObject | null {
  if (!shipping) return null;
  const onTop = shipping.taxes.reduce((sum, { inclusive, amount }) => sum + (inclusive ? 0 : amount), 0);
  const tax = shipping.taxes.reduce((sum, { amount }) => sum + amount, 0);
  return {
    amount_subtotal: shipping.amount + onTop - tax,
    amount_tax: tax,
    amount_total: shipping.amount + onTop,
    shipping_rate: null,
  };
}

/** What invoices and previews have in common. */
function billObject(wire: Wire, bill: Bill, sums: InvoiceSums, detailsOf: Seconds): JsonObject {
  const { world } = wire;
  const { customer, subscription } = bill;
  const details = detailsAt(world, customer, detailsOf);
  const discounts = bill.lines.flatMap((line) => line.discounts);
  const taxes = [...bill.lines.flatMap((line) => line.taxes), ...(sums.charges.shipping?.taxes ?? [])];
  const lines = lineObjects(wire, { ...bill, lines: bill.lines.slice(0, linesInside) });
  return {
    object: 'invoice',
    account_country: 'US',
    account_name: accountName,
    account_tax_ids: [accountTaxId],
    amount_due: sums.amountDue,
    amount_overpaid: 0,
    amount_shipping: sums.charges.shipping?.amount ?? 0,
    application: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    currency: customer.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: details.address && { ...details.address },
    customer_email: details.email,
    customer_name: details.name,
    customer_phone: details.phone,
    customer_shipping: null,
    customer_tax_exempt: details.taxExempt,
    customer_tax_ids: taxIdsOf(world, customer, detailsOf).map(({ type, value }) => ({ type, value })),
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: discountsOf(world, discounts),
    footer: null,
    from_invoice: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: listObject(`/v1/invoices/${bill.id}/lines`, lines, bill.lines.length > linesInside),
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    parent: subscription && {
      quote_details: null,
      subscription_details: { metadata: {}, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    pre_payment_credit_notes_amount: sums.credited,
    receipt_number: null,
    rendering: null,
    shipping_cost: shippingCost(sums.charges),
    shipping_details: null,
    starting_balance: sums.startingBalance,
    statement_descriptor: null,
    subtotal: sums.subtotal,
    subtotal_excluding_tax: sums.subtotal,
    test_clock: null,
    total: sums.total,
    total_discount_amounts: discountAmounts(world, discounts),
    total_excluding_tax: sums.total - sums.tax,
    total_pretax_credit_amounts: [],
    total_taxes: taxesOf(world, taxes),
  };
}

function lifecycleFields(life: Lifecycle): JsonObject {
  return {
    attempt_count: life.attempts,
    attempted: life.attempts > 0,
    collection_method: life.collection,
    due_date: life.dueAt,
    effective_at: life.finalizedAt,
    next_payment_attempt: life.nextAttemptAt,
    status: life.status,
    status_transitions: {
      finalized_at: life.finalizedAt,
      marked_uncollectible_at: life.uncollectibleAt,
      paid_at: life.paidAt,
      voided_at: life.voidedAt,
    },
  };
}

export function invoiceObject(wire: Wire, facts: InvoiceFacts): JsonObject {
  const now = wire.now();
  const { lifecycle: life, created } = facts;
  const draft = life.status === 'draft';
  const paid = life.status === 'paid' ? facts.amountDue : facts.paidInPart;
  return {
    id: facts.id,
    ...billObject(wire, facts, facts, life.finalizedAt ?? now),
    ...lifecycleFields(life),
    amount_paid: paid,
    amount_remaining: facts.amountDue - paid,
    auto_advance: facts.subscription !== null && (draft || life.status === 'open'),
    automatically_finalizes_at: draft && facts.subscription ? created + 3600 : null,
    billing_reason: facts.reason,
    created,
    ending_balance: draft ? null : facts.endingBalance,
    hosted_invoice_url: draft ? null : wire.links.hosted(facts, now),
    invoice_pdf: draft ? null : wire.links.pdf(facts, now),
    next_payment_attempt: draft && facts.subscription ? created + 3600 : life.nextAttemptAt,
    number: facts.number,
    period_end: facts.periodEnd,
    period_start: facts.periodStart,
    post_payment_credit_notes_amount: creditedAmount(wire.world, wire.invoices, facts.ref, now),
    webhooks_delivered_at: created,
  };
}

export function previewObject(wire: Wire, facts: UpcomingFacts): JsonObject {
  const id = `upcoming_in_1P${tokenOf(22, wire.world.seed, facts.entry.id, facts.periodEnd)}`;
  const bill: Bill = { id, customer: facts.entry.customer, subscription: facts.entry, lines: facts.lines };
  return {
    id,
    ...billObject(wire, bill, facts, wire.now()),
    ...lifecycleFields(nothingYet),
    amount_paid: 0,
    amount_remaining: facts.amountDue,
    auto_advance: true,
    automatically_finalizes_at: null,
    billing_reason: 'upcoming',
    created: facts.created,
    ending_balance: facts.endingBalance,
    next_payment_attempt: facts.periodEnd + 3600,
    number: null,
    period_end: facts.periodEnd,
    period_start: facts.periodStart,
    post_payment_credit_notes_amount: 0,
    webhooks_delivered_at: null,
  };
}
