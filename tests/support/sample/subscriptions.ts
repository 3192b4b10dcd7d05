import type { Comparison } from '#shared/comparison.ts';
import type { BillingDetails } from '#shared/billing-details.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import { money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import type { Subscription } from '#shared/subscription.ts';
import type { Instant } from '#shared/time.ts';
import { line } from './invoices.ts';

export const companyDetails: BillingDetails = {
  companyName: 'Nordlicht Logistik GmbH',
  billingEmail: 'rechnungen@nordlicht.example',
  address: {
    line1: 'Am Sandtorkai 41',
    line2: null,
    city: 'Hamburg',
    state: null,
    postalCode: '20457',
    country: 'DE',
  },
  taxIds: [
    { id: 'txi_1', type: 'eu_vat', value: 'DE813495425', verified: true },
    { id: 'txi_2', type: 'gb_vat', value: 'GB980780684', verified: null },
  ],
  missing: [],
  credit: null,
};

const subscription = (values: Partial<Subscription> & Pick<Subscription, 'id' | 'plan' | 'items'>): Subscription => ({
  status: 'active',
  price: null,
  interval: { unit: 'month', count: 1 },
  period: null,
  cancelAtPeriodEnd: false,
  endsAt: null,
  trialEndsAt: null,
  collectionPaused: false,
  paymentMethod: { brand: 'visa', last4: '4242', expires: '2027-03' },
  ...values,
});

const meteredItem = (
  id: string,
  name: string,
  unit: string,
  unitAmountDecimal: string,
  used: number,
  included: number,
): Subscription['items'][number] => ({
  id,
  name,
  quantity: null,
  metered: true,
  unitAmountDecimal,
  currency: 'USD',
  tiers: [],
  included,
  used,
  overage: Math.max(0, used - included),
  unit,
});

export function imagekitViews(period: Period, asOf: Instant): SubscriptionView[] {
  const lines = [
    line('base', 'Pro plan', money(8900, 'USD'), false),
    line('bandwidth', 'Bandwidth over 225 GB', money(36_315, 'USD'), true, 807),
    line('storage', 'Storage over 225 GB', money(6025, 'USD'), true, 241),
  ];
  return [
    {
      subscription: subscription({
        id: 'sub_imagekit',
        plan: 'ImageKit Pro',
        price: money(8900, 'USD'),
        period,
        items: [
          {
            id: 'si_base',
            name: 'Pro plan',
            quantity: 1,
            metered: false,
            unitAmountDecimal: '8900',
            currency: 'USD',
            tiers: [],
            included: null,
            used: null,
            overage: null,
            unit: null,
          },
          meteredItem('si_bandwidth', 'Bandwidth', 'GB', '45', 1032, 225),
          meteredItem('si_storage', 'Storage', 'GB', '25', 466, 225),
          meteredItem('si_units', 'Extension units', 'units', '0.4', 2310, 5000),
        ],
      }),
      upcoming: {
        kind: 'preview',
        total: money(51_240, 'USD'),
        amountDue: money(48_740, 'USD'),
        period,
        lines,
        asOf,
      },
      forecast: { total: money(66_835, 'USD'), method: 'fixed-plus-metered-pace' },
    },
  ];
}

const side = (amount: number, quantity: number, unitAmountDecimal: string) => ({
  ...{ amount: money(amount, 'USD'), quantity, unitAmountDecimal },
});
export const imagekitComparison = (period: Period): Comparison => ({
  before: {
    period: { start: '2026-10-01T00:00:00.000Z', end: period.start },
    bill: money(39_480, 'USD'),
    changes: {
      ...{ before: money(31_245, 'USD'), now: money(51_240, 'USD') },
      samePoint: { at: '2026-10-22T12:00:00.000Z', by: 'checks' },
      lines: [
        { description: 'Bandwidth over 225 GB', before: side(21_105, 469, '45'), now: side(36_315, 807, '45') },
        { description: 'Storage over 225 GB', before: null, now: side(6025, 669, '9') },
        { description: 'Extension units over 5,000', before: side(1240, 2, '620'), now: null },
        { description: 'Pro plan', before: side(8900, 1, '8900'), now: side(8900, 1, '8900') },
      ],
    },
  },
  usual: { atThisPoint: money(30_100, 'USD'), end: money(38_200, 'USD'), periods: 6 },
});

export function datadogViews(period: Period, asOf: Instant): SubscriptionView[] {
  const flat = (id: string, plan: string, amount: number, quantity: number): SubscriptionView => ({
    subscription: subscription({
      id,
      plan,
      price: money(amount, 'EUR'),
      period,
      paymentMethod: { brand: 'sepa_debit', last4: '3000', expires: null },
      items: [
        {
          id: `${id}_item`,
          name: plan,
          quantity,
          metered: false,
          unitAmountDecimal: String(amount / quantity),
          currency: 'EUR',
          tiers: [],
          included: null,
          used: null,
          overage: null,
          unit: null,
        },
      ],
    }),
    upcoming: {
      kind: 'preview',
      total: money(amount, 'EUR'),
      amountDue: money(amount, 'EUR'),
      period,
      lines: [line(id, plan, money(amount, 'EUR'), false, quantity)],
      asOf,
    },
    forecast: { total: money(amount, 'EUR'), method: 'fixed' },
  });
  return [
    flat('sub_infra', 'Infrastructure Pro', 138_000, 92),
    {
      ...flat('sub_logs', 'Log Management', 46_000, 20),
      upcoming: { kind: 'none', reason: 'cancelled', asOf },
      forecast: null,
    },
  ];
}

export function notionViews(period: Period, asOf: Instant): SubscriptionView[] {
  return [
    {
      subscription: subscription({
        id: 'sub_notion',
        plan: 'Business',
        price: money(48_600, 'JPY'),
        period,
        cancelAtPeriodEnd: true,
        endsAt: period.end,
        paymentMethod: { brand: 'jcb', last4: '0505', expires: '2026-12' },
        items: [
          {
            id: 'si_seats',
            name: 'Business seat',
            quantity: 18,
            metered: false,
            unitAmountDecimal: '2700',
            currency: 'JPY',
            tiers: [],
            included: null,
            used: null,
            overage: null,
            unit: null,
          },
        ],
      }),
      upcoming: {
        kind: 'preview',
        total: money(48_600, 'JPY'),
        amountDue: money(48_600, 'JPY'),
        period,
        lines: [line('seats', 'Business seat', money(48_600, 'JPY'), false, 18)],
        asOf,
      },
      forecast: { total: money(48_600, 'JPY'), method: 'fixed' },
    },
  ];
}
