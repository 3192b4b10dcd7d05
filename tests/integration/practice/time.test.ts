import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import type { PracticeServer } from '../../../electron/practice/index.ts';
import { control, practiceServer, raw, stripeClient } from '../../support/practice.ts';

async function upcoming(server: PracticeServer): Promise<Stripe.Invoice> {
  const stripe = stripeClient(server);
  const [subscription] = (await stripe.subscriptions.list({ customer: server.customerId })).data;
  return stripe.invoices.createPreview({ customer: server.customerId, subscription: subscription?.id ?? '' });
}

const invoicesOf = async (server: PracticeServer): Promise<Stripe.Invoice[]> =>
  (await stripeClient(server).invoices.list({ customer: server.customerId, limit: 100 })).data;

const setClock = (server: PracticeServer, now: string): Promise<unknown> => control(server, 'clock', { now });

test('the upcoming invoice rises as the clock moves, and starts over below 100.00 with the next period', async () => {
  const server = await practiceServer();
  const totals: number[] = [];
  for (const day of ['22', '24', '26', '28', '30']) {
    await setClock(server, `2026-11-${day}T12:00:00Z`);
    totals.push((await upcoming(server)).total);
  }
  expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  expect(totals[0]).toBeGreaterThan(10_000);
  expect((totals.at(-1) ?? 0) - (totals[0] ?? 0)).toBeGreaterThan(2000);
  await setClock(server, '2026-12-01T01:00:00Z');
  const next = await upcoming(server);
  expect(next.total).toBeLessThan(10_000);
  expect(next.period_start * 1000).toBe(Date.parse('2026-12-01'));
});

test('a clock that runs makes the upcoming invoice rise by itself', async () => {
  const server = await practiceServer();
  const before = (await upcoming(server)).total;
  await control(server, 'clock', { speed: 2_000_000 });
  await expect.poll(async () => (await upcoming(server)).total, { interval: 20, timeout: 10_000 }).not.toBe(before);
  const { speed } = (await raw(server, '/_practice/clock', { key: null })).json() as { speed: number };
  expect(speed).toBe(2_000_000);
});

test('a month that rolls over leaves a draft for an hour, then a paid invoice with a PDF, for what was previewed', async () => {
  const server = await practiceServer();
  await setClock(server, '2026-11-30T23:59:59Z');
  const { total } = await upcoming(server);
  await setClock(server, '2026-12-01T00:10:00Z');
  const [draft] = await invoicesOf(server);
  expect(draft).toMatchObject({
    status: 'draft',
    number: null,
    invoice_pdf: null,
    billing_reason: 'subscription_cycle',
    total,
  });
  await setClock(server, '2026-12-01T01:10:00Z');
  const [final] = await invoicesOf(server);
  expect(final).toMatchObject({ id: draft?.id, status: 'paid', total });
  expect(final?.number).toMatch(/-0060$/);
  expect(final?.invoice_pdf).toMatch(/^http/);
});

test('an open invoice goes past due, and an uncollectible one can still be paid on its page', async () => {
  const server = await practiceServer();
  const isOpen = (each: Stripe.Invoice): boolean =>
    each.status === 'open' && (each.due_date ?? 0) * 1000 > server.now();
  const open = (await invoicesOf(server)).find(isOpen);
  await setClock(server, '2026-12-20T00:00:00Z');
  const late = await stripeClient(server).invoices.retrieve(open?.id ?? '');
  expect(late.status).toBe('open');
  expect((late.due_date ?? Infinity) * 1000).toBeLessThan(server.now());
  const page = late.hosted_invoice_url ?? '';
  expect(await (await fetch(page)).text()).toContain('Pay now');
  await fetch(page, { method: 'POST', body: new URLSearchParams({ action: 'pay' }) });
  expect(await stripeClient(server).invoices.retrieve(late.id)).toMatchObject({ status: 'paid', amount_remaining: 0 });
});

test('the same seed and anchor give the same data at every start, while time goes on', async () => {
  const first = await practiceServer({ now: null, speed: 1 });
  const known = await invoicesOf(first);
  const later = first.anchor + 75 * 86_400_000;
  const again = await practiceServer({ now: later, anchor: first.anchor });
  expect(again.customerId).toBe(first.customerId);
  expect(again.imagekitKey).toBe(first.imagekitKey);
  const now = await invoicesOf(again);
  const essence = ({ id, number, total, created, lines }: Stripe.Invoice): unknown => [
    id,
    number,
    total,
    created,
    lines.data.map(({ description }) => description),
  ];
  expect(now.length).toBeGreaterThan(known.length);
  expect(now.slice(-known.length).map(essence)).toEqual(known.map(essence));
});

test('another seed is another customer', async () => {
  const [one, two] = [await practiceServer({ seed: 1 }), await practiceServer({ seed: 2 })];
  expect(one.customerId).not.toBe(two.customerId);
  expect((await invoicesOf(one)).map(({ total }) => total)).not.toEqual(
    (await invoicesOf(two)).map(({ total }) => total),
  );
});

test('links of PDFs expire thirty days after the due date, later ones ten days after they were listed', async () => {
  const server = await practiceServer();
  const all = await invoicesOf(server);
  const oldest = all.at(-1)?.invoice_pdf ?? '';
  const open = all.find(({ status }) => status === 'open')?.invoice_pdf ?? '';
  await setClock(server, '2026-11-30T00:00:00Z');
  expect((await fetch(oldest)).headers.get('content-type')).toBe('application/pdf');
  await setClock(server, '2026-12-03T00:00:00Z');
  const expired = await fetch(oldest);
  expect(expired.status).toBe(200);
  expect(await expired.text()).toContain('This link has expired');
  expect((await fetch(open)).headers.get('content-type')).toBe('application/pdf');
  const fresh = (await invoicesOf(server)).at(-1)?.invoice_pdf ?? '';
  expect((await fetch(fresh)).headers.get('content-type')).toBe('application/pdf');
  expect((await fetch(fresh.replace('/test_', '/test_A'))).status).toBe(404);
});

test('a clock request that means nothing is refused with words and changes nothing', async () => {
  const server = await practiceServer();
  const before = server.now();
  expect((await control(server, 'clock', { now: 'tomorrow' })).status).toBe(400);
  expect((await control(server, 'clock', { sped: 5 })).text).toContain('sped');
  expect(server.now()).toBe(before);
});
