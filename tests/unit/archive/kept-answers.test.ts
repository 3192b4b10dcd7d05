import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isKnown, type Known, unknown } from '#shared/invoice-money.ts';
import type { Money } from '#shared/money.ts';
import { createInvoiceLookup } from '../../../electron/archive/invoice-lookup.ts';
import { invoiceLines } from '../../../electron/archive/invoice-rows.ts';
import { createInvoiceVersions } from '../../../electron/archive/invoice-versions.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import { createKeptAnswers } from '../../../electron/archive/kept-answers.ts';
import type { Database } from '../../../electron/database/open.ts';
import { readKept } from '../../../electron/sources/index.ts';
import { anAccount, openTestDatabase, valueOf } from '../../support/archive/archive-setup.ts';
import { usd } from '../../support/billing-objects.ts';
import { stripeInvoice, stripeTax } from '../../support/stripe-objects.ts';

const now = '2026-11-22T12:00:00.000Z';
const sent = stripeInvoice({
  default_tax_rates: [{ id: 'txr_de', percentage: 19, display_name: 'MwSt.', country: 'DE' }],
  total_taxes: [stripeTax()],
});

let db: Database;
beforeEach(() => {
  db = openTestDatabase(':memory:', [anAccount()]);
});
afterEach(() => {
  db.close();
});

/** As an earlier Billfold kept it: the whole answer, and of its money what was read then. */
function keptBefore(raw: object = sent): void {
  const text = JSON.stringify(raw);
  const value = valueOf(readKept('invoice', text, { isMetered: () => null }));
  createInvoiceWriter(db).write('acc1', [{ value, raw: text }], now);
  db.exec(`UPDATE invoices SET reader = 1, subtotal = NULL, discounts = NULL, shipping = NULL, taxes = NULL, prepaid = NULL,
      credit_notes_applied = NULL, rounding = NULL, paid = NULL, payments = NULL;
    UPDATE invoice_facts SET taxes = NULL;
    UPDATE invoice_lines SET kind = 'metered', unit_amount_decimal = NULL, discounts = NULL, taxes = NULL`);
}
const readAll = () => createKeptAnswers(db, createInvoiceVersions(db)).readSome(50);
const shown = () =>
  valueOf(
    createInvoiceLookup(
      db,
      () => [anAccount()],
      () => now,
    ).get('acc1:in_1'),
  );
const minor = (amount: Known<Money>) => (isKnown(amount) ? amount.amount : amount);

describe('an answer that was kept', () => {
  it('tells what was not read of it before, without a version of its own and without asking anybody', () => {
    keptBefore();
    expect(shown().taxes).toBe(unknown);
    expect(readAll()).toBe(false);
    const { subtotal, discounts, paid, payments, taxes, version, versionAt } = shown();
    expect([subtotal, paid].map(minor)).toEqual([4900, 5831]);
    expect(discounts).toEqual([]);
    expect(payments).toMatchObject([{ reference: 'pi_1' }]);
    expect(taxes).toMatchObject([{ rate: '19', kind: 'standard', name: 'MwSt.', amount: usd(931) }]);
    expect([version, versionAt]).toEqual([1, now]);
    expect(db.prepare('SELECT taxes FROM invoice_facts').pluck().get()).toBe('[["19","standard"]]');
    // What a line is for was learned from the subscription, which the answer does not hold.
    expect(invoiceLines(db)(1)).toMatchObject([{ kind: 'metered', unitAmountDecimal: '4900', taxes: [] }]);
  });

  it('that says something else than the invoice does is left to the next sync', () => {
    keptBefore();
    db.exec('UPDATE invoices SET total = 1');
    readAll();
    expect(shown()).toMatchObject({ total: usd(1), taxes: unknown });
  });

  it('that nobody can read is left alone, and none is read twice', () => {
    keptBefore();
    db.exec("UPDATE invoice_answers SET answer = x'4b4c0500'");
    readAll();
    expect(shown().taxes).toBe(unknown);
  });
});

describe('a figure that was known', () => {
  it('stays where a later answer does not tell it any more, save what was paid', () => {
    const writer = createInvoiceWriter(db);
    const value = valueOf(readKept('invoice', JSON.stringify(sent), { isMetered: () => null }));
    writer.write('acc1', [{ value, raw: null }], now);
    const { taxes } = shown();
    const silent = { ...value, discounts: unknown, shipping: unknown, net: unknown, paid: unknown, remaining: usd(7) };
    const nameless = { taxes: isKnown(value.taxes) ? value.taxes.map((tax) => ({ ...tax, rate: unknown })) : unknown };
    writer.write('acc1', [{ value: { ...silent, ...nameless }, raw: null }], now);
    expect(shown()).toMatchObject({ taxes, discounts: [], shipping: null, net: usd(4900), paid: unknown, version: 1 });
    expect(shown().remaining).toEqual(usd(7));
  });
});
