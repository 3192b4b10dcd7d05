import { z } from 'zod';
import { type EInvoice, isEInvoiceName, readEInvoice } from '../e-invoice/index.ts';
import { moneySchema, type Money } from '../money.ts';
import { type Day, daySchema } from '../time.ts';
import { amountsOfText, type Guess, readText } from './read-text.ts';

/** `stated` by the electronic invoice in the file, `labelled` in its text, or only `found` there. */
const confidenceSchema = z.enum(['stated', 'labelled', 'found']);
const proposed = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, confidence: confidenceSchema }).nullable();

const importLineSchema = z.object({ description: z.string(), quantity: z.number().nullable(), amount: moneySchema });

/** What a PDF was found to say: a proposal for the person who confirms it. What was not found is null. */
export const importProposalSchema = z.object({
  pages: z.int(),
  /** The file has no text of its own, as a scan has not. */
  scanned: z.boolean(),
  /** Whether it holds an electronic invoice: none, one that could be read, or one with faults. */
  eInvoice: z.enum(['none', 'good', 'faulty']),
  /** Facts of the electronic invoice that the pages do not show. */
  differs: z.array(z.enum(['number', 'total'])),
  type: z.enum(['invoice', 'credit-note']),
  number: proposed(z.string()),
  issuedOn: proposed(daySchema),
  dueOn: proposed(daySchema),
  total: proposed(moneySchema),
  tax: proposed(moneySchema),
  seller: z.string().nullable(),
  buyer: z.string().nullable(),
  taxId: z.string().nullable(),
  /** Both days belong to it. */
  period: z.object({ from: daySchema, to: daySchema }).nullable(),
  paid: z.boolean(),
  lines: z.array(importLineSchema),
});
export type ImportProposal = z.infer<typeof importProposalSchema>;
export type ImportConfidence = z.infer<typeof confidenceSchema>;

interface ReadDocument {
  readonly pages: number;
  readonly lines: readonly string[];
  readonly xml: readonly { readonly name: string; readonly text: string }[];
}

/** Proposes the facts of an invoice from what was read out of its PDF. `today` keeps impossible dates out. */
export function proposalOf({ pages, lines, xml }: ReadDocument, today: Day): ImportProposal {
  const text = readText(lines, today);
  const file = xml.find(({ name }) => isEInvoiceName(name));
  const read = file ? readEInvoice(file.text) : null;
  const stated = read?.invoice ?? null;
  const totals = stated?.totals;
  return {
    pages,
    scanned: lines.length === 0,
    eInvoice: read === null ? 'none' : read.findings.length === 0 ? 'good' : 'faulty',
    differs: stated ? differencesOf(stated, lines) : [],
    type: stated?.type ?? text.type,
    number: either(stated?.number, text.number),
    issuedOn: either(stated?.issuedOn, text.issuedOn),
    dueOn: stated ? either(stated.dueOn, null) : text.dueOn,
    total: either(totals?.total, text.total),
    tax: totals?.total ? either(totals.tax, null) : text.tax,
    seller: stated?.seller.name ?? null,
    buyer: stated?.buyer.name ?? null,
    taxId: stated?.buyer.taxIds[0] ?? null,
    period: stated?.period ?? null,
    paid: totals?.amountDue?.amount === 0 && (totals.total?.amount ?? 0) !== 0,
    lines: stated ? linesOf(stated) : [],
  };
}

/** Whether it can be imported without a look at each: stated by an electronic invoice whose sums agree with its pages. */
export const isCertain = ({ eInvoice, differs, number, issuedOn, total }: ImportProposal): boolean =>
  eInvoice === 'good' &&
  differs.length === 0 &&
  [number, issuedOn, total].every((each) => each?.confidence === 'stated');

function either<T>(
  stated: T | null | undefined,
  text: Guess<T> | null,
): { value: T; confidence: ImportConfidence } | null {
  return stated === null || stated === undefined ? text : { value: stated, confidence: 'stated' };
}

function differencesOf({ number, totals }: EInvoice, lines: readonly string[]): ('number' | 'total')[] {
  const differs: ('number' | 'total')[] = [];
  if (lines.length === 0) return differs;
  const compact = (words: string) => words.replace(/\s/gu, '').toLowerCase();
  if (number !== null && !compact(lines.join('')).includes(compact(number))) differs.push('number');
  const { total } = totals;
  if (
    total &&
    !amountsOfText(lines, total.currency).some(({ amount }) => Math.abs(amount) === Math.abs(total.amount))
  ) {
    differs.push('total');
  }
  return differs;
}

const linesOf = (stated: EInvoice): ImportProposal['lines'] =>
  stated.lines.flatMap(({ description, quantity, net }) =>
    net === null ? [] : [{ description, quantity: numberOf(quantity), amount: net satisfies Money }],
  );

function numberOf(decimal: string | null): number | null {
  const value = decimal === null || !/^[+-]?\d*\.?\d+$/.test(decimal) ? Number.NaN : Number(decimal);
  return Number.isFinite(value) ? value : null;
}
