import type { BillingDetails } from '#shared/billing-details.ts';
import type { InvoiceMoney } from '#shared/invoice-money.ts';
import type { Invoice, InvoiceLine } from '#shared/invoices.ts';
import { type Money, money, subtract, zero } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import type { Subscription } from '#shared/subscription.ts';
import type { UpcomingFigures } from '#shared/upcoming.ts';

/* Domain objects with plausible values; a test names only what it is about. */

export const november: Period = { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' };
const october: Period = { start: '2026-10-01T00:00:00.000Z', end: '2026-11-01T00:00:00.000Z' };

/** 512.40 USD is `usd(51240)`. */
export const usd = (amount: number): Money => money(amount, 'USD');

export const aLine = (changes: Partial<InvoiceLine> = {}): InvoiceLine => ({
  id: 'il_1',
  description: 'Pro plan',
  amount: usd(4900),
  quantity: 1,
  period: november,
  unitAmountDecimal: '4900',
  discounts: [],
  taxes: [],
  priceId: 'price_pro',
  kind: 'fixed',
  ...changes,
});

export const aSubscription = (changes: Partial<Subscription> = {}): Subscription => ({
  id: 'sub_1',
  status: 'active',
  plan: 'Pro',
  price: usd(4900),
  interval: { unit: 'month', count: 1 },
  period: november,
  cancelAtPeriodEnd: false,
  endsAt: null,
  trialEndsAt: null,
  collectionPaused: false,
  items: [
    {
      id: 'si_1',
      name: 'Pro',
      quantity: 1,
      metered: false,
      unitAmountDecimal: '4900',
      currency: 'USD',
      tiers: [],
      included: null,
      used: null,
      overage: null,
      unit: null,
    },
  ],
  paymentMethod: { brand: 'visa', last4: '4242', expires: '2028-07' },
  ...changes,
});

export const anUpcoming = (changes: Partial<UpcomingFigures> = {}): UpcomingFigures => ({
  kind: 'preview',
  total: usd(12000),
  amountDue: usd(12000),
  period: november,
  lines: [aLine(), aLine({ id: 'il_2', description: 'Bandwidth', amount: usd(7100), priceId: null, kind: 'metered' })],
  asOf: '2026-11-22T12:00:00.000Z',
  ...changes,
});

/** All of it known: nothing but a total, paid in full unless something is left. */
export const plainMoney = (total: Money, remaining = zero(total.currency)): InvoiceMoney => {
  const nothing = zero(total.currency);
  const paid = subtract(total, remaining);
  return {
    ...{ subtotal: total, discounts: [], shipping: null, taxes: [], tax: nothing, net: total, total },
    ...{ creditApplied: nothing, prepaid: nothing, creditNotesApplied: nothing, rounding: nothing, paid, remaining },
    payments:
      paid.amount === 0
        ? []
        : [{ paidAt: '2026-11-01T01:00:09.000Z', amount: paid, method: 'card', reference: 'pi_1' }],
  };
};

/** A paid invoice for October, of 49.00 USD. */
export const anInvoice = (changes: Partial<Invoice> = {}): Invoice => ({
  id: 'in_1',
  number: 'ACME-0001',
  type: 'invoice',
  corrects: null,
  status: 'paid',
  subscriptionId: 'sub_1',
  customerName: 'Acme GmbH',
  ...{ seller: 'Vendor Inc.', sellerTaxId: null },
  createdAt: '2026-11-01T00:00:05.000Z',
  issuedAt: '2026-11-01T01:00:05.000Z',
  dueAt: null,
  paidAt: '2026-11-01T01:00:09.000Z',
  period: october,
  ...plainMoney(usd(4900)),
  taxId: 'DE123456789',
  lines: [aLine({ period: october })],
  hostedUrl: 'https://invoice.example.com/i/in_1',
  documentUrl: 'https://pay.example.com/invoice/in_1/pdf',
  ...changes,
});

export const someDetails = (changes: Partial<BillingDetails> = {}): BillingDetails => ({
  companyName: 'Acme GmbH',
  billingEmail: 'billing@acme.example',
  address: { line1: 'Hauptstr. 1', line2: null, city: 'Berlin', state: null, postalCode: '10115', country: 'DE' },
  taxIds: [{ id: 'txi_1', type: 'eu_vat', value: 'DE123456789', verified: true }],
  missing: [],
  credit: null,
  ...changes,
});
