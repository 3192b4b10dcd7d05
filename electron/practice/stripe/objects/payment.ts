import { paymentMethodIdOf } from '../../data/details.ts';
import type { InvoiceFacts } from '../../data/invoices.ts';
import { chargeIdOf, declineOf, invoicePaymentIdOf, paymentIntentIdOf } from '../../data/payments.ts';
import { tokenOf } from '../../data/random.ts';
import type { JsonObject } from '../../http/answer.ts';
import type { Wire } from '../wire.ts';
import { paymentMethodObject } from './customer.ts';

const isPaid = ({ lifecycle }: InvoiceFacts): boolean => lifecycle.status === 'paid';

const statuses = { draft: 'open', open: 'open', uncollectible: 'open', paid: 'paid', void: 'canceled' } as const;

/** What a first payment paid of it: newest first, so that it is the last. */
export const invoicePayments = (facts: InvoiceFacts): JsonObject[] => [
  invoicePaymentObject(facts),
  ...(facts.paidInPart > 0 ? [firstPayment(facts)] : []),
];

function firstPayment(facts: InvoiceFacts): JsonObject {
  const { lifecycle: life, paidInPart, created } = facts;
  return {
    ...invoicePaymentObject(facts),
    id: `${invoicePaymentIdOf(facts)}First`,
    amount_paid: paidInPart,
    amount_requested: paidInPart,
    is_default: false,
    payment: { payment_record: `pr_${facts.id}`, type: 'payment_record' },
    status: 'paid',
    status_transitions: { canceled_at: null, paid_at: life.finalizedAt ?? created },
  };
}

function invoicePaymentObject(facts: InvoiceFacts): JsonObject {
  const { lifecycle: life, amountDue, customer, paidInPart: firstPart } = facts;
  return {
    id: invoicePaymentIdOf(facts),
    object: 'invoice_payment',
    amount_paid: isPaid(facts) ? amountDue - firstPart : null,
    amount_requested: amountDue - firstPart,
    created: life.finalizedAt ?? facts.created,
    currency: customer.currency,
    invoice: facts.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: paymentIntentIdOf(facts), type: 'payment_intent' },
    status: statuses[life.status],
    status_transitions: { canceled_at: life.voidedAt, paid_at: life.paidAt },
  };
}

function paymentErrorOf(wire: Wire, facts: InvoiceFacts): JsonObject | null {
  const decline = declineOf(wire.world, facts, wire.now());
  return (
    decline && {
      advice_code: 'try_again_later',
      charge: chargeIdOf(facts),
      code: decline.code,
      decline_code: decline.declineCode,
      doc_url: `https://stripe.com/docs/error-codes/${decline.code.replace('_', '-')}`,
      message: decline.message,
      payment_method: paymentMethodObject(wire, facts.customer),
      type: 'card_error',
    }
  );
}

export function paymentIntentObject(wire: Wire, facts: InvoiceFacts): JsonObject {
  const { customer, lifecycle: life, amountDue } = facts;
  const paid = isPaid(facts);
  const tried = paid || declineOf(wire.world, facts, wire.now()) !== null;
  return {
    id: paymentIntentIdOf(facts),
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: amountDue,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: paid ? amountDue : 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: life.voidedAt,
    cancellation_reason: life.status === 'void' ? 'void_invoice' : null,
    capture_method: 'automatic',
    client_secret: null,
    confirmation_method: 'automatic',
    created: life.finalizedAt ?? facts.created,
    currency: customer.currency,
    customer: customer.id,
    customer_account: null,
    description: 'Subscription update',
    excluded_payment_method_types: null,
    last_payment_error: paymentErrorOf(wire, facts),
    latest_charge: tried ? chargeIdOf(facts) : null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: paid ? paymentMethodIdOf(wire.world, customer) : null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, mandate_options: null, network: null } },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: paid ? 'succeeded' : life.status === 'void' ? 'canceled' : 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}

export function chargeObject(wire: Wire, facts: InvoiceFacts): JsonObject {
  const { customer, lifecycle: life, amountDue } = facts;
  const paid = isPaid(facts);
  const decline = declineOf(wire.world, facts, wire.now());
  const id = chargeIdOf(facts);
  const method = paymentMethodObject(wire, customer);
  return {
    id,
    object: 'charge',
    amount: amountDue,
    amount_captured: paid ? amountDue : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: paid ? `txn_3P${tokenOf(22, id)}` : null,
    billing_details: method?.['billing_details'] ?? null,
    calculated_statement_descriptor: 'PIXELSTREAM PRACTICE',
    captured: paid,
    created: life.paidAt ?? life.finalizedAt ?? facts.created,
    currency: customer.currency,
    customer: customer.id,
    description: 'Subscription update',
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid,
    payment_intent: paymentIntentIdOf(facts),
    payment_method: paymentMethodIdOf(wire.world, customer),
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: paid ? wire.links.receipt(facts, wire.now()) : null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: paid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  };
}
