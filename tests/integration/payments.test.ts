import { expect, onTestFinished, test } from 'vitest';
import type { Account } from '#shared/accounts.ts';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import { ok } from '#shared/result.ts';
import { createSubscriptionTasks } from '../../electron/program/subscription-tasks.ts';
import { createSourceOpener, createStripeSource } from '../../electron/sources/index.ts';
import { aNewAccount, added, createAccountWorld } from '../support/account-world.ts';
import { anAccount, setUpArchive, temporaryFolder } from '../support/archive/archive-setup.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { readValues } from '../support/read-objects.ts';
import { nodeFetch } from '../support/node-fetch.ts';
import { practiceServer, stripeClient } from '../support/practice.ts';

const everything: InvoiceQuery = {
  accountId: null,
  text: '',
  statuses: [],
  sort: { by: 'issuedAt', descending: true },
  offset: 0,
  limit: 500,
};

async function world(customer?: string, account: Partial<Account> = {}, key = 'rk_test_practice') {
  const server = await practiceServer();
  const folder = temporaryFolder();
  const clock = fakeClock('2026-11-22T12:00:00.000Z');
  const customerId = customer ?? server.customerId;
  const source = createStripeSource({
    ...{ key, customerId, baseUrl: server.url, clock, retries: 0 },
    fetch: nodeFetch,
    logger: memoryLogger(),
  });
  const accounts = [anAccount(account)];
  const { archive, db } = setUpArchive({ folder: folder.path, source, clock, accounts });
  onTestFinished(() => {
    db.close();
    folder[Symbol.dispose]();
  });
  const tasks = createSubscriptionTasks(() => Promise.resolve(ok(source)));
  return { server, archive, source, tasks, customerId, rows: () => archive.invoices.query(everything).rows };
}

const post = (address: string, fields: Record<string, string>) =>
  fetch(address, { method: 'POST', body: new URLSearchParams(fields) });

test('the archive keeps why a payment failed; paid on the vendor’s page, the invoice has a receipt', async () => {
  const { archive, source, rows } = await world('cus_PracticePastDue');
  await archive.sync.account('acc1', { full: true });
  const [open] = rows();
  expect(open).toMatchObject({
    status: 'open',
    payment: { attempts: 4, failure: { code: 'expired_card' }, receipt: false },
  });
  expect(rows()[1]?.payment).toBeNull();

  const standing = async () => {
    const listed = await source.subscriptions();
    return readValues(listed)[0]?.status;
  };
  expect(await standing()).toBe('past_due');
  const invoice = await source.invoice(open?.id ?? '');
  await post((invoice.ok && invoice.value.value.hostedUrl) || '', { action: 'pay' });
  const read = await archive.sync.invoice(open?.key ?? '');
  expect(read).toMatchObject({ ok: true, value: { status: 'paid', payment: { failure: null, receipt: true } } });
  expect(await standing()).toBe('active');
  const payment = await archive.sync.payment(open?.key ?? '');
  expect(payment.ok && (await fetch(payment.value.receiptUrl ?? '')).status).toBe(200);
  // A listing says nothing about settled payments: what was learned stays.
  await archive.sync.account('acc1', { full: true });
  expect(rows()[0]?.payment).toMatchObject({ reference: payment.ok && payment.value.reference, receipt: true });
});

test('invoices and their credit notes are linked both ways', async () => {
  const { archive, rows } = await world();
  await archive.sync.account('acc1', { full: true });
  const note = rows().find(({ type }) => type === 'credit-note');
  const corrected = archive.invoices.related(note?.key ?? '');
  if (!corrected.ok || !corrected.value.corrects) throw new Error('The note corrects nothing');
  expect(corrected.value.corrects.id).toBe(note?.corrects);
  const notes = archive.invoices.related(corrected.value.corrects.key);
  expect(notes.ok && notes.value.creditNotes.map(({ id }) => id)).toEqual([note?.id]);
  const paid = rows().find(
    ({ type, corrects, id }) => type === 'invoice' && corrects === null && id !== note?.corrects,
  );
  expect(archive.invoices.related(paid?.key ?? '')).toEqual({ ok: true, value: { creditNotes: [], corrects: null } });
  expect(archive.invoices.related('acc1:in_unknown')).toMatchObject({ error: { code: 'invoice-not-found' } });
});

test('another card, entered on the vendor’s page, is there at the next check', async () => {
  const { server, source, tasks, customerId } = await world();
  const page = await tasks.paymentPage('acc1');
  if (!page.ok) throw new Error(page.error.code);
  expect(page.value.startsWith(`${server.url}/p/session/`)).toBe(true);
  expect(await (await fetch(page.value)).text()).toContain('Update payment method');
  await post(page.value, { action: 'card', last4: '4444', month: '11', year: '2030' });
  const subscriptions = await source.subscriptions();
  expect(readValues(subscriptions)[0]?.paymentMethod).toEqual({
    brand: 'mastercard',
    last4: '4444',
    expires: '2030-11',
  });
  const official = await stripeClient(server).customers.retrieve(customerId, {
    expand: ['invoice_settings.default_payment_method'],
  });
  const method = official.deleted ? null : official.invoice_settings.default_payment_method;
  expect(typeof method === 'object' && method?.card?.last4).toBe('4444');
});

test('what a key may do is asked again for the key that takes its place', async () => {
  const server = await practiceServer();
  using folder = createAccountWorld();
  const { accounts } = folder.start();
  const settings = { kind: 'stripe', baseUrl: server.url, customerId: server.customerId } as const;
  const { id } = await added(accounts.add(aNewAccount({ source: settings, key: 'rk_test_readonly' })));
  const clock = fakeClock('2026-11-22T12:00:00.000Z');
  const openSource = createSourceOpener({
    account: (each) => accounts.get(each),
    keyFor: (each, kind) => accounts.keys.of(each, kind),
    practiceUrl: () => Promise.resolve(server.url),
    ...{ fetch: nodeFetch, clock, logger: memoryLogger() },
  });
  const tasks = createSubscriptionTasks(openSource);
  const writes = ['rak_subscription_write', 'rak_customer_write', 'rak_tax_id_write', 'rak_customer_portal_write'];
  expect(await tasks.missingPermissions(id)).toEqual({ ok: true, value: writes });
  expect(await tasks.paymentPage(id)).toMatchObject({ error: { code: 'permission-missing' } });
  expect(await accounts.replaceKey(id, 'stripe', 'rk_test_notaxids')).toMatchObject({ ok: true });
  expect(await tasks.missingPermissions(id)).toEqual({ ok: true, value: ['rak_tax_id_read', 'rak_tax_id_write'] });
  expect(await tasks.paymentPage(id)).toMatchObject({ ok: true });
});

test('a key without the permission gets no page, and is told which', async () => {
  const restricted = await world(undefined, {}, 'rk_test_noportal');
  expect(await restricted.tasks.paymentPage('acc1')).toEqual({
    ok: false,
    error: { code: 'permission-missing', permission: 'rak_customer_portal_write' },
  });
  expect(await restricted.tasks.missingPermissions('acc1')).toEqual({ ok: true, value: ['rak_customer_portal_write'] });
});
