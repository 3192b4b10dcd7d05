import { expect, it } from 'vitest';
import type { Instant } from '#shared/time.ts';
import { newSince, noticeOfToDo, noticesOfCard, noticesOfInvoice } from '#shared/notices.ts';
import type { ToDoItem } from '#shared/to-do.ts';

const now = '2026-11-10T09:00:00.000Z';
const since = '2026-11-05T00:00:00.000Z';
const usd = (amount: number) => ({ amount, currency: 'USD' });
const invoice: Parameters<typeof noticesOfInvoice>[0] = {
  ...{ key: 'acc1:in_1', id: 'in_1', number: 'R-1', type: 'invoice', status: 'open', source: 'vendor' },
  ...{ issuedAt: '2026-11-01T00:00:00.000Z', dueAt: null, overdue: false, remaining: usd(500), total: usd(900) },
  payment: null,
};
const kinds = (changes: Partial<typeof invoice>) =>
  noticesOfInvoice({ ...invoice, ...changes }, { since, now }).map(({ kind }) => kind);

it('is told of what is new, about to be due, overdue or not collected', () => {
  expect(kinds({})).toEqual([]);
  expect(kinds({ issuedAt: '2026-11-06T00:00:00.000Z' })).toEqual(['invoice-new']);
  expect(kinds({ dueAt: '2026-11-18T09:00:00.000Z' })).toEqual([]);
  expect(kinds({ dueAt: '2026-11-17T09:00:00.000Z' })).toEqual(['invoice-due']);
  expect(kinds({ dueAt: '2026-11-09T09:00:00.000Z', overdue: true })).toEqual(['invoice-overdue']);
  const failure = { code: 'insufficient_funds', message: null };
  expect(kinds({ payment: { failure, nextAttemptAt: null } })).toEqual(['payment-failed']);
});

it('is not told of what is paid, void, imported, or collected by itself', () => {
  const fresh = '2026-11-06T00:00:00.000Z' as const;
  const dueAt = '2026-11-12T00:00:00.000Z' as const;
  expect(kinds({ dueAt, status: 'paid', remaining: usd(0) })).toEqual([]);
  expect(kinds({ dueAt, issuedAt: fresh, status: 'void' })).toEqual([]);
  expect(kinds({ issuedAt: fresh, source: 'import' })).toEqual([]);
  expect(kinds({ issuedAt: fresh, type: 'credit-note' })).toEqual([]);
  expect(kinds({ dueAt, payment: { failure: null, nextAttemptAt: dueAt } })).toEqual([]);
});

it('names what is still to be paid, and nothing where that is not known', () => {
  const told = (remaining: typeof invoice.remaining) =>
    noticesOfInvoice({ ...invoice, remaining, dueAt: '2026-11-12T00:00:00.000Z' }, { since, now });
  expect(told(usd(500))).toEqual([
    {
      kind: 'invoice-due',
      subject: 'acc1:in_1 2026-11-12',
      facts: { what: 'R-1', amount: usd(500), day: '2026-11-12' },
    },
  ]);
  expect(told('unknown')).toMatchObject([{ facts: { amount: null } }]);
});

it('what was issued before an account was connected is no news, nor what is a week old', () => {
  expect(newSince('2026-11-09T00:00:00.000Z', now)).toBe('2026-11-09T00:00:00.000Z');
  expect(newSince('2026-01-01T00:00:00.000Z', now)).toBe('2026-11-03T09:00:00.000Z');
});

it('a card is told of twice, and again when it is another one', () => {
  const card = { brand: 'mastercard', last4: '4242', expires: '2026-12' } as const;
  const on = (at: Instant) => noticesOfCard(card, at).map(({ subject }) => subject);
  expect(on('2026-10-01T00:00:00.000Z')).toEqual([]);
  expect(on(now)).toEqual(['mastercard 4242 2026-12 first']);
  expect(on('2026-12-20T00:00:00.000Z')).toEqual(['mastercard 4242 2026-12 last']);
  expect(noticesOfCard(card, now)).toMatchObject([{ facts: { what: 'Mastercard •••• 4242' } }]);
  expect(noticesOfCard({ ...card, expires: null }, now)).toEqual([]);
});

const toDo: ToDoItem = {
  ...{ id: 'notice-due:acc1:sub_1:2026-12-31', kind: 'notice-due', accountId: 'acc1', accountName: 'Acme' },
  ...{ practice: false, subject: 'Pro', amount: usd(9_900), limit: null, day: '2026-12-31', since: null, count: 1 },
  ...{ reason: null, about: null, decision: null },
};

it('tells of the last day to give notice, of missing invoices and failed exports, not of what somebody decided', () => {
  expect(noticeOfToDo(toDo)).toEqual({
    kind: 'notice-due',
    subject: toDo.id,
    facts: { what: 'Pro', amount: usd(9_900), day: '2026-12-31' },
  });
  expect(noticeOfToDo({ ...toDo, kind: 'invoice-expected', amount: null })).toMatchObject({ kind: 'invoice-missing' });
  // Found by another way already, or nothing for others.
  expect(noticeOfToDo({ ...toDo, kind: 'invoice-overdue' })).toBeNull();
  expect(noticeOfToDo({ ...toDo, kind: 'import-waiting' })).toBeNull();
  const decision = { what: 'done', by: 'Maria', at: now, until: null } as const;
  expect(noticeOfToDo({ ...toDo, decision })).toBeNull();
});

it('tells of an export that goes on failing once a month', () => {
  const failing = (since: Instant) => noticeOfToDo({ ...toDo, id: 'export-failed::1', kind: 'export-failed', since });
  expect(failing('2026-11-10T09:00:00.000Z')).toEqual(failing('2026-11-28T09:00:00.000Z'));
  expect(failing('2026-12-01T09:00:00.000Z')?.subject).not.toBe(failing('2026-11-28T09:00:00.000Z')?.subject);
});
