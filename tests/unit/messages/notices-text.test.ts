import { expect, it } from 'vitest';
import { formatOf } from '#shared/format.ts';
import { noticesText } from '#shared/messages/notification-text.ts';

const format = formatOf('en-US', 'UTC');
const facts = (what: string | null) =>
  ({ facts: { what, amount: { amount: 51240, currency: 'USD' }, day: '2026-11-24' } }) as const;
const told = (whats: (string | null)[], hidden = false) =>
  noticesText({ accountName: 'Acme', practice: false, kind: 'invoice-due', told: whats.map(facts) }, format, hidden);

it('names what was noticed together, the first three of it', () => {
  expect(told(['R-1'])).toEqual({
    title: 'Acme: an invoice is due soon',
    body: 'Invoice R-1: 512.40 USD to pay by Nov 24, 2026.',
  });
  expect(told(['1', '2', '3', '4', '5'])).toMatchObject({
    title: 'Acme: 5 invoices are due soon',
    body: expect.stringMatching(/^(Invoice \d.*\n){3}and 2 more$/) as string,
  });
});

it('names no amount where it is hidden', () => {
  expect(told(['R-1'], true).body).toBe('Invoice R-1: ••• to pay by Nov 24, 2026.');
});
