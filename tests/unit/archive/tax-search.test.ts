import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type InvoiceTax, unknown } from '#shared/invoice-money.ts';
import { parseSearch, termsOf } from '#shared/search-query.ts';
import { createInvoiceQuery } from '../../../electron/archive/invoice-query.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import type { Database } from '../../../electron/database/open.ts';
import { answersOf } from '../../support/archive/answers.ts';
import { anAccount, firstPage, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { anInvoice, plainMoney, usd } from '../../support/billing-objects.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

let db: Database;
beforeEach(() => {
  db = openTestDatabase(':memory:', [anAccount()]);
  createInvoiceWriter(db).write(
    'acc1',
    answersOf(
      anInvoice({ id: 'german', taxes: [tax('19', 'standard'), tax('7', 'reduced')] }),
      anInvoice({ id: 'food', taxes: [tax('7', 'reduced'), tax('7', 'reduced')] }),
      anInvoice({ id: 'abroad', taxes: [tax('0', 'reverse-charge')] }),
      anInvoice({ id: 'untaxed', taxes: [] }),
      anInvoice({ id: 'silent', taxes: unknown, tax: unknown, net: unknown }),
      anInvoice({ id: 'open', status: 'open', ...plainMoney(usd(10_000), usd(6_000)) }),
      anInvoice({ id: 'unsaid', status: 'open', remaining: unknown, taxes: [tax(unknown, unknown)] }),
    ),
    '2026-11-22T12:00:00.000Z',
  );
});
afterEach(() => {
  db.close();
});

const tax = (rate: InvoiceTax['rate'], kind: InvoiceTax['kind']): InvoiceTax => ({
  ...{ rate, kind, name: null, jurisdiction: null, base: unknown, amount: usd(0), inclusive: false },
});

const found = (text: string) =>
  createInvoiceQuery(
    db,
    () => [anAccount()],
    fakeClock(),
  )({ ...firstPage, terms: termsOf(parseSearch(text, 'en')) })
    .rows.map(({ id }) => id)
    .sort();

describe('a search', () => {
  it.each([
    ['rate:19', ['german']],
    ['rate:7', ['food', 'german']],
    ['rate:7.0%', ['food', 'german']],
    ['rate:8', []],
    ['tax:reverse-charge', ['abroad']],
    ['tax:reduced', ['food', 'german']],
    ['tax:none', ['open', 'untaxed']],
    ['tax:unknown', ['silent']],
    ['rate:7 tax:standard', ['german']],
    ['rate:7 total>0', ['food', 'german']],
    ['remaining>0', ['open']],
    ['remaining=60', ['open']],
    ['remaining>60', []],
    ['remaining>0 tax:none from:2026-11', ['open']],
    ['remaining>0 acme', ['open']],
    ['remaining<1', ['abroad', 'food', 'german', 'silent', 'untaxed']],
  ])('%s finds %s', (text, ids) => {
    expect(found(text)).toEqual(ids);
  });

  it('for what is no rate is not understood', () => {
    expect(parseSearch('rate:much', 'en')[0]?.finding).toEqual({ code: 'rate-invalid', value: 'much' });
    expect(parseSearch('tax:vat', 'en')[0]?.finding).toMatchObject({ code: 'value-unknown', operator: 'tax' });
    expect(parseSearch('remaining>', 'en')[0]?.finding).toEqual({ code: 'value-missing', operator: 'remaining' });
  });
});
