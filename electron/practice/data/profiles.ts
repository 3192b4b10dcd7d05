import type { Currency, OfferKey } from './catalog.ts';
import { tokenOf } from './random.ts';

export type Address = Readonly<Record<'line1' | 'line2' | 'city' | 'state' | 'postal_code' | 'country', string | null>>;
export const noAddress: Address = {
  line1: null,
  line2: null,
  city: null,
  state: null,
  postal_code: null,
  country: null,
};

export interface SubscriptionProfile {
  readonly key: string;
  readonly items: readonly { readonly offer: OfferKey; readonly quantity: number }[];
  /** Length of a billing period in months. */
  readonly months: 1 | 12;
  /** Number of its first period; 0 is the one of the anchor. */
  readonly firstPeriod: number;
  /** It ended when this period would have begun; null while it runs. */
  readonly endPeriod: number | null;
  readonly kind: 'running' | 'past-due' | 'paused' | 'trial';
}

/** A customer of the practice vendor: everything about it that does not change with the clock. */
export interface CustomerProfile {
  readonly id: string;
  readonly shows: string;
  readonly name: string;
  readonly email: string;
  readonly address: Address;
  readonly currency: Currency;
  /** Percent added to every amount; 0 with `reverse` means that the customer owes the tax. */
  readonly taxPercent: number;
  readonly taxExempt: 'none' | 'reverse';
  readonly taxIds: readonly { readonly type: string; readonly value: string; readonly country: string }[];
  /** Credit on the account when the data was created, as a positive number of minor units. */
  readonly credit: number;
  readonly numbers: 'plain' | 'slashes' | 'missing';
  readonly usageScale: number;
  readonly subscriptions: readonly SubscriptionProfile[];
  /** Invoices besides those of the billing periods. */
  readonly manualInvoices: 'many' | 'few' | 'varied' | 'none';
  /** Some of its older invoices were credited in part. */
  readonly creditNotes: boolean;
  readonly card: {
    readonly brand: string;
    readonly last4: string;
    readonly month: number;
    readonly years: number;
  } | null;
}

const proItems = [
  { offer: 'pro', quantity: 1 },
  { offer: 'bandwidth', quantity: 1 },
  { offer: 'video', quantity: 1 },
] as const;

function subscription(key: string, change: Partial<SubscriptionProfile> = {}): SubscriptionProfile {
  return { key, items: proItems, months: 1, firstPeriod: -11, endPeriod: null, kind: 'running', ...change };
}

function profile(
  id: string,
  shows: string,
  name: string,
  change: Partial<CustomerProfile> & Pick<CustomerProfile, 'address'>,
): CustomerProfile {
  return {
    id,
    shows,
    name,
    email: `billing@${id.slice('cus_'.length).toLowerCase()}.example`,
    currency: 'usd',
    taxPercent: 0,
    taxExempt: 'none',
    taxIds: [],
    credit: 0,
    numbers: 'plain',
    usageScale: 1,
    subscriptions: [subscription('main')],
    manualInvoices: 'none',
    creditNotes: false,
    card: { brand: 'visa', last4: '4242', month: 8, years: 3 },
    ...change,
  };
}

const at = (
  line1: string,
  city: string,
  postal_code: string,
  country: string,
  state: string | null = null,
): Address => ({ line1, line2: null, city, state, postal_code, country });

/** The customer that the server prints. Its subscription began `cycles` periods ago. */
export function mainProfile(seed: number, cycles: number): CustomerProfile {
  return profile(
    `cus_P${tokenOf(13, seed, 'customer')}`,
    'five years of invoices, one metered subscription',
    'Atelier Brûlé & Søn',
    {
      email: 'regnskab@atelier-brule.example',
      address: { ...at('Åboulevarden 17', 'København', '1635', 'DK'), line2: '3. sal' },
      taxExempt: 'reverse',
      taxIds: [{ type: 'eu_vat', value: 'DK13585628', country: 'DK' }],
      manualInvoices: 'many',
      creditNotes: true,
      subscriptions: cycles > 0 ? [subscription('main', { firstPeriod: 1 - cycles })] : [],
    },
  );
}

/** One customer for each case that a client has to handle; their ids are the same for every seed. */
export const otherProfiles: readonly CustomerProfile[] = [
  profile('cus_PracticeNoSubscription', 'invoices but no subscription', 'Böhm & Töchter', {
    address: at('Ölmühlweg 5', 'Kronberg', '61476', 'DE'),
    currency: 'eur',
    taxPercent: 19,
    taxIds: [{ type: 'eu_vat', value: 'DE136695976', country: 'DE' }],
    subscriptions: [],
    manualInvoices: 'few',
  }),
  profile('cus_PracticeCanceled', 'subscription cancelled three periods ago', 'Harbour Lane Prints', {
    address: at('12 Harbour Lane', 'Bristol', 'BS1 4RB', 'GB'),
    taxIds: [{ type: 'gb_vat', value: 'GB980780684', country: 'GB' }],
    subscriptions: [subscription('main', { firstPeriod: -14, endPeriod: -3 })],
  }),
  profile('cus_PracticePaused', 'subscription paused, nothing upcoming', 'Quiet Season Rentals', {
    address: at('88 Lake Road', 'Duluth', '55802', 'US', 'MN'),
    subscriptions: [subscription('main', { firstPeriod: -2, kind: 'paused' })],
    card: null,
  }),
  profile('cus_PracticeTrial', 'in its trial until the next period', 'First Light Cameras', {
    address: at('1 Pier Street', 'Portland', '97205', 'US', 'OR'),
    subscriptions: [subscription('main', { firstPeriod: 0, kind: 'trial' })],
  }),
  profile('cus_PracticeThree', 'three subscriptions, one of them yearly', 'Três Irmãos Comércio', {
    address: at('Rua do Século 9', 'Lisboa', '1200-433', 'PT'),
    subscriptions: [
      subscription('delivery'),
      subscription('seats', { items: [{ offer: 'seats', quantity: 5 }], firstPeriod: -7 }),
      subscription('library', { items: [{ offer: 'library', quantity: 1 }], months: 12, firstPeriod: -2 }),
    ],
  }),
  profile('cus_PracticeYen', 'Japanese yen: no decimals; 10 % tax', 'Sakura Shashin K.K.', {
    address: at('1-2-3 Jingumae', 'Shibuya-ku', '150-0001', 'JP', 'Tokyo'),
    currency: 'jpy',
    taxPercent: 10,
    taxIds: [{ type: 'jp_trn', value: 'T8010401050387', country: 'JP' }],
  }),
  profile('cus_PracticeDinar', 'Kuwaiti dinar: three decimals', 'Al Noor Trading', {
    address: at('Block 4, Street 12', 'Kuwait City', '13001', 'KW'),
    currency: 'kwd',
  }),
  profile('cus_PracticeCredit', 'credit balance that pays the next invoices', 'Evergreen Catalogues', {
    address: at('400 Pine Street', 'Seattle', '98101', 'US', 'WA'),
    credit: 20_000,
  }),
  profile('cus_PracticePastDue', 'the last payment failed', 'Overdraft Optics', {
    address: at('7 Mill Yard', 'Leeds', 'LS1 4DY', 'GB'),
    subscriptions: [subscription('main', { kind: 'past-due' })],
    card: { brand: 'mastercard', last4: '0341', month: 2, years: 0 },
  }),
  profile(
    'cus_PracticeSlashes',
    'slashes in invoice numbers, a name like a formula, 19 % tax',
    '=1+1 Grafik "Süd" / Nord',
    {
      address: at('Straße des 17. Juni 135', 'Berlin', '10623', 'DE'),
      currency: 'eur',
      taxPercent: 19,
      numbers: 'slashes',
      creditNotes: true,
    },
  ),
  profile('cus_PracticeNoNumbers', 'finalized invoices without a number', 'Unnumbered Works', {
    address: at('3 Blank Row', 'Dublin', 'D02 X285', 'IE'),
    numbers: 'missing',
    subscriptions: [subscription('main', { firstPeriod: -3 })],
  }),
  ...(['eur', 'jpy', 'kwd'] as const).map((currency) =>
    profile(
      `cus_PracticeVaried${currency === 'eur' ? '' : currency === 'jpy' ? 'Yen' : 'Dinar'}`,
      `tax rates, discounts, shipping and payments of every kind, in ${currency.toUpperCase()}`,
      'Vielfalt & Cie',
      {
        address: at('Lange Straße 3', 'Stuttgart', '70173', 'DE'),
        currency,
        subscriptions: [],
        manualInvoices: 'varied',
      },
    ),
  ),
  profile('cus_PracticeEmpty', 'nothing at all', 'Empty Shelf', {
    address: noAddress,
    subscriptions: [],
    card: null,
  }),
];

/** Stripe answers for it as for a customer that was deleted. */
export const deletedCustomerId = 'cus_PracticeDeleted';
