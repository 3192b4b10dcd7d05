import type { Firing, MoneyAlert, MoneyFiring, Poll } from '#shared/alerts.ts';
import type { BillingDetails } from '#shared/billing-details.ts';
import type { ArchivedInvoice, InvoiceLine, InvoiceStatus } from '#shared/invoices.ts';
import type { AccountSummary, AppInfo, MonthTotal, Overview, SubscriptionView } from '#shared/ipc/contract.ts';
import { money, type Money } from '#shared/money.ts';
import { addDays, addMonths, dayOf, monthOf, type Period, periodOfMonth, startOfDay } from '#shared/period.ts';
import type { Subscription } from '#shared/subscription.ts';
import { type Instant, instantFromMillis, millisOf, type Month } from '#shared/time.ts';
import { sampleForecasts, sampleUsage } from './sample/watched.ts';

/** What a window sees of a company with four accounts, seen from `now`. Made-up names and amounts. */
export interface SampleData {
  accounts: AccountSummary[];
  overviews: Record<string, Overview>;
  firings: Firing[];
  polls: Poll[];
  invoices: ArchivedInvoice[];
  lines: Record<string, InvoiceLine[]>;
  info: AppInfo;
}

export const sampleNow: Instant = '2026-11-22T12:00:00.000Z';

const minutesBefore = (now: Instant, minutes: number): Instant => instantFromMillis(millisOf(now) - minutes * 60_000);

/** No period has closed yet. */
export const noForecastHistory = { forecastHistory: [], forecastBand: [] };

export function sampleData(now: Instant, invoiceMonths = 60): SampleData {
  const month = monthOf(now);
  const period = periodOfMonth(month);
  const ago = (minutes: number) => minutesBefore(now, minutes);
  const invoices = [
    ...monthlyInvoices('acc_imagekit', 'ImageKit (practice)', 'IK', 'USD', month, invoiceMonths, 31_000),
    ...monthlyInvoices('acc_datadog', 'Datadog EU', 'DD', 'EUR', month, Math.min(invoiceMonths, 24), 184_000),
    ...monthlyInvoices('acc_notion', 'Notion (Tokyo office)', 'NTN', 'JPY', month, Math.min(invoiceMonths, 14), 48_600),
  ];
  const months = (accountId: string): MonthTotal[] => lastTwelve(month, invoices, accountId);
  const alerts = sampleAlerts(ago);
  const firing = sampleFiring(alerts[0] as MoneyAlert, period, now);
  const imagekit = imagekitViews(period, ago(4));
  const datadog = datadogViews(period, ago(190));
  const notion = notionViews(period, ago(22));
  return {
    accounts: sampleAccounts(ago, now),
    overviews: {
      acc_imagekit: {
        snapshot: {
          accountId: 'acc_imagekit',
          asOf: ago(4),
          subscriptions: imagekit,
          usage: sampleUsage(period, ago(4)),
          details: companyDetails,
          missingPermissions: [],
        },
        alerts: alerts.filter((alert) => alert.accountId === 'acc_imagekit'),
        months: months('acc_imagekit'),
        changes: [{ subscriptionId: 'sub_imagekit', lines: imagekitChanges }],
        happenings: [
          { kind: 'firing', at: firing.firedAt, firing },
          { kind: 'new-invoices', at: ago(2 * 1440), count: 1 },
          { kind: 'failed-checks', at: ago(1440), count: 3 },
        ],
        ...sampleForecasts(month),
      },
      acc_datadog: {
        snapshot: {
          accountId: 'acc_datadog',
          asOf: ago(190),
          subscriptions: datadog,
          details: { ...companyDetails, billingEmail: 'it-rechnungen@nordlicht.example' },
          missingPermissions: [],
        },
        alerts: alerts.filter((alert) => alert.accountId === 'acc_datadog'),
        months: months('acc_datadog'),
        changes: [],
        happenings: [],
        ...noForecastHistory,
      },
      acc_notion: {
        snapshot: {
          accountId: 'acc_notion',
          asOf: ago(22),
          subscriptions: notion,
          details: null,
          missingPermissions: ['tax_ids_read'],
        },
        alerts: alerts.filter((alert) => alert.accountId === 'acc_notion'),
        months: months('acc_notion'),
        changes: [],
        happenings: [],
        ...noForecastHistory,
      },
      acc_vercel: { snapshot: null, alerts: [], months: [], changes: [], happenings: [], ...noForecastHistory },
    },
    firings: [firing, ...olderFirings(alerts[0] as MoneyAlert, month)],
    polls: samplePolls(period, now),
    invoices,
    lines: Object.fromEntries(invoices.map((invoice) => [invoice.key, invoiceLines(invoice)])),
    info: {
      version: '0.1.0',
      platform: 'linux',
      locale: 'en-US',
      secretStore: 'available',
      notifications: 'available',
      dataFolder: '/home/maria/.config/Billfold',
      archiveFolder: '/home/maria/.config/Billfold/documents',
      damagedSettings: null,
    },
  };
}

function sampleAccounts(ago: (minutes: number) => Instant, now: Instant): AccountSummary[] {
  const dueIn = (minutes: number) => instantFromMillis(millisOf(now) + minutes * 60_000);
  const fresh = (minutes: number) => ({
    state: 'fresh' as const,
    lastSuccessAt: ago(minutes),
    lastAttemptAt: ago(minutes),
    nextDueAt: dueIn(60 - minutes),
    error: null,
  });
  return [
    {
      id: 'acc_imagekit',
      name: 'ImageKit (practice)',
      role: 'administrator',
      practice: true,
      sources: [{ kind: 'stripe', baseUrl: 'http://127.0.0.1:41877', customerId: 'cus_Practice00001' }],
      createdAt: ago(90 * 1440),
      keyPlace: 'secret-store',
      freshness: fresh(4),
      unseenFirings: 1,
    },
    {
      id: 'acc_datadog',
      name: 'Datadog EU',
      role: 'finance',
      practice: false,
      sources: [{ kind: 'stripe', baseUrl: null, customerId: 'cus_NordlichtDD' }],
      createdAt: ago(400 * 1440),
      keyPlace: 'secret-store',
      freshness: {
        state: 'stale',
        lastSuccessAt: ago(190),
        lastAttemptAt: ago(8),
        nextDueAt: dueIn(24),
        error: { code: 'server-unreachable', host: 'api.stripe.com', reason: 'ERR_NAME_NOT_RESOLVED' },
      },
      unseenFirings: 0,
    },
    {
      id: 'acc_notion',
      name: 'Notion (Tokyo office)',
      role: 'viewer',
      practice: false,
      sources: [{ kind: 'stripe', baseUrl: null, customerId: 'cus_NordlichtJP' }],
      createdAt: ago(200 * 1440),
      keyPlace: 'session',
      freshness: fresh(22),
      unseenFirings: 0,
    },
    {
      id: 'acc_vercel',
      name: 'Vercel',
      role: 'finance',
      practice: false,
      sources: [{ kind: 'stripe', baseUrl: null, customerId: 'cus_NordlichtVC' }],
      createdAt: ago(30 * 1440),
      keyPlace: 'secret-store',
      freshness: {
        state: 'refused',
        lastSuccessAt: null,
        lastAttemptAt: ago(55),
        nextDueAt: null,
        error: { code: 'key-refused', host: 'api.stripe.com' },
      },
      unseenFirings: 0,
    },
  ];
}

const companyDetails: BillingDetails = {
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

const line = (
  id: string,
  description: string,
  amount: Money,
  metered: boolean,
  quantity: number | null = 1,
): InvoiceLine => ({ id, description, amount, quantity, period: null, priceId: `price_${id}`, metered });

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

function imagekitViews(period: Period, asOf: Instant): SubscriptionView[] {
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

const imagekitChanges = [
  { description: 'Pro plan', before: money(8900, 'USD'), now: money(8900, 'USD') },
  { description: 'Bandwidth over 225 GB', before: money(21_105, 'USD'), now: money(36_315, 'USD') },
  { description: 'Storage over 225 GB', before: null, now: money(6025, 'USD') },
  { description: 'Extension units over 5,000', before: money(1240, 'USD'), now: null },
];

function datadogViews(period: Period, asOf: Instant): SubscriptionView[] {
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

function notionViews(period: Period, asOf: Instant): SubscriptionView[] {
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

const sampleAlerts = (ago: (minutes: number) => Instant): MoneyAlert[] => [
  {
    id: 'alr_500',
    accountId: 'acc_imagekit',
    measure: 'total',
    threshold: money(50_000, 'USD'),
    steps: [75, 90],
    createdAt: ago(60 * 1440),
  },
  {
    id: 'alr_800',
    accountId: 'acc_imagekit',
    measure: 'forecast',
    threshold: money(80_000, 'USD'),
    steps: [],
    createdAt: ago(30 * 1440),
  },
  {
    id: 'alr_2000',
    accountId: 'acc_datadog',
    measure: 'total',
    threshold: money(200_000, 'EUR'),
    steps: [50],
    createdAt: ago(300 * 1440),
  },
  {
    id: 'alr_jp',
    accountId: 'acc_notion',
    measure: 'total',
    threshold: money(60_000, 'JPY'),
    steps: [],
    createdAt: ago(150 * 1440),
  },
];

function sampleFiring(alert: MoneyAlert, period: Period, now: Instant): MoneyFiring {
  return {
    id: 'fir_now',
    accountId: alert.accountId,
    accountName: 'ImageKit (practice)',
    alertId: alert.id,
    subscriptionId: 'sub_imagekit',
    plan: 'ImageKit Pro',
    measure: 'total',
    threshold: alert.threshold,
    step: 100,
    period,
    amount: money(50_310, 'USD'),
    late: false,
    asOf: minutesBefore(now, 185),
    firedAt: minutesBefore(now, 184),
    delivery: 'shown',
    notifier: 'electron',
    attempts: 1,
    lastTriedAt: minutesBefore(now, 184),
    nextTryAt: null,
    shownAt: minutesBefore(now, 184),
    seenAt: null,
    seenHow: null,
    failure: null,
    practice: true,
  };
}

function olderFirings(alert: MoneyAlert, month: Month): MoneyFiring[] {
  return [1, 2, 4].map((back, position) => {
    const period = periodOfMonth(addMonths(month, -back));
    const firedAt = startOfDay(addDays(dayOf(period.start), 24));
    const failed = position === 1;
    return {
      ...sampleFiring(alert, period, firedAt),
      id: `fir_${back}`,
      amount: money(50_000 + back * 1337, 'USD'),
      step: position === 2 ? 90 : 100,
      asOf: firedAt,
      firedAt,
      delivery: failed ? 'failed' : 'seen',
      failure: failed ? 'no notification service' : null,
      shownAt: failed ? null : firedAt,
      seenAt: startOfDay(addDays(dayOf(firedAt), 1)),
      seenHow: 'app',
    };
  });
}

function samplePolls(period: Period, now: Instant): Poll[] {
  const ofImagekit = Array.from({ length: 40 }, (_, back): Poll => {
    const failed = back === 21 || back === 22;
    return {
      id: `pol_${back}`,
      accountId: 'acc_imagekit',
      at: minutesBefore(now, 4 + back * 61),
      ok: !failed,
      error: failed ? { code: 'server-timeout', host: '127.0.0.1:41877', seconds: 30 } : null,
      amounts: failed ? [] : [{ subscriptionId: 'sub_imagekit', total: money(51_240 - back * 310, 'USD'), period }],
    };
  });
  return [
    ...ofImagekit,
    {
      id: 'pol_vercel',
      accountId: 'acc_vercel',
      at: minutesBefore(now, 55),
      ok: false,
      error: { code: 'key-refused', host: 'api.stripe.com' },
      amounts: [],
    },
  ];
}

/** Newest first; amounts vary by a fixed pattern, so that every run sees the same archive. */
function monthlyInvoices(
  accountId: string,
  accountName: string,
  prefix: string,
  currency: string,
  month: Month,
  count: number,
  base: number,
): ArchivedInvoice[] {
  return Array.from({ length: count }, (_, position) => {
    const back = position + 1;
    const period = periodOfMonth(addMonths(month, -back));
    const wave = [0, 0.12, -0.2, 0.31, 0.62, -0.08, 0.05, 0.7, -0.11, 0.2, -0.3, 0.02][position % 12] ?? 0;
    const trend = Math.max(0.35, 1 - position * 0.012);
    const net = Math.round(base * trend * (1 + wave));
    const tax = currency === 'EUR' ? Math.round(net * 0.19) : 0;
    const status: InvoiceStatus =
      position === 0 && accountId === 'acc_datadog' ? 'open' : position === 17 ? 'void' : 'paid';
    const issuedAt = period.end;
    const dueAt = startOfDay(addDays(dayOf(issuedAt), 14));
    const overdue = status === 'open';
    return {
      key: `${accountId}:in_${back}`,
      id: `in_${prefix}${back}`,
      accountId,
      accountName,
      number: `${prefix}-${String(1000 + count - position)}`,
      type: 'invoice',
      corrects: null,
      status,
      subscriptionId: null,
      customerName: 'Nordlicht Logistik GmbH',
      createdAt: issuedAt,
      issuedAt,
      dueAt,
      paidAt: status === 'paid' ? startOfDay(addDays(dayOf(issuedAt), 3)) : null,
      period,
      net: money(net, currency),
      tax: money(tax, currency),
      total: money(net + tax, currency),
      creditApplied: money(0, currency),
      amountDue: money(net + tax, currency),
      taxId: 'DE813495425',
      overdue,
      document: position === 5 ? 'missing' : position === 9 ? 'failed' : 'stored',
      documentError:
        position === 9
          ? { code: 'document-not-pdf', invoice: `${prefix}-${1000 + count - position}`, found: 'html' }
          : null,
      source: 'vendor',
      payable: status === 'open',
      note: null,
      tags: [],
      costCentre: null,
      poNumber: null,
      ownCostCentre: null,
      ownPoNumber: null,
    } satisfies ArchivedInvoice;
  });
}

const invoiceLines = (invoice: ArchivedInvoice): InvoiceLine[] => [
  {
    ...line('base', 'Base plan', money(Math.round(invoice.net.amount * 0.4), invoice.net.currency), false),
    period: invoice.period,
  },
  {
    ...line(
      'usage',
      'Usage',
      money(invoice.net.amount - Math.round(invoice.net.amount * 0.4), invoice.net.currency),
      true,
      400,
    ),
    period: invoice.period,
  },
];

function lastTwelve(month: Month, invoices: readonly ArchivedInvoice[], accountId: string): MonthTotal[] {
  return Array.from({ length: 12 }, (_, position) => {
    const each = addMonths(month, position - 12);
    const totals = invoices
      .filter((invoice) => invoice.accountId === accountId && invoice.status !== 'void')
      .filter((invoice) => monthOf(invoice.period.start) === each)
      .map((invoice) => invoice.total);
    return { month: each, totals };
  });
}
