import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ok } from '#shared/result.ts';
import { isBilled, type Subscription, subscriptionSchema } from '#shared/subscription.ts';
import { sumOfProducts } from '#shared/decimal.ts';
import { readMethod } from '../../../electron/sources/stripe/payment-method.ts';
import { type SubscriptionContext, toSubscription } from '../../../electron/sources/stripe/subscription-mapper.ts';
import { readSubscription } from '../../../electron/sources/stripe/subscription-wires.ts';
import { at, listOf, stripeCard, stripeItem, stripePrice, stripeSubscription } from '../../support/stripe-objects.ts';

const products: SubscriptionContext['products'] = new Map([
  ['prod_pro', { id: 'prod_pro', name: 'Pro', description: 'For teams.', unit_label: 'seat' }],
]);

const unread: SubscriptionContext['unread'] = new Map([
  ['price_hidden', { code: 'permission-missing', permission: 'rak_plan_read' }],
]);

const mapped = (raw: object, names = products) => {
  const sent = readSubscription(raw);
  if (!sent.ok) return sent;
  const { wire, unread: items } = sent.value;
  const method = readMethod(wire.default_payment_method);
  const payment = { paymentMethod: method.kind === 'method' ? method.method : null };
  const read = toSubscription(wire, { products: names, unread, payment, partial: items.length > 0 });
  return ok({ ...read, unread: [...items, ...read.unread] });
};

function subscriptionOf(raw: object, names = products): Subscription {
  const result = mapped(raw, names);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.subscription;
}

const withPrice = (price: object, item: object = {}) =>
  stripeSubscription({ items: listOf([stripeItem({ price: stripePrice({ ...price }), ...item })]) });

const gigabytes = {
  id: 'price_gb',
  product: 'prod_gb',
  billing_scheme: 'tiered',
  tiers_mode: 'graduated',
  unit_amount: null,
  unit_amount_decimal: null,
  recurring: { interval: 'month', interval_count: 1, usage_type: 'metered', meter: 'mtr_1' },
  tiers: [
    { up_to: 40, unit_amount: 0, unit_amount_decimal: '0', flat_amount: null, flat_amount_decimal: null },
    { up_to: null, unit_amount: null, unit_amount_decimal: '0.45', flat_amount: null, flat_amount_decimal: null },
  ],
};

test('a subscription of today’s shape', () => {
  expect(subscriptionOf(stripeSubscription())).toEqual({
    id: 'sub_1',
    status: 'active',
    plan: 'Pro',
    price: { amount: 4900, currency: 'USD' },
    interval: { unit: 'month', count: 1 },
    period: { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' },
    cancelAtPeriodEnd: false,
    endsAt: null,
    trialEndsAt: null,
    collectionPaused: false,
    pausedInvoices: null,
    resumesAt: null,
    items: [
      {
        id: 'si_1',
        priceId: 'price_pro',
        name: 'Pro',
        description: 'For teams.',
        quantity: 1,
        metered: false,
        unitAmountDecimal: '4900',
        currency: 'USD',
        tiers: [],
        tiersMode: null,
        packages: null,
        included: null,
        used: null,
        overage: null,
        unit: 'seat',
      },
    ],
    paymentMethod: { brand: 'visa', last4: '4242', expires: '2028-07' },
  });
});

test('an older server: plan instead of price, the period on the subscription', () => {
  const plan = {
    id: 'plan_pro',
    amount: 4900,
    currency: 'usd',
    interval: 'year',
    interval_count: 2,
    product: 'prod_pro',
  };
  const item = stripeItem({ price: undefined, current_period_start: undefined, current_period_end: undefined, plan });
  const period = { current_period_start: at('2026-11-01T00:00:00Z'), current_period_end: at('2028-11-01T00:00:00Z') };
  expect(subscriptionOf(stripeSubscription({ items: listOf([item]), ...period }))).toMatchObject({
    plan: 'Pro',
    price: { amount: 4900, currency: 'USD' },
    interval: { unit: 'year', count: 2 },
    period: { start: '2026-11-01T00:00:00.000Z', end: '2028-11-01T00:00:00.000Z' },
    items: [{ name: 'Pro', unitAmountDecimal: '4900' }],
  });
});

test.each([
  ['the product', { nickname: 'Pro monthly' }, products, 'Pro'],
  ['the price’s nickname', { nickname: 'Pro monthly' }, new Map(), 'Pro monthly'],
  ['an expanded product', { product: { id: 'prod_pro', name: 'Pro (expanded)' } }, new Map(), 'Pro (expanded)'],
  ['the price’s id', {}, new Map(), 'price_pro'],
] as const)('the plan is named by %s', (_, price, names, plan) => {
  expect(subscriptionOf(withPrice(price), names).plan).toBe(plan);
});

test('a metered item has no quantity, and what its first free tier holds is included', () => {
  const items = listOf([stripeItem(), stripeItem({ id: 'si_2', price: stripePrice(gigabytes), quantity: undefined })]);
  const { price, items: mappedItems } = subscriptionOf(stripeSubscription({ items }));
  expect(price).toEqual({ amount: 4900, currency: 'USD' });
  expect(mappedItems[1]).toMatchObject({
    metered: true,
    quantity: null,
    unitAmountDecimal: null,
    included: 40,
    tiers: [
      { upTo: 40, unitAmountDecimal: '0', flatAmountDecimal: null },
      { upTo: null, unitAmountDecimal: '0.45', flatAmountDecimal: null },
    ],
  });
});

test('an item says why its tiers could not be read', () => {
  const hidden = { ...gigabytes, id: 'price_hidden', tiers: undefined };
  expect(subscriptionOf(withPrice(hidden)).items).toMatchObject([
    { tiers: [], priceError: { code: 'permission-missing' } },
  ]);
  expect(subscriptionOf(withPrice(gigabytes)).items[0]).not.toHaveProperty('priceError');
});

test('how tiers and packages are counted is kept; a free tier of a volume price includes nothing', () => {
  const itemOf = (price: object) => subscriptionOf(withPrice(price)).items[0];
  expect(itemOf(gigabytes)).toMatchObject({ tiersMode: 'graduated', packages: null, included: 40 });
  expect(itemOf({ ...gigabytes, tiers_mode: 'volume' })).toMatchObject({ tiersMode: 'volume', included: null });
  expect(itemOf({ transform_quantity: { divide_by: 1000, round: 'up' } })).toMatchObject({
    tiersMode: null,
    packages: { size: 1000, round: 'up' },
  });
});

test('paused collection says when it goes on', () => {
  const paused = { behavior: 'keep_as_draft', resumes_at: at('2027-01-01T00:00:00Z') };
  expect(subscriptionOf(stripeSubscription({ pause_collection: paused }))).toMatchObject({
    collectionPaused: true,
    pausedInvoices: 'keep_as_draft',
    resumesAt: '2027-01-01T00:00:00.000Z',
  });
});

const yearly = stripeItem({
  id: 'si_year',
  price: stripePrice({
    id: 'price_year',
    unit_amount: 120_000,
    unit_amount_decimal: '120000',
    recurring: { interval: 'year', interval_count: 1, meter: null, usage_type: 'licensed' },
  }),
});

test('what is paid at different intervals is never added: each has its own price', () => {
  const monthly = stripeItem({ quantity: 3, price: stripePrice({ unit_amount: 2000, unit_amount_decimal: '2000' }) });
  expect(subscriptionOf(stripeSubscription({ items: listOf([monthly, yearly]) }))).toMatchObject({
    price: null,
    interval: null,
    prices: [
      { price: { amount: 6000, currency: 'USD' }, interval: { unit: 'month', count: 1 } },
      { price: { amount: 120_000, currency: 'USD' }, interval: { unit: 'year', count: 1 } },
    ],
  });
});

test('the interval of a fixed price is its own, not that of metered items before it', () => {
  const metered = stripeItem({ price: stripePrice(gigabytes) });
  expect(subscriptionOf(stripeSubscription({ items: listOf([metered, yearly]) }))).toMatchObject({
    price: { amount: 120_000, currency: 'USD' },
    interval: { unit: 'year', count: 1 },
  });
});

test.each([
  ['an amount', { unit_amount: 2500, unit_amount_decimal: '25' }, 'unit_amount', '2500', '25'],
  [
    'an amount of a tier',
    { ...gigabytes, tiers: [{ up_to: null, unit_amount: 45, unit_amount_decimal: '4500' }] },
    'tiers.0.unit_amount',
    '45',
    '4500',
  ],
])('%s and a decimal that contradicts it make that item unreadable', (_, price, field, value, otherValue) => {
  const items = listOf([stripeItem({ price: stripePrice(price) }), stripeItem({ id: 'si_2' })]);
  expect(mapped(stripeSubscription({ items }))).toMatchObject({
    ok: true,
    value: {
      subscription: { price: null, items: [{ id: 'si_2' }] },
      unread: [{ id: 'si_1', reason: { code: 'answer-contradictory', field, value, otherValue } }],
    },
  });
});

test('a plan of before 2019-10 whose decimal contradicts its amount is unreadable, too; one that says the same is not', () => {
  const plan = (amount_decimal: string) => ({
    id: 'plan_1',
    currency: 'usd',
    amount: 2500,
    amount_decimal,
    interval: 'month',
  });
  const read = (decimal: string) =>
    mapped(stripeSubscription({ items: listOf([stripeItem({ price: undefined, plan: plan(decimal) })]) }));
  expect(read('25')).toMatchObject({
    ok: true,
    value: {
      subscription: { price: null, items: [] },
      unread: [
        {
          reason: {
            code: 'answer-contradictory',
            ...{ field: 'amount', value: '2500', other: 'amount_decimal', otherValue: '25' },
          },
        },
      ],
    },
  });
  expect(read('2500.4')).toMatchObject({ ok: true, value: { subscription: { price: { amount: 2500 } }, unread: [] } });
});

test('a legacy plan beside a good price is not looked at, whatever it holds', () => {
  const twins = [{ currency: 'currency' }, { interval: 'fortnight' }, 7, [], { id: null }];
  for (const plan of twins)
    expect(mapped(stripeSubscription({ items: listOf([stripeItem({ plan })]) }))).toMatchObject({
      ok: true,
      value: { subscription: { price: { amount: 4900 } }, unread: [] },
    });
});

test('a subscription of metered items only has no fixed price', () => {
  expect(subscriptionOf(withPrice(gigabytes)).price).toBeNull();
});

const tiers = [
  { up_to: 5, unit_amount: 1000, flat_amount: 500 },
  { up_to: null, unit_amount: 800, flat_amount: null },
];
test.each([
  ['seats', { unit_amount: 1200, unit_amount_decimal: '1200' }, 7, 8400],
  ['fractions of a cent', { unit_amount: null, unit_amount_decimal: '0.005' }, 300, 2],
  ['packages, rounded up', { transform_quantity: { divide_by: 10, round: 'up' } }, 11, 9800],
  ['packages, rounded down', { transform_quantity: { divide_by: 10, round: 'down' } }, 19, 4900],
  ['graduated tiers', { billing_scheme: 'tiered', tiers_mode: 'graduated', tiers }, 7, 500 + 5000 + 1600],
  ['volume tiers', { billing_scheme: 'tiered', tiers_mode: 'volume', tiers }, 7, 5600],
  ['volume tiers, the first', { billing_scheme: 'tiered', tiers_mode: 'volume', tiers }, 5, 5500],
  ['tiers that were not sent', { billing_scheme: 'tiered', tiers_mode: 'volume', tiers: undefined }, 7, null],
])('the fixed price of %s', (_, price, quantity, amount) => {
  expect(subscriptionOf(withPrice(price, { quantity })).price?.amount ?? null).toBe(amount);
});

test.each([
  ['to the end of the period', { cancel_at_period_end: true }, true, '2026-12-01T00:00:00.000Z'],
  ['at a date', { cancel_at: at('2027-01-15T00:00:00Z') }, false, '2027-01-15T00:00:00.000Z'],
  ['already', { status: 'canceled', ended_at: at('2026-10-01T00:00:00Z') }, false, '2026-10-01T00:00:00.000Z'],
  ['not', {}, false, null],
])('cancelled %s', (_, changes, cancelAtPeriodEnd, endsAt) => {
  expect(subscriptionOf(stripeSubscription(changes))).toMatchObject({ cancelAtPeriodEnd, endsAt });
});

test.each([
  [
    'SEPA debit',
    { type: 'sepa_debit', card: undefined, sepa_debit: { last4: '3000' } },
    { brand: 'sepa_debit', last4: '3000', expires: null },
  ],
  [
    'a US bank',
    { type: 'us_bank_account', card: undefined, us_bank_account: { last4: '6789', bank_name: 'STRIPE TEST BANK' } },
    { brand: 'STRIPE TEST BANK', last4: '6789', expires: null },
  ],
  [
    'a Canadian debit',
    { type: 'acss_debit', card: undefined, acss_debit: { last4: '5678', bank_name: 'STRIPE TEST BANK' } },
    { brand: 'STRIPE TEST BANK', last4: '5678', expires: null },
  ],
  [
    'a New Zealand account',
    { type: 'nz_bank_account', card: undefined, nz_bank_account: { last4: '0010', bank_name: 'ANZ' } },
    { brand: 'ANZ', last4: '0010', expires: null },
  ],
  [
    'a card that was present',
    {
      type: 'card_present',
      card: undefined,
      card_present: { brand: 'visa', last4: '0043', exp_month: 2, exp_year: 2029 },
    },
    { brand: 'visa', last4: '0043', expires: '2029-02' },
  ],
  [
    'a type that nobody knows',
    { type: 'pay_by_shell', card: undefined, pay_by_shell: { last4: '1234' } },
    { brand: 'pay_by_shell', last4: '1234', expires: null },
  ],
  ['a wallet', { type: 'paypal', card: undefined }, { brand: 'paypal', last4: '', expires: null }],
])('the payment method %s', (_, method, expected) => {
  expect(subscriptionOf(stripeSubscription({ default_payment_method: stripeCard(method) })).paymentMethod).toEqual(
    expected,
  );
});

test('a payment method that is only an id is not shown', () => {
  expect(subscriptionOf(stripeSubscription({ default_payment_method: 'pm_1' })).paymentMethod).toBeNull();
});

test('of items with different periods the one that ends first counts', () => {
  const yearly = stripeItem({
    current_period_start: at('2026-03-01T00:00:00Z'),
    current_period_end: at('2027-03-01T00:00:00Z'),
  });
  const { period } = subscriptionOf(stripeSubscription({ items: listOf([yearly, stripeItem({ id: 'si_2' })]) }));
  expect(period?.end).toBe('2026-12-01T00:00:00.000Z');
});

test('a status that Billfold does not know is kept as the vendor’s word, and billed until the vendor says otherwise', () => {
  const subscription = subscriptionOf(stripeSubscription({ status: 'sleeping' }));
  expect(subscription.status).toBe('sleeping');
  expect(isBilled(subscription)).toBe(true);
  expect(subscriptionOf(stripeSubscription({ status: 7 })).status).toBe('7');
  expect(subscriptionOf(stripeSubscription({ status: null })).status).toBe('unknown');
});

test('an item that cannot be read costs itself: no price is told without it', () => {
  expect(mapped(stripeSubscription({ items: listOf([stripeItem(), { id: 'si_2' }]) }))).toMatchObject({
    ok: true,
    value: {
      subscription: { id: 'sub_1', plan: 'Pro', price: null, items: [{ id: 'si_1' }] },
      unread: [
        {
          object: 'subscription-item',
          id: 'si_2',
          reason: { code: 'answer-incomplete', object: 'subscription-item', id: 'si_2', field: 'price' },
        },
      ],
    },
  });
});

test('prices whose sum is no amount have none together', () => {
  const dear = (id: string) =>
    stripeItem({ id, quantity: 1_000, price: stripePrice({ unit_amount: 9e12, unit_amount_decimal: null }) });
  const priceOf = (...items: object[]) => subscriptionOf(stripeSubscription({ items: listOf(items) })).price;
  expect(priceOf(dear('si_1'))?.amount).toBe(9e15);
  expect(priceOf(dear('si_1'), dear('si_2'))).toBeNull();
});

test('whatever a server sends, the mapper answers a valid subscription or an error, and never throws', () => {
  const damage = (whole: object) => fc.dictionary(fc.constantFrom(...Object.keys(whole)), fc.jsonValue());
  fc.assert(
    fc.property(
      damage(stripeSubscription()),
      damage(stripeItem()),
      damage(stripePrice(gigabytes)),
      (outer, item, price) => {
        const items = listOf([stripeItem({ price: stripePrice({ ...gigabytes, ...price }), ...item })]);
        const result = mapped({ ...stripeSubscription({ items }), ...outer });
        if (result.ok) expect(subscriptionSchema.safeParse(result.value.subscription).error).toBeUndefined();
        else expect(['answer-incomplete', 'value-unknown']).toContain(result.error.code);
      },
    ),
    { numRuns: 500, examples: [[{}, {}, { unit_amount_decimal: { toString: null } }]] },
  );
});

test('sums of products are exact, with halves away from zero', () => {
  expect(sumOfProducts([['0.5', 1]])).toBe(1);
  expect(sumOfProducts([['-0.5', 1]])).toBe(-1);
  expect(
    sumOfProducts([
      ['0.1', 3],
      ['0.2', 1],
    ]),
  ).toBe(1);
  expect(sumOfProducts([['1.005', 100]])).toBe(101);
  expect(sumOfProducts([])).toBe(0);
  expect(sumOfProducts([['9007199254740991', 2]])).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e6 }), (cents, quantity) => {
      expect(sumOfProducts([[`${cents}.00`, quantity]])).toBe(cents * quantity);
    }),
  );
});
