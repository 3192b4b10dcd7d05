import { type Money, sumsByCurrency } from '../money.ts';
import { ciiCurrency, readCii } from './cii.ts';
import type { EInvoice, EInvoiceFinding, ReadEInvoice } from './model.ts';
import { readUbl, ublCurrency } from './ubl.ts';
import { createValues, type Values } from './values.ts';
import { first, parseXml } from './xml-node.ts';

export type * from './model.ts';
export { compareWithArchive } from './compare.ts';
export { moneyOfEInvoice } from './money.ts';
export { encodingOf } from './xml-node.ts';

/** Larger ones are not read: real ones have a few hundred kilobytes. */
const maxCharacters = 5_000_000;

/** Names under which Factur-X, ZUGFeRD and XRechnung embed the invoice; writers differ in case. */
export const isEInvoiceName = (fileName: string): boolean =>
  /^(factur-x|zugferd-invoice|xrechnung|order-x)\.xml$/i.test(fileName.trim());

/** Reads an electronic invoice in either syntax of EN 16931. Never throws: what is wrong is a finding. */
export function readEInvoice(xml: string): ReadEInvoice {
  if (xml.length > maxCharacters) return unreadable('too-large');
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return unreadable('doctype');
  const document = parseXml(xml.replace(/^\ufeff/, ''));
  if (!document) return unreadable('not-xml');
  const cii = first(document, 'CrossIndustryInvoice', 'CrossIndustryDocument');
  const ubl = first(document, 'Invoice', 'CreditNote');
  const currency = cii ? ciiCurrency(cii) : ubl ? ublCurrency(ubl) : null;
  const values = createValues(currency);
  const invoice = cii
    ? readCii(cii, currency, values)
    : ubl
      ? readUbl(ubl, 'Invoice' in document ? 'Invoice' : 'CreditNote', currency, values)
      : null;
  if (!invoice) return unreadable('not-an-invoice');
  check(invoice, values);
  return { invoice, findings: values.findings };
}

const unreadable = (code: EInvoiceFinding['code']): ReadEInvoice => ({
  invoice: null,
  findings: [{ code, field: null }],
});

/** What every invoice must state, and whether its own sums agree. */
function check(invoice: EInvoice, { find, findings }: Values): void {
  const { number, issuedOn, currency, seller, totals, lines, taxes } = invoice;
  const said = (field: EInvoiceFinding['field']) => findings.some((each) => each.field === field);
  if (number === null) find('missing', 'number');
  if (issuedOn === null && !said('issued')) find('missing', 'issued');
  if (currency === null) find('missing', 'currency');
  if (seller.name === null) find('missing', 'seller');
  if (totals.total === null && currency !== null && !said('total')) find('missing', 'total');
  if (differs(totals.total, sumOf([totals.net, totals.tax]))) find('sum-differs', 'total');
  if (lines.length > 0 && differs(totals.lines, sumOf(lines.map(({ net }) => net)))) find('sum-differs', 'lines');
  if (taxes.length > 0 && differs(totals.tax, sumOf(taxes.map(({ tax }) => tax)))) find('sum-differs', 'tax');
  const { total, prepaid, rounding, amountDue } = totals;
  if (total && amountDue) {
    const none = { ...total, amount: 0 };
    const asked = sumOf([total, rounding ?? none]);
    if (differs(asked, sumOf([amountDue, prepaid ?? none]))) find('sum-differs', 'amountDue');
  }
}

/** Null as soon as one of them is not known. All are in the invoice's one currency. */
function sumOf(amounts: readonly (Money | null)[]): Money | null {
  const known = amounts.filter((amount) => amount !== null);
  const { totals } = sumsByCurrency(known);
  return known.length === amounts.length ? (totals[0] ?? null) : null;
}

/** Rounding of single lines and rates may leave a cent each. */
const tolerance = 2;

const differs = (stated: Money | null, counted: Money | null): boolean =>
  stated !== null && counted !== null && Math.abs(stated.amount - counted.amount) > tolerance;
