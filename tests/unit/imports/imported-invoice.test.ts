import { describe, expect, it } from 'vitest';
import { compareWithArchive, readEInvoice } from '#shared/e-invoice/index.ts';
import { failedIdentities } from '#shared/invoice-identities.ts';
import { isKnown, type Known, unknown } from '#shared/invoice-money.ts';
import { proposalOf } from '#shared/import/proposal.ts';
import { type Money, money } from '#shared/money.ts';
import type { ImportProposal } from '#shared/import/proposal-schema.ts';
import { factsOf, importedInvoice, valuesOf } from '../../../electron/imports/imported-invoice.ts';
import { ciiInvoice, ublInvoice } from '../../support/e-invoices.ts';
import { sampleProposal } from '../../support/sample/imports.ts';

const sha256 = 'a'.repeat(64);
const minor = (amount: Known<Money>) => (isKnown(amount) ? amount.amount : amount);

function imported(proposal: ImportProposal) {
  const values = valuesOf('acc1', proposal);
  if (!values) throw new Error('The proposal is not complete');
  return importedInvoice(values, factsOf(sha256, proposal, '2026-11-22T12:00:00.000Z'));
}

const proposed = (xml: string): ImportProposal =>
  proposalOf({ kind: 'pdf', pages: 1, rows: [], xml: [{ name: 'factur-x.xml', text: xml }] }, '2026-11-22');

const before = (xml: string, element: string, added: string): string =>
  xml.replace(`<${element}`, `${added}<${element}`);

describe('what an electronic invoice states of its money is kept', () => {
  const prepaid = (amount: string, due: string) =>
    before(
      ciiInvoice({ amountDue: due }),
      'ram:DuePayableAmount',
      `<ram:TotalPrepaidAmount>${amount}</ram:TotalPrepaidAmount>`,
    );

  it.each([
    ['a part is paid in advance', prepaid('400.00', '90.76'), ['open', 9_076, 40_000, 0]],
    ['all of it is', prepaid('490.76', '0.00'), ['paid', 0, 49_076, 0]],
    ['more than that is, which is credit at the seller', prepaid('1020.63', '-529.87'), ['paid', -52_987, 102_063, 0]],
    [
      'it is rounded',
      before(
        ublInvoice({ amountDue: '490.80' }),
        'cbc:PayableAmount',
        '<cbc:PayableRoundingAmount currencyID="EUR">0.04</cbc:PayableRoundingAmount>',
      ),
      ['open', 49_080, 0, 4],
    ],
  ])('where %s', (_, xml, expected) => {
    const invoice = imported(proposed(xml));
    const { status, remaining, prepaid: advance, rounding, total } = invoice;
    expect([status, minor(remaining), minor(advance), minor(rounding)]).toEqual(expected);
    expect(total).toEqual(money(49_076, 'EUR'));
    expect(failedIdentities(invoice, null)).toEqual([]);
    // The preview finds nothing different in Billfold's own import.
    const stated = readEInvoice(xml).invoice;
    const compared = stated ? compareWithArchive(stated, invoice, 'UTC') : [];
    expect(compared.filter(({ same }) => !same)).toEqual([]);
    expect(compared.map(({ field }) => field)).toContain('amountDue');
  });

  it('with its taxes by rate and kind', () => {
    const { taxes, subtotal, net, discounts } = imported(proposed(ciiInvoice()));
    expect(taxes).toEqual([
      {
        ...{ rate: '19', kind: 'standard', name: null, jurisdiction: null, inclusive: false },
        ...{ base: money(41_240, 'EUR'), amount: money(7_836, 'EUR') },
      },
    ]);
    expect([subtotal, net].map(minor)).toEqual([41_240, 41_240]);
    expect(discounts).toEqual([]);
  });

  it('of a credit note without anything to pay, whatever it states as due', () => {
    const xml = ciiInvoice({ typeCode: '381' });
    const invoice = imported(proposed(xml));
    expect([invoice.type, minor(invoice.remaining)]).toEqual(['credit-note', 0]);
    const stated = readEInvoice(xml).invoice;
    expect(stated && compareWithArchive(stated, invoice, 'UTC').every(({ same }) => same)).toBe(true);
  });
});

describe('what was not recognised', () => {
  it('is unknown, and no nought', () => {
    const { tax, net, taxes, subtotal, paid, remaining } = imported(sampleProposal({ tax: null }));
    expect([tax, net, taxes, subtotal, paid]).toEqual(Array.from({ length: 5 }, () => unknown));
    // Whoever confirms it says that it is not paid yet.
    expect(minor(remaining)).toBe(49_076);
  });

  it('stays unknown of what is paid already, of which nothing remains', () => {
    const { status, paid, remaining } = imported(sampleProposal({ paid: true }));
    expect([status, paid, minor(remaining)]).toEqual(['paid', unknown, 0]);
  });

  it('is not made of what was stated for another total', () => {
    const proposal = proposed(ciiInvoice());
    const values = valuesOf('acc1', proposal);
    if (!values) throw new Error('The proposal is not complete');
    const facts = factsOf(sha256, proposal, '2026-11-22T12:00:00.000Z');
    const changed = importedInvoice({ ...values, total: money(50_000, 'EUR'), remaining: null }, facts);
    expect([minor(changed.net), changed.subtotal, minor(changed.remaining)]).toEqual([42_164, unknown, 50_000]);
  });
});

it('when it was paid is kept, where it was', () => {
  const paid = sampleProposal({ paid: true, paidOn: '2026-10-31' });
  expect(imported(paid)).toMatchObject({ status: 'paid', paidAt: '2026-10-31T00:00:00.000Z' });
  expect(imported({ ...paid, paid: false }).paidAt).toBeNull();
});
