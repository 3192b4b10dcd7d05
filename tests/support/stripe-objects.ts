/*
 * Stripe's objects as its servers send them, in today's shape (API 2025-03-31 and later) and in that of older servers.
 * A test names only what it is about.
 */

type Fields = Record<string, unknown>;

/** Seconds since 1970. */
export const at = (iso: string): number => Date.parse(iso) / 1000;

export const listOf = (data: readonly unknown[], hasMore = false): object => ({
  object: 'list',
  data,
  has_more: hasMore,
  url: '/v1/list',
});

export const stripeCustomer = (changes: Fields = {}): object => ({
  id: 'cus_1',
  object: 'customer',
  name: 'Acme GmbH',
  email: 'billing@acme.example',
  address: { line1: 'Hauptstr. 1', line2: null, city: 'Berlin', state: null, postal_code: '10115', country: 'DE' },
  invoice_settings: { default_payment_method: null },
  livemode: false,
  ...changes,
});

export const stripeCard = (changes: Fields = {}): object => ({
  id: 'pm_1',
  object: 'payment_method',
  type: 'card',
  card: { brand: 'visa', last4: '4242', exp_month: 7, exp_year: 2028 },
  ...changes,
});

export const stripePrice = (changes: Fields = {}): object => ({
  id: 'price_pro',
  object: 'price',
  billing_scheme: 'per_unit',
  currency: 'usd',
  nickname: null,
  product: 'prod_pro',
  recurring: { interval: 'month', interval_count: 1, meter: null, usage_type: 'licensed' },
  tiers_mode: null,
  transform_quantity: null,
  unit_amount: 4900,
  unit_amount_decimal: '4900',
  ...changes,
});

export const stripeItem = (changes: Fields = {}): object => ({
  id: 'si_1',
  object: 'subscription_item',
  price: stripePrice(),
  quantity: 1,
  current_period_start: at('2026-11-01T00:00:00Z'),
  current_period_end: at('2026-12-01T00:00:00Z'),
  ...changes,
});

export const stripeSubscription = (changes: Fields = {}): object => ({
  id: 'sub_1',
  object: 'subscription',
  status: 'active',
  currency: 'usd',
  customer: 'cus_1',
  description: null,
  items: listOf([stripeItem()]),
  cancel_at: null,
  cancel_at_period_end: false,
  ended_at: null,
  trial_end: null,
  pause_collection: null,
  default_payment_method: stripeCard(),
  ...changes,
});

export const stripeLine = (changes: Fields = {}): object => ({
  id: 'il_1',
  object: 'line_item',
  amount: 4900,
  currency: 'usd',
  description: '1 × Pro',
  parent: {
    type: 'subscription_item_details',
    subscription_item_details: { subscription: 'sub_1', subscription_item: 'si_1' },
    invoice_item_details: null,
  },
  period: { start: at('2026-11-01T00:00:00Z'), end: at('2026-12-01T00:00:00Z') },
  pricing: {
    type: 'price_details',
    price_details: { price: 'price_pro', product: 'prod_pro' },
    unit_amount_decimal: '4900',
  },
  quantity: 1,
  discount_amounts: [],
  taxes: [],
  ...changes,
});

export const stripeTax = (changes: Fields = {}): object => ({
  amount: 931,
  tax_behavior: 'exclusive',
  tax_rate_details: { tax_rate: 'txr_de' },
  taxability_reason: 'standard_rated',
  taxable_amount: 4900,
  type: 'tax_rate_details',
  ...changes,
});

const stripePayment = (changes: Fields = {}): object => ({
  id: 'inpay_1',
  object: 'invoice_payment',
  status: 'paid',
  amount_paid: 5831,
  amount_requested: 5831,
  status_transitions: { paid_at: at('2026-11-01T01:00:09Z'), canceled_at: null },
  payment: { type: 'payment_intent', payment_intent: 'pi_1' },
  ...changes,
});

export const stripeInvoice = (changes: Fields = {}): object => ({
  id: 'in_1',
  object: 'invoice',
  number: 'ACME-0001',
  status: 'paid',
  currency: 'usd',
  created: at('2026-11-01T00:00:05Z'),
  effective_at: at('2026-11-01T01:00:05Z'),
  due_date: null,
  status_transitions: {
    finalized_at: at('2026-11-01T01:00:05Z'),
    paid_at: at('2026-11-01T01:00:09Z'),
    voided_at: null,
    marked_uncollectible_at: null,
  },
  period_start: at('2026-10-01T00:00:00Z'),
  period_end: at('2026-11-01T00:00:00Z'),
  customer: 'cus_1',
  account_name: 'Vendor Inc.',
  account_tax_ids: [{ id: 'txi_1', object: 'tax_id', value: 'IE9999999AA' }],
  customer_name: 'Acme GmbH',
  customer_tax_ids: [{ type: 'eu_vat', value: 'DE123456789' }],
  parent: { type: 'subscription_details', subscription_details: { subscription: 'sub_1' }, quote_details: null },
  subtotal: 4900,
  total: 5831,
  total_excluding_tax: 4900,
  total_discount_amounts: [],
  discounts: [],
  shipping_cost: null,
  customer_tax_exempt: 'none',
  total_taxes: [stripeTax()],
  amount_due: 5831,
  amount_paid: 5831,
  amount_remaining: 0,
  pre_payment_credit_notes_amount: 0,
  payments: listOf([stripePayment()]),
  starting_balance: 0,
  ending_balance: 0,
  lines: listOf([stripeLine()]),
  hosted_invoice_url: 'https://invoice.stripe.com/i/in_1',
  invoice_pdf: 'https://pay.stripe.com/invoice/in_1/pdf',
  ...changes,
});

/** The same invoice from a server that speaks the API of 2018: no `parent`, no `status_transitions`, no PDF, plans. */
export const olderInvoice = (changes: Fields = {}): object => ({
  id: 'in_1',
  object: 'invoice',
  number: 'ACME-0001',
  status: 'paid',
  paid: true,
  currency: 'usd',
  date: at('2026-11-01T00:00:05Z'),
  due_date: null,
  period_start: at('2026-10-01T00:00:00Z'),
  period_end: at('2026-11-01T00:00:00Z'),
  customer: 'cus_1',
  subscription: 'sub_1',
  subtotal: 4900,
  tax: 931,
  tax_percent: 19,
  total: 5831,
  amount_due: 5831,
  starting_balance: 0,
  lines: listOf([
    {
      id: 'il_1',
      object: 'line_item',
      type: 'subscription',
      amount: 4900,
      currency: 'usd',
      description: '1 × Pro',
      period: { start: at('2026-11-01T00:00:00Z'), end: at('2026-12-01T00:00:00Z') },
      plan: {
        id: 'plan_pro',
        object: 'plan',
        amount: 4900,
        currency: 'usd',
        interval: 'month',
        usage_type: 'licensed',
      },
      quantity: 1,
      subscription: 'sub_1',
      subscription_item: 'si_1',
    },
  ]),
  ...changes,
});

export const stripeCreditNote = (changes: Fields = {}): object => ({
  id: 'cn_1',
  object: 'credit_note',
  number: 'ACME-0001-CN-01',
  status: 'issued',
  invoice: 'in_1',
  currency: 'usd',
  created: at('2026-11-03T09:00:00Z'),
  effective_at: at('2026-11-03T09:00:00Z'),
  total: 1190,
  total_excluding_tax: 1000,
  total_taxes: [{ amount: 190 }],
  lines: listOf([{ id: 'cnli_1', object: 'credit_note_line_item', amount: 1000, description: 'Refund', quantity: 1 }]),
  pdf: 'https://pay.stripe.com/credit_notes/cn_1/pdf',
  ...changes,
});
