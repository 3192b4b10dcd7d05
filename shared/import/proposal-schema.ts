import { z } from 'zod';
import { documentKinds } from '../document-kind.ts';
import { invoiceMoneySchema } from '../invoice-money.ts';
import { moneySchema } from '../money.ts';
import { daySchema } from '../time.ts';

/** `stated` by the electronic invoice in the file, `labelled` in its text, only `found` there, `recognised` in a scan, or `learned` from a person's correction. */
const confidenceSchema = z.enum(['stated', 'labelled', 'found', 'recognised', 'learned']);
const proposed = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, confidence: confidenceSchema }).nullable();

/** What files that were read before did not say. */
const notRead = null;

const importLineSchema = z.object({ description: z.string(), quantity: z.number().nullable(), amount: moneySchema });

/**
 * `number`, `total`, `amountDue`: the pages show none that is the stated one; `otherTotal`, `issued`, `bankAccount`: what
 * they name as that is another.
 */
const pageDifferences = ['number', 'total', 'otherTotal', 'amountDue', 'issued', 'bankAccount'] as const;
export type PageDifference = (typeof pageDifferences)[number];

/** What a document was found to say: a proposal for the person who confirms it. What was not found is null. */
export const importProposalSchema = z.object({
  kind: z.enum(documentKinds).default('pdf'),
  /** None of an XML. */
  pages: z.int(),
  /** The file has no text of its own, as a scan has not. */
  scanned: z.boolean(),
  /** What is proposed was read by text recognition, and may be misread. */
  recognised: z.boolean().default(false),
  /** Whether it holds an electronic invoice: none, one that could be read, or one with faults. */
  eInvoice: z.enum(['none', 'good', 'faulty']),
  /** Where the pages say something else than the electronic invoice. */
  differs: z.array(z.enum(pageDifferences)),
  type: z.enum(['invoice', 'credit-note']),
  number: proposed(z.string()),
  issuedOn: proposed(daySchema),
  dueOn: proposed(daySchema),
  /** BCP 47; null where the words do not tell. */
  language: z.string().nullable().default(notRead),
  currency: proposed(z.string()).default(notRead),
  total: proposed(moneySchema),
  tax: proposed(moneySchema),
  /** What is still to be paid. Negative: credit at the seller. */
  remaining: proposed(moneySchema).default(notRead),
  /** All that an electronic invoice, or else the page, says about its money. */
  money: invoiceMoneySchema.nullable().default(notRead),
  seller: z.string().nullable(),
  sellerTaxId: z.string().nullable().default(notRead),
  /** All of its tax ids, that one among them. */
  sellerTaxIds: z.array(z.string()).default([]),
  /** IBANs that may be paid to, the one to use first. */
  bankAccounts: z.array(z.string()).default([]),
  /** Whose accounts they are, where it says so. */
  payee: z.string().nullable().default(notRead),
  /** What the seller wants to read in the payment. */
  paymentReference: z.string().nullable().default(notRead),
  buyer: z.string().nullable(),
  taxId: z.string().nullable(),
  /** Both days belong to it. */
  period: z.object({ from: daySchema, to: daySchema }).nullable(),
  paid: z.boolean(),
  paidOn: daySchema.nullable().default(notRead),
  lines: z.array(importLineSchema),
});
export type ImportProposal = z.infer<typeof importProposalSchema>;
export type ImportConfidence = z.infer<typeof confidenceSchema>;

/** Whether it can be imported without a look at each: stated by an electronic invoice whose sums agree with its pages. */
export const isCertain = ({ eInvoice, differs, number, issuedOn, total }: ImportProposal): boolean =>
  eInvoice === 'good' &&
  differs.length === 0 &&
  [number, issuedOn, total].every((each) => each?.confidence === 'stated');

/**
 * Whether nothing of it is in doubt, so that a rule of its seller may file it: what is certain, or a page whose text says
 * number, date and total beside their labels, with sums that agree.
 */
export const isBeyondDoubt = (proposal: ImportProposal): boolean => {
  const { eInvoice, scanned, recognised, number, issuedOn, total } = proposal;
  const isRead =
    eInvoice === 'none' &&
    !scanned &&
    !recognised &&
    [number, issuedOn, total].every((each) => each?.confidence === 'labelled');
  return isRead || isCertain(proposal);
};
