import type { MadeInvoice } from './made-invoice.ts';
import type { MadeWords } from './made-words.ts';
import type { Paper } from './paper.ts';
import type { Seeded } from './seeded.ts';

/** What a layout has to draw with. */
export interface Drawing {
  readonly paper: Paper;
  readonly invoice: MadeInvoice;
  readonly words: MadeWords;
  readonly random: Seeded;
}

/** What a page says and a reader should find; sums in minor units, null where the page says nothing of it. */
export interface PageTruth {
  readonly type: 'invoice' | 'credit-note';
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly currency: string;
  readonly total: number;
  readonly tax: number | null;
  readonly paid: boolean;
  readonly amountDue: number | null;
  readonly seller: string;
  /** Without blanks and points; null where it is none of value added tax. */
  readonly sellerTaxId: string | null;
}

/** Draws an invoice and answers what the pages say. */
export type Layout = (drawing: Drawing) => PageTruth;

export const truthOf = (invoice: MadeInvoice, changes: Partial<PageTruth> = {}): PageTruth => ({
  ...{ type: 'invoice', paid: false, dueOn: invoice.dueOn, amountDue: null },
  ...{ number: invoice.number, issuedOn: invoice.issuedOn, currency: invoice.currency, total: invoice.total },
  tax: invoice.rates.length === 0 ? null : invoice.tax,
  seller: invoice.seller.name,
  sellerTaxId: invoice.seller.vatId.startsWith('US') ? null : invoice.seller.vatId.replace(/[.-]/gu, ''),
  ...changes,
});

export const taxLabel = (label: string, rate: number, language: string): string =>
  label.replace(
    '%',
    `${language === 'en' ? String(rate) : String(rate).replace('.', ',')}${language === 'de' || language === 'fr' ? ' %' : '%'}`,
  );

export const withColon = (label: string, language: string): string =>
  /[.#°º?]$/u.test(label) ? label : `${label}${language === 'fr' ? ' :' : ':'}`;

export function letterhead({ paper, invoice: { seller } }: Drawing, left: number, top: number): void {
  paper.text(left, top, seller.name, { bold: true, size: 11 });
  paper.text(left, top + 14, seller.street);
  paper.text(left, top + 25, seller.city);
}

export function address({ paper, invoice: { buyer } }: Drawing, left: number, top: number): void {
  for (const [index, line] of [buyer.name, buyer.street, buyer.city].entries())
    paper.text(left, top + index * 12, line);
}

/** A table of the items; answers how far it reaches. */
export function itemTable(
  { paper, invoice, words, random }: Drawing,
  top: number,
  { currencyInHead = false, withRates = true } = {},
): number {
  const heads = [words.description, words.quantity, words.unitPrice, words.amount].map((choices) =>
    random.oneOf(choices),
  );
  const [text = '', quantity = '', price = '', amount = ''] = heads;
  const hasRates = withRates && invoice.rates.length > 0;
  const mark = currencyInHead ? ` (${invoice.currency})` : '';
  paper.text(50, top, text, { bold: true });
  paper.text(330, top, quantity, { right: true, bold: true });
  paper.text(410, top, price, { right: true, bold: true });
  if (hasRates) paper.text(455, top, words.taxWord[0], { right: true, bold: true });
  paper.text(545, top, amount + mark, { right: true, bold: true });
  const shown = currencyInHead || random.once(2) ? invoice.amount : invoice.money;
  for (const [index, item] of invoice.items.entries()) {
    const at = top + 16 + index * 14;
    paper.text(50, at, words.items[item.text] ?? words.items[0]);
    paper.text(330, at, String(item.quantity), { right: true });
    paper.text(410, at, invoice.amount(item.price), { right: true });
    if (hasRates) paper.text(455, at, `${String(item.rate)}%`, { right: true });
    paper.text(545, at, shown(item.net), { right: true });
  }
  return top + 16 + invoice.items.length * 14 + 8;
}

/** Label at the left of a block, its sum at the right edge. */
export const sumLine = (
  paper: Paper,
  top: number,
  label: string,
  value: string,
  { left = 340, right = 545, bold = false } = {},
): void => {
  paper.text(left, top, label, { bold });
  paper.text(right, top, value, { right: true, bold });
};

/** Net, tax a rate, total. Answers where it ends. */
export function sums(
  { paper, invoice, words, random }: Drawing,
  top: number,
  shown = invoice.money,
  options: { left?: number; right?: number } = {},
): number {
  let at = top;
  const line = (label: string, minor: number, bold = false) => {
    sumLine(paper, at, label, shown(minor), { ...options, bold });
    at += 14;
  };
  line(random.oneOf(words.net), invoice.net);
  const tax = random.oneOf(words.tax);
  for (const each of invoice.rates) line(taxLabel(tax, each.rate, invoice.language), each.tax);
  line(random.oneOf(words.total), invoice.total, true);
  return at;
}

export function footer({ paper, invoice: { seller }, words, random }: Drawing): void {
  paper.text(50, 780, random.oneOf(words.footer), { size: 7 });
  paper.text(50, 791, `${seller.name}, ${seller.street}, ${seller.city}`, { size: 7 });
  paper.text(50, 802, `${random.oneOf(words.vatId)}: ${seller.vatId}`, { size: 7 });
  paper.text(330, 802, 'IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001', { size: 7 });
}
