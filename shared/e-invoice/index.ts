import { ciiCurrency, readCii } from './cii.ts';
import type { EInvoiceFinding, ReadEInvoice } from './model.ts';
import { xmlKindOf } from './root.ts';
import { checkRules } from './rules.ts';
import { readUbl, ublCurrency } from './ubl.ts';
import { createValues } from './values.ts';
import { first, parseXml, withoutFiles } from './xml-node.ts';

export type * from './model.ts';
export { compareWithArchive } from './compare.ts';
export { moneyOfEInvoice } from './money.ts';
export { filesInside, type InvoiceFile } from './files.ts';
export { isInvoiceXml } from './root.ts';
export { encodingOf, withoutFiles, withoutMarkup } from './xml-node.ts';

/** Larger ones are not read; the files inside, as base64, count apart. */
const maxCharacters = 12 * 1024 * 1024;
const maxWithFiles = 96 * 1024 * 1024;

/** Names under which Factur-X, ZUGFeRD and XRechnung embed the invoice; writers differ in case. */
export const isEInvoiceName = (fileName: string): boolean =>
  /^(factur-x|zugferd-invoice|xrechnung|order-x)\.xml$/i.test(fileName.trim());

/** Reads an electronic invoice in either syntax of EN 16931. Never throws: what is wrong is a finding. */
export function readEInvoice(xml: string): ReadEInvoice {
  if (xml.length > maxWithFiles) return unreadable('too-large');
  const plain = withoutFiles(xml.replace(/^\ufeff/, ''));
  if (plain.length > maxCharacters) return unreadable('too-large');
  if (/<!(DOCTYPE|ENTITY)/i.test(plain)) return unreadable('doctype');
  const document = parseXml(plain);
  if (!document) return unreadable('not-xml');
  const kind = xmlKindOf(xml);
  if (kind === 'order' || kind === 'fattura-pa') return unreadable(kind);
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
  checkRules(invoice, values);
  return { invoice, findings: values.findings };
}

const unreadable = (code: EInvoiceFinding['code']): ReadEInvoice => ({
  invoice: null,
  findings: [{ code, field: null, rule: null }],
});
