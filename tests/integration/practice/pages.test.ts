import { expect, test } from 'vitest';
import { practiceServer, stripeClient } from '../../support/practice.ts';

const send = (address: string, fields: Record<string, string>): Promise<Response> =>
  fetch(address, { method: 'POST', body: new URLSearchParams(fields) });

test('the portal page puts a new card on file', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const session = await stripe.billingPortal.sessions.create({
    customer: server.customerId,
    return_url: 'https://example.com/back',
    flow_data: { type: 'payment_method_update' },
  });
  expect(await (await fetch(session.url)).text()).toContain('visa ending in 4242');
  const done = await send(session.url, { last4: '5556', month: '11', year: '2031', action: 'card' });
  expect(await done.text()).toContain('https://example.com/back');
  const { data } = await stripe.subscriptions.list({
    customer: server.customerId,
    expand: ['data.default_payment_method'],
  });
  expect(data).toMatchObject([{ default_payment_method: { card: { last4: '5556', exp_year: 2031 } } }]);
});

test('a card that cannot be is not taken', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const { url } = await stripe.billingPortal.sessions.create({ customer: server.customerId });
  await send(url, { last4: '12', month: '13', year: '2031' });
  expect((await stripe.paymentMethods.list({ customer: server.customerId })).data).toMatchObject([
    { card: { last4: '4242' } },
  ]);
});

test('the cancel page ends the subscription with its period, and takes it back', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const [subscription] = (await stripe.subscriptions.list({ customer: server.customerId })).data;
  const id = subscription?.id ?? '';
  const session = await stripe.billingPortal.sessions.create({
    customer: server.customerId,
    flow_data: { type: 'subscription_cancel', subscription_cancel: { subscription: id } },
  });
  await send(session.url, { action: 'cancel' });
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ cancel_at_period_end: true });
  await send(session.url, { action: 'keep' });
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ cancel_at_period_end: false, canceled_at: null });
});

test('names from the data cannot become markup', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const [subscription] = (await stripe.subscriptions.list({ customer: 'cus_PracticeSlashes' })).data;
  const session = await stripe.billingPortal.sessions.create({
    customer: 'cus_PracticeSlashes',
    flow_data: { type: 'subscription_cancel', subscription_cancel: { subscription: subscription?.id ?? '' } },
  });
  const page = await (await fetch(session.url)).text();
  expect(page).toContain('=1+1 Grafik &#34;Süd&#34; / Nord');
});

test('an address that the server did not make is not found', async () => {
  const server = await practiceServer();
  expect((await fetch(`${server.url}/p/session/test_abc`)).status).toBe(404);
  expect((await fetch(`${server.url}/`)).status).toBe(404);
});
