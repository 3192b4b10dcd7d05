import { type Instant, instantFromMillis } from '#shared/time.ts';
import { expect, test } from 'vitest';
import { aLine, anInvoice, anUpcoming, aSubscription, usd } from '../../support/billing-objects.ts';
import { billingSourceContract } from '../../support/contracts/billing-source.ts';
import { fakeBillingSource } from '../../support/fakes/fake-billing-source.ts';

const minute = (count: number) => instantFromMillis(Date.UTC(2026, 0, 1, 0, count));

billingSourceContract('fake', () => {
  const source = fakeBillingSource({
    subscriptions: [aSubscription(), aSubscription({ id: 'sub_2', status: 'canceled' })],
    upcoming: { sub_1: anUpcoming({ total: usd(4900), lines: [aLine()] }) },
    invoices: Array.from({ length: 250 }, (_, index) => anInvoice({ id: `in_${index}`, createdAt: minute(index) })),
    creditNotes: [anInvoice({ id: 'cn_1', type: 'credit-note', corrects: 'in_3' })],
  });
  const endOn = (id: string, endsAt: Instant) => {
    source.state.subscriptions = source.state.subscriptions.map((each) =>
      each.id === id ? { ...each, endsAt } : each,
    );
    return Promise.resolve();
  };
  return Promise.resolve({ source, invoiceCount: 250, endOn });
});

test('a broken fake fails the named calls until it recovers', async () => {
  const fake = fakeBillingSource();
  fake.breakWith({ code: 'rate-limited', retryAfterSeconds: 7 }, 'details');
  expect(await fake.details()).toEqual({ ok: false, error: { code: 'rate-limited', retryAfterSeconds: 7 } });
  expect(await fake.subscriptions()).toMatchObject({ ok: true });
  fake.recover();
  expect(await fake.details()).toMatchObject({ ok: true });
  expect(fake.calls).toEqual(['details', 'subscriptions', 'details']);
});

test('held calls answer when they are let go', async () => {
  const fake = fakeBillingSource();
  const release = fake.hold();
  let answered = false;
  const call = fake.details().then(() => (answered = true));
  await Promise.resolve();
  expect(answered).toBe(false);
  release();
  await call;
  expect(answered).toBe(true);
});
