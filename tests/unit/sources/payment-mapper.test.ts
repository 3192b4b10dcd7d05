import { expect, test } from 'vitest';
import { toPayment } from '../../../electron/sources/stripe/invoice-mapper.ts';
import { readInvoice } from '../../../electron/sources/stripe/invoice-wires.ts';
import { invoicePaymentSchema } from '../../../electron/sources/stripe/invoice-wire.ts';
import { at, stripeInvoice } from '../../support/stripe-objects.ts';

function paymentOf(invoice: Record<string, unknown>, ...payments: object[]) {
  const sent = readInvoice(stripeInvoice(invoice));
  if (!sent.ok) throw new Error('The invoice cannot be read');
  return toPayment(
    sent.value.wire,
    payments.map((payment) => invoicePaymentSchema.parse(payment)),
  );
}

const open = { status: 'open', attempt_count: 2, next_payment_attempt: at('2026-11-25T09:00:00Z') };
const intent = (changes: object = {}) => ({
  id: 'pi_1',
  last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds', message: 'No funds.' },
  latest_charge: { id: 'ch_1', receipt_url: null },
  ...changes,
});
const paymentBy = (payment_intent: unknown, status = 'open') => ({ status, payment: { payment_intent } });

test('a failed automatic payment: the bank’s reason before the general one', () => {
  expect(paymentOf(open, paymentBy(intent()))).toEqual({
    attempts: 2,
    nextAttemptAt: '2026-11-25T09:00:00.000Z',
    failure: { code: 'insufficient_funds', message: 'No funds.' },
    reference: 'pi_1',
    receiptUrl: null,
  });
  const general = intent({ last_payment_error: { code: 'authentication_required' } });
  expect(paymentOf(open, paymentBy(general)).failure).toEqual({ code: 'authentication_required', message: null });
});

test('what was paid counts, not what was tried before; its error of then is no failure', () => {
  const charge = { id: 'ch_2', receipt_url: 'https://pay.stripe.com/receipts/1' };
  const payments = [paymentBy(intent()), paymentBy(intent({ id: 'pi_2', latest_charge: charge }), 'paid')];
  expect(paymentOf({ status: 'paid', attempt_count: 2 }, ...payments)).toMatchObject({
    failure: null,
    reference: 'pi_2',
    receiptUrl: 'https://pay.stripe.com/receipts/1',
  });
});

test.each([
  ['an intent that is only an id', [paymentBy('pi_3')], {}, 'pi_3'],
  ['a charge without an intent', [{ status: 'paid', payment: { charge: { id: 'ch_4' } } }], {}, 'ch_4'],
  ['the invoice of an older server', [], { payment_intent: 'pi_5' }, 'pi_5'],
  ['the invoice of one older still', [], { charge: 'ch_6' }, 'ch_6'],
  ['nothing', [], {}, null],
])('the reference of %s', (_, payments, invoice, reference) => {
  expect(paymentOf(invoice, ...payments)).toMatchObject({ reference, failure: null, receiptUrl: null });
});

test.each([
  ['payments that could not be read', null],
  ['a payment of which the id alone was sent', [paymentBy('pi_1')]],
])('%s: why it failed is not known, not “no reason”', (_, payments) => {
  const sent = readInvoice(stripeInvoice(open));
  if (!sent.ok) throw new Error('The invoice cannot be read');
  const read = payments && payments.map((payment) => invoicePaymentSchema.parse(payment));
  expect(toPayment(sent.value.wire, read)).toMatchObject({ failure: null, failureKnown: false });
  // Nothing was tried, or the vendor told: that there is no reason is known.
  expect(paymentOf({ ...open, attempt_count: 0 })).not.toHaveProperty('failureKnown');
  expect(paymentOf(open, paymentBy(intent({ last_payment_error: null })))).not.toHaveProperty('failureKnown');
});
