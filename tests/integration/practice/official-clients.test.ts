import { execFileSync } from 'node:child_process';
import ImageKit from '@imagekit/nodejs';
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { control, practiceServer, stripeClient } from '../../support/practice.ts';

test('the official client pages through exactly the invoices that were asked for', async () => {
  const server = await practiceServer({ invoices: 500 });
  const stripe = stripeClient(server);
  const invoices: Stripe.Invoice[] = [];
  for await (const invoice of stripe.invoices.list({ customer: server.customerId, limit: 100 })) invoices.push(invoice);
  expect(new Set(invoices.map(({ id }) => id)).size).toBe(500);
  expect(invoices.map(({ created }) => created)).toEqual(
    invoices.map(({ created }) => created).toSorted((a, b) => b - a),
  );
  const withPdf = invoices.filter(({ invoice_pdf: pdf }) => pdf);
  expect(withPdf.length).toBeGreaterThanOrEqual(450);
  const numbers = invoices.flatMap(({ number }) => (number === null ? [] : [Number(number.split('-')[1])]));
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => numbers.length - index));
});

test('the official client reads everything that Billfold asks for', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const { customerId: customer } = server;
  const details = await stripe.customers.retrieve(customer);
  expect(details).toMatchObject({ id: customer, name: 'Atelier Brûlé & Søn' });
  expect((await stripe.customers.listTaxIds(customer)).data).toMatchObject([{ type: 'eu_vat', value: 'DK13585628' }]);
  const { data } = await stripe.subscriptions.list({
    customer,
    status: 'all',
    expand: ['data.default_payment_method'],
  });
  expect(data).toMatchObject([{ status: 'active', default_payment_method: { card: { last4: '4242' } } }]);
  const [subscription] = data;
  if (!subscription) throw new Error('no subscription');
  const ids = subscription.items.data.map(({ price }) =>
    typeof price.product === 'string' ? price.product : price.product.id,
  );
  const products = await stripe.products.list({ ids });
  expect(products.data.map(({ name }) => name)).toEqual(['Pro plan', 'Bandwidth', 'Video processing']);
  const prices = await Promise.all(
    subscription.items.data.map(({ price }) => stripe.prices.retrieve(price.id, { expand: ['tiers'] })),
  );
  expect(prices.map(({ tiers }) => tiers?.map(({ up_to: upTo }) => upTo))).toEqual([undefined, [2, null], [5, null]]);
  const preview = await stripe.invoices.createPreview({ customer, subscription: subscription.id });
  expect(preview.total).toBeGreaterThan(10_000);
  expect(preview.parent?.subscription_details?.subscription).toBe(subscription.id);
  const notes = await stripe.creditNotes.list({ customer });
  expect(notes.data.map(({ status }) => status)).toEqual(['issued', 'issued', 'void']);
  const [newest] = (await stripe.invoices.list({ customer, status: 'paid', limit: 1 })).data;
  if (!newest) throw new Error('no paid invoice');
  const expanded = await stripe.invoices.retrieve(newest.id, {
    expand: ['customer', 'parent.subscription_details.subscription'],
  });
  expect(expanded.customer).toMatchObject({ object: 'customer', id: customer });
  expect(expanded.parent?.subscription_details?.subscription).toMatchObject({ object: 'subscription' });
});

test('an invoice with many lines gives ten of them inside and the rest on pages', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const all = await stripe.invoices.list({ customer: server.customerId, limit: 100 });
  const long = all.data.find(({ lines }) => lines.has_more);
  if (!long) throw new Error('no long invoice');
  expect(long.lines.data).toHaveLength(10);
  const lines = await stripe.invoices.listLineItems(long.id, { limit: 20 }).autoPagingToArray({ limit: 1000 });
  expect(lines).toHaveLength(34);
  expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(long.subtotal);
});

/** What a line alone is discounted by. */
const itsOwn = ({ discount_amounts: amounts }: Stripe.InvoiceLineItem, ofInvoice: readonly unknown[]): number =>
  (amounts ?? []).reduce((sum, { amount, discount }) => sum + (ofInvoice.includes(discount) ? 0 : amount), 0);

test('amounts add up on every invoice of every customer', async () => {
  const server = await practiceServer();
  for await (const invoice of stripeClient(server).invoices.list({ limit: 100 })) {
    const onTop = (invoice.total_taxes ?? []).filter(({ tax_behavior: behavior }) => behavior === 'exclusive');
    const tax = onTop.reduce((sum, { amount }) => sum + amount, 0);
    const ofInvoice = (invoice.total_discount_amounts ?? []).filter(({ discount }) =>
      invoice.discounts.includes(typeof discount === 'string' ? discount : discount.id),
    );
    const discount = ofInvoice.reduce((sum, { amount }) => sum + amount, 0);
    expect(invoice.total).toBe(invoice.subtotal - discount + invoice.amount_shipping + tax);
    const { starting_balance: balance, pre_payment_credit_notes_amount: credited } = invoice;
    expect(invoice.amount_due).toBe(Math.max(0, invoice.total + balance) - credited);
    expect(invoice.amount_remaining).toBe(invoice.amount_due - invoice.amount_paid);
    if (!invoice.lines.has_more)
      expect(invoice.lines.data.reduce((sum, line) => sum + line.amount - itsOwn(line, invoice.discounts), 0)).toBe(
        invoice.subtotal,
      );
  }
});

test('writes go through the official client, and a repeated one happens once', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const { customerId: customer } = server;
  await stripe.customers.update(customer, {
    name: 'Nouveau Nom',
    email: 'new@example.com',
    address: { line1: 'Rue 1', city: 'Paris', country: 'FR', postal_code: '75001' },
  });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({
    name: 'Nouveau Nom',
    email: 'new@example.com',
    address: { city: 'Paris' },
  });
  const [paid] = (await stripe.invoices.list({ customer, status: 'paid', limit: 1 })).data;
  expect(paid?.customer_name).toBe('Atelier Brûlé & Søn');

  const add = (): Promise<Stripe.Response<Stripe.TaxId>> =>
    stripe.customers.createTaxId(customer, { type: 'gb_vat', value: 'GB980780684' }, { idempotencyKey: 'once' });
  const first = await add();
  const again = await add();
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect((await stripe.customers.listTaxIds(customer)).data).toHaveLength(2);
  await stripe.customers.deleteTaxId(customer, first.id);
  expect((await stripe.customers.listTaxIds(customer)).data).toHaveLength(1);

  const [subscription] = (await stripe.subscriptions.list({ customer })).data;
  if (!subscription) throw new Error('no subscription');
  const cancelled = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  expect(cancelled).toMatchObject({ cancel_at_period_end: true, status: 'active' });
  const last = await stripe.invoices.createPreview({ customer, subscription: subscription.id });
  expect(last.lines.data.some(({ description }) => description?.includes('Pro plan'))).toBe(false);
  await control(server, 'clock', { now: '2026-12-01T02:00:00Z' });
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: 'canceled' });
  await expect(stripe.invoices.createPreview({ customer, subscription: subscription.id })).rejects.toMatchObject({
    code: 'invoice_upcoming_none',
  });
});

test('a subscription ends on the day that was set, unless that is unset', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const [subscription] = (await stripe.subscriptions.list({ customer: server.customerId })).data;
  if (!subscription) throw new Error('no subscription');
  const { id } = subscription;
  const day = Date.parse('2027-01-10T00:00:00Z') / 1000;
  expect(await stripe.subscriptions.update(id, { cancel_at: day })).toMatchObject({
    ...{ cancel_at: day, cancel_at_period_end: false, status: 'active' },
  });
  expect(await stripe.subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({ cancel_at: day });
  const unset = await stripe.subscriptions.update(id, { cancel_at: '' });
  expect(unset).toMatchObject({ cancel_at: null, cancel_at_period_end: false, canceled_at: null });
  await stripe.subscriptions.update(id, { cancel_at: day });
  await control(server, 'clock', { now: '2027-01-09T23:00:00Z' });
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active', ended_at: null });
  await control(server, 'clock', { now: '2027-01-10T00:00:00Z' });
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled', ended_at: day, cancel_at: day });
});

test('a write in flight refuses its twin', async () => {
  const server = await practiceServer();
  await control(server, 'faults', {
    kind: 'delay',
    milliseconds: 200,
    method: 'POST',
    path: '/v1/customers/*',
    times: 1,
  });
  const stripe = stripeClient(server);
  const update = (): Promise<unknown> =>
    stripe.customers.update(server.customerId, { name: 'Twin' }, { idempotencyKey: 'twin' });
  const [first, second] = await Promise.allSettled([update(), update()]);
  expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = [first, second].find((each) => each.status === 'rejected');
  expect(refused?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
});

test('each other customer shows its case', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const statuses = async (customer: string): Promise<string[]> =>
    (await stripe.subscriptions.list({ customer, status: 'all' })).data.map(({ status }) => status);
  expect(await statuses('cus_PracticeNoSubscription')).toEqual([]);
  expect(await statuses('cus_PracticeCanceled')).toEqual(['canceled']);
  expect(await statuses('cus_PracticePaused')).toEqual(['paused']);
  expect(await statuses('cus_PracticeTrial')).toEqual(['trialing']);
  expect(await statuses('cus_PracticeThree')).toEqual(['active', 'active', 'active']);
  expect(await statuses('cus_PracticePastDue')).toEqual(['past_due']);
  const first = async (customer: string): Promise<Stripe.Invoice | undefined> =>
    (await stripe.invoices.list({ customer, limit: 1 })).data[0];
  expect(await first('cus_PracticeEmpty')).toBeUndefined();
  expect(await first('cus_PracticeYen')).toMatchObject({ currency: 'jpy' });
  expect(await first('cus_PracticeDinar')).toMatchObject({ currency: 'kwd' });
  expect(await first('cus_PracticePastDue')).toMatchObject({ status: 'open', attempted: true });
  expect(await first('cus_PracticeNoNumbers')).toMatchObject({ number: null, status: 'paid' });
  expect((await first('cus_PracticeSlashes'))?.number).toMatch(/^RE\/2026\/\d{4}$/);
  expect(await stripe.customers.retrieve('cus_PracticeDeleted')).toMatchObject({ deleted: true });
  const credit = await stripe.customers.retrieve('cus_PracticeCredit');
  expect(credit).toMatchObject({ balance: -20_000 });
  const [subscription] = (await stripe.subscriptions.list({ customer: 'cus_PracticeCredit' })).data;
  const preview = await stripe.invoices.createPreview({ subscription: subscription?.id ?? '' });
  expect(preview.amount_due).toBe(Math.max(0, preview.total - 20_000));
});

test('every status is among the default invoices', async () => {
  const server = await practiceServer();
  const { data } = await stripeClient(server).invoices.list({ customer: server.customerId, limit: 100 });
  expect(new Set(data.map(({ status }) => status))).toEqual(
    new Set(['draft', 'open', 'paid', 'void', 'uncollectible']),
  );
  expect(data.some(({ total }) => total < 0)).toBe(true);
  expect(data.some(({ starting_balance: balance }) => balance < 0)).toBe(true);
  const overdue = data.filter(
    ({ status, due_date: due }) => status === 'open' && due !== null && due * 1000 < server.now(),
  );
  expect(overdue).toHaveLength(1);
  expect(overdue[0]?.attempt_count).toBeGreaterThan(0);
});

test('the ImageKit client reads usage, end excluded and nothing of the future', async () => {
  const server = await practiceServer();
  const client = new ImageKit({ privateKey: server.imagekitKey, baseURL: server.url, maxRetries: 0 });
  const usage = (startDate: string, endDate: string): Promise<ImageKit.Accounts.UsageGetResponse> =>
    client.accounts.usage.get({ startDate, endDate });
  const whole = await usage('2026-11-01', '2026-12-01');
  const [first, rest] = [await usage('2026-11-01', '2026-11-10'), await usage('2026-11-10', '2026-12-01')];
  expect((first.bandwidthBytes ?? 0) + (rest.bandwidthBytes ?? 0)).toBeCloseTo(whole.bandwidthBytes ?? 0, -1);
  expect((await usage('2026-11-23', '2026-12-01')).bandwidthBytes).toBe(0);
  await control(server, 'clock', { now: '2026-11-22T17:00:00Z' });
  expect(await usage('2026-11-01', '2026-12-01')).toEqual(whole);
  await control(server, 'clock', { now: '2026-11-22T18:30:00Z' });
  expect((await usage('2026-11-01', '2026-12-01')).bandwidthBytes).toBeGreaterThan(whole.bandwidthBytes ?? 0);
});

test('PDFs hold what the API says, and the same bytes each time', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const { data } = await stripe.invoices.list({ customer: server.customerId, limit: 100 });
  const pages = new Set<number>();
  let attachments = 0;
  let large = 0;
  for (const [index, { invoice_pdf: link, number, amount_due: due }] of data.entries()) {
    if (!link) continue;
    const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    if (bytes.length > 1_500_000) large++;
    if (bytes.includes('factur-x.xml')) attachments++;
    pages.add(Number(/\/Count (\d)/.exec(bytes.toString('latin1'))?.[1]));
    if (index % 3 !== 0) continue;
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' });
    expect(text).toContain(number);
    expect(text).toContain(new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(due / 100));
  }
  expect([...pages].toSorted()).toEqual([1, 2, 3]);
  expect(attachments).toBeGreaterThan(3);
  expect(large).toBe(1);

  const again = await practiceServer();
  const [old] = data.slice(-1);
  const [twin] = (await stripeClient(again).invoices.list({ customer: again.customerId, limit: 100 })).data.slice(-1);
  expect(twin?.id).toBe(old?.id);
  const bytesOf = async (link: string | null | undefined): Promise<Buffer> =>
    Buffer.from(await (await fetch(link ?? '')).arrayBuffer());
  expect((await bytesOf(twin?.invoice_pdf)).equals(await bytesOf(old?.invoice_pdf))).toBe(true);
});
