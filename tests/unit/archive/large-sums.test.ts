import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportSelection } from '#shared/export.ts';
import { money } from '#shared/money.ts';
import { createInvoiceQuery } from '../../../electron/archive/invoice-query.ts';
import { createInvoiceSelection } from '../../../electron/archive/invoice-selection.ts';
import { createInvoiceTotals } from '../../../electron/archive/invoice-totals.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import type { Database } from '../../../electron/database/open.ts';
import { answersOf } from '../../support/archive/answers.ts';
import { anAccount, firstPage, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { multiply } from '../../support/archive/multiplied.ts';
import { anInvoice } from '../../support/billing-objects.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

/*
 * 93,000 invoices of the largest amount that is taken are more minor units than SQLite's whole numbers hold, a hundred of them
 * more than a number holds exactly. What credit notes bring back to an amount is that amount, to the unit; all else is said to
 * be too large, and nothing fails.
 */
const largest = 1e14;
const beyond64Bits = 93_000;
const beyondNumbers = 100;
const accounts = [anAccount({ id: 'a' }), anAccount({ id: 'b' })];
const everything: ExportSelection = { accountId: null, invoiceKeys: null, from: null, to: null };
const large = (id: string, changes: Parameters<typeof anInvoice>[0]) =>
  anInvoice({ id, number: id, total: money(largest, 'EUR'), subscriptionId: null, ...changes });

let db: Database;
const store = (accountId: string, ...invoices: ReturnType<typeof anInvoice>[]) =>
  createInvoiceWriter(db).write(accountId, answersOf(...invoices), '2026-11-22T12:00:00.000Z');
const query = (changes: Partial<typeof firstPage> = {}) =>
  createInvoiceQuery(db, () => accounts, fakeClock())({ ...firstPage, limit: 1, ...changes });
const summary = (changes: Partial<ExportSelection> = {}) =>
  createInvoiceSelection(
    db,
    () => accounts,
    () => 'UTC',
  ).summary({ ...everything, ...changes });
const october = () => createInvoiceTotals(db, () => 'UTC').monthTotals('a', '2026-10-31T00:00:00.000Z', 1)[0];

const at = '2026-10-05T00:00:00.000Z';
beforeAll(() => {
  db = openTestDatabase(':memory:', accounts);
  store(
    'a',
    large('eur', { issuedAt: at }),
    large('yen', { issuedAt: at, total: money(largest, 'JPY'), status: 'open' }),
    large('cn-yen', { issuedAt: at, total: money(largest, 'JPY'), status: 'open', type: 'credit-note' }),
    large('cn-gbp', { issuedAt: at, total: money(largest, 'GBP'), type: 'credit-note' }),
    anInvoice({ id: 'odd', number: 'odd', issuedAt: at, status: 'open', total: money(7, 'JPY') }),
    anInvoice({ id: 'usd', number: 'usd', issuedAt: at, total: money(123, 'USD') }),
  );
  for (const id of ['yen', 'cn-yen']) multiply(db, id, beyond64Bits - 1);
  for (const id of ['eur', 'cn-gbp']) multiply(db, id, beyondNumbers - 1);
}, 60_000);
afterAll(() => {
  db.close();
});

describe('sums beyond 64 bits', () => {
  const sums = { totals: [money(7, 'JPY'), money(123, 'USD')], tooLarge: ['EUR', 'GBP'] };

  it('of all invoices, of some, of a month, of what is exported: each amount exact, the others named', () => {
    const count = 2 * (beyond64Bits + beyondNumbers) + 2;
    expect(query()).toMatchObject({ ...sums, count });
    expect(query({ terms: [{ kind: 'from', date: '2026-10-01' }] })).toMatchObject({ ...sums, count });
    expect(query({ terms: [{ kind: 'total', comparison: '>', amount: '1' }] })).toMatchObject({
      totals: [money(123, 'USD')],
      tooLarge: ['EUR', 'JPY'],
      count: beyond64Bits + beyondNumbers + 2,
    });
    expect(summary()).toMatchObject({ ...sums, count });
    expect(summary({ from: '2026-10', to: '2026-10' })).toMatchObject(sums);
    expect(october()).toEqual({ month: '2026-10', ...sums });
  });

  it('take further invoices, changed ones, and give them up again', () => {
    store(
      'a',
      large('one-more', { issuedAt: at }),
      anInvoice({ id: 'odd', number: 'odd', issuedAt: at, status: 'void' }),
    );
    expect(query()).toMatchObject({ totals: [money(0, 'JPY'), money(123, 'USD')], tooLarge: ['EUR', 'GBP'] });
    store('a', anInvoice({ id: 'odd', number: 'odd', issuedAt: at, status: 'open', total: money(7, 'JPY') }));
    db.exec(
      "DELETE FROM invoices WHERE currency = 'EUR' AND row NOT IN (SELECT min(row) FROM invoices WHERE currency = 'EUR')",
    );
    expect(query()).toMatchObject({
      totals: [money(largest, 'EUR'), money(7, 'JPY'), money(123, 'USD')],
      tooLarge: ['GBP'],
    });
  });
});
