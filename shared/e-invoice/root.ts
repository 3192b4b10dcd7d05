/** What an XML document is, by its root element and not by the name of its file. */
export type XmlKind = 'cii' | 'ubl' | 'order' | 'fattura-pa' | 'other';

const kinds: Readonly<Record<string, XmlKind>> = {
  CrossIndustryInvoice: 'cii',
  CrossIndustryDocument: 'cii',
  Invoice: 'ubl',
  CreditNote: 'ubl',
  SCRDMCCBDACIOMessageStructure: 'order',
  Order: 'order',
  FatturaElettronica: 'fattura-pa',
  FatturaElettronicaSemplificata: 'fattura-pa',
};

/** What may stand before the root: a declaration, comments, instructions, a document type. */
const prolog =
  /(?:\s|<\?[^?]*(?:\?(?!>)[^?]*)*\?>|<!--[^-]*(?:-(?!->)[^-]*)*-->|<!DOCTYPE\s[^<>[]*(?:\[[^\]]*\])?[^<>[]*>)*/y;
const element = /<(?:[^\s<>/:!?]{1,60}:)?([A-Za-z]{1,60})(?=[\s/>])/y;

export function xmlKindOf(xml: string): XmlKind {
  prolog.lastIndex = xml.startsWith('\ufeff') ? 1 : 0;
  prolog.exec(xml);
  element.lastIndex = prolog.lastIndex;
  return kinds[element.exec(xml)?.[1] ?? ''] ?? 'other';
}

export const isInvoiceXml = (xml: string): boolean => ['cii', 'ubl'].includes(xmlKindOf(xml));
