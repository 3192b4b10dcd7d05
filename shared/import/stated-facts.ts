import { type EInvoice, isEInvoiceName, isInvoiceXml, type ReadEInvoice, readEInvoice } from '../e-invoice/index.ts';
import { toDecimalText } from '../money.ts';
import type { LabelledFacts } from './read-page.ts';

interface XmlFile {
  readonly name: string;
  readonly text: string;
}

/** Reads the electronic invoice among the XML files of a document: by its root element, else by its name; null where there is none. */
export function eInvoiceAmong(xml: readonly XmlFile[]): ReadEInvoice | null {
  const file = xml.find(({ text }) => isInvoiceXml(text)) ?? xml.find(({ name }) => isEInvoiceName(name));
  return file ? readEInvoice(file.text) : null;
}

/** What the electronic invoice among them says, in the shape of what a page says beside its labels; null where there is none. */
export function statedFacts(xml: readonly XmlFile[]): LabelledFacts | null {
  const invoice = eInvoiceAmong(xml)?.invoice;
  return invoice ? factsOf(invoice) : null;
}

const factsOf = ({ number, issuedOn, seller, totals: { total, tax, amountDue } }: EInvoice): LabelledFacts => ({
  totals: total ? [{ currency: total.currency, sign: null, digits: toDecimalText(total) }] : [],
  numbers: number === null ? [] : [number],
  issued: issuedOn === null ? [] : [issuedOn],
  seller: { name: seller.name, taxIds: [...seller.taxIds] },
  tax,
  amountDue,
});
