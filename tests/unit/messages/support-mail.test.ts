import { expect, test } from 'vitest';
import { formatOf } from '#shared/format.ts';
import { supportMail } from '#shared/messages/support-mail.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { sampleData, sampleNow } from '../../support/sample-data.ts';

function invoiceOf(changes: Partial<ArchivedInvoice> = {}): ArchivedInvoice {
  const [sample] = sampleData(sampleNow, 1).invoices;
  if (!sample) throw new Error('The sample has invoices');
  return {
    ...sample,
    ...{ id: 'in_1', number: 'ACME-0007', customerName: 'Acme GmbH', issuedAt: '2026-11-01T01:00:05.000Z' },
    remaining: { amount: 110_000, currency: 'EUR' },
    payment: {
      ...{ attempts: 2, nextAttemptAt: null, reference: 'pi_42', receipt: false },
      failure: { code: 'expired_card', message: 'Your card has expired.' },
    },
    ...changes,
  };
}

test('says everything by which support finds the payment, in the user’s language', () => {
  expect(supportMail('already-paid', invoiceOf(), formatOf('en-GB', 'UTC'))).toEqual({
    subject: 'Invoice ACME-0007 is already paid',
    body: expect.stringContaining(
      'Invoice: ACME-0007\nInvoice ID: in_1\nAmount due: 1,100.00 EUR\nInvoice date: 2026-11-01\nPayment reference: pi_42\nCustomer: Acme GmbH',
    ) as string,
  });
  const german = supportMail('failed-payment', invoiceOf(), formatOf('de-DE', 'UTC'));
  expect(german.subject).toBe('Zahlung der Rechnung ACME-0007 fehlgeschlagen');
  expect(german.body).toContain('(Your card has expired)');
  expect(german.body).toContain('Offener Betrag: 1.100,00 EUR');
});

test('says so where number, reference or reason are not known', () => {
  const { subject, body } = supportMail(
    'failed-payment',
    invoiceOf({ number: null, payment: null }),
    formatOf('en-US', 'UTC'),
  );
  expect(subject).toBe('Payment of invoice no number failed');
  expect(body).toContain('(no reason given)');
  expect(body).toContain('Payment reference: not known');
});

test('is one line a fact, whatever the vendor called them', () => {
  const number = 'A-1\nAmount due: 0.00 EUR\u202e';
  const ordinary = supportMail('already-paid', invoiceOf(), formatOf('en-GB', 'UTC')).body.split('\n');
  const { subject, body } = supportMail(
    'already-paid',
    invoiceOf({ number, customerName: number }),
    formatOf('en-GB', 'UTC'),
  );
  expect(body.split('\n')).toHaveLength(ordinary.length);
  expect(subject).toBe('Invoice A-1 Amount due: 0.00 EUR is already paid');
  expect(body).toContain('Customer: A-1 Amount due: 0.00 EUR\n');
});
