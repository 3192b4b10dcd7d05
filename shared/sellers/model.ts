import { z } from 'zod';
import { daySchema, instantSchema } from '../time.ts';
import { moneySchema } from '../money.ts';
import { likenesses } from './look-alike.ts';

/** What a seller is known by. A payee, who its accounts belong to, may be a bank of many: none is recognised by it. */
export const markKinds = ['tax-id', 'bank-account', 'name', 'domain', 'payee'] as const;
export const markKindSchema = z.enum(markKinds);
export type MarkKind = z.infer<typeof markKindSchema>;

/** `known`: the seller's. `refused`: somebody said that it is not, and that something is wrong. `other`: it is another company's. */
export const markStateSchema = z.enum(['known', 'refused', 'other']);
export type MarkState = z.infer<typeof markStateSchema>;

/** Something that stands on a seller's invoices. */
export const sellerMarkSchema = z.object({
  kind: markKindSchema,
  /** As it is compared. */
  key: z.string(),
  /** As it was written. */
  text: z.string(),
  state: markStateSchema,
  /** Learned from an invoice, or said by a person: then who. */
  saidBy: z.string().nullable(),
  since: instantSchema,
});
export type SellerMark = z.infer<typeof sellerMarkSchema>;

/** What people say about a seller. */
export const sellerFieldsSchema = z.object({
  name: z.string().trim().min(1).max(200),
  /** The account that its invoices belong to. */
  accountId: z.string().nullable(),
  supportEmail: z.email().nullable(),
  /** Its number as a creditor in the books. */
  creditor: z.string().trim().min(1).max(50).nullable(),
  notes: z.string().trim().min(1).max(2000).nullable(),
  /** Invoices of which nothing is in doubt go into the archive by themselves. */
  filesItself: z.boolean(),
});
export type SellerFields = z.infer<typeof sellerFieldsSchema>;

/** A company that invoices come from. */
export const sellerSchema = sellerFieldsSchema.extend({ id: z.string(), marks: z.array(sellerMarkSchema) });
export type Seller = z.infer<typeof sellerSchema>;

/** What a document and the mail that it came in tell of its seller, as it is written there. */
export const sellerFactsSchema = z.object({
  name: z.string().nullable(),
  taxIds: z.array(z.string()),
  /** All that it names to be paid to, the one to use first. */
  bankAccounts: z.array(z.string()),
  /** Whose they are, where it says so. */
  payee: z.string().nullable(),
  /** The mail's sender's host. */
  host: z.string().nullable(),
});
export type SellerFacts = z.infer<typeof sellerFactsSchema>;

export const nothingTold: SellerFacts = { name: null, taxIds: [], bankAccounts: [], payee: null, host: null };

const alarmCodes = [
  'bank-account-changed',
  'tax-id-changed',
  'domain-changed',
  'payee-changed',
  'name-look-alike',
  'domain-look-alike',
] as const;

/** Something about an invoice that speaks for fraud, until a person has decided. */
export const sellerAlarmSchema = z.object({
  code: z.enum(alarmCodes),
  /** The seller that the invoice is from, or seems to be from. */
  sellerId: z.string(),
  sellerName: z.string(),
  mark: markKindSchema,
  /** What was known before, and what this one says instead. */
  known: z.array(z.string()),
  told: z.string(),
  likeness: z.enum(likenesses).nullable(),
  /** Somebody refused the same before. */
  refused: z.boolean(),
});
export type SellerAlarm = z.infer<typeof sellerAlarmSchema>;

/** What is said of an alarm: it is the seller's, it is not, or it is another company's. */
export const alarmDecisionSchema = z.enum(['confirmed', 'refused', 'other-company']);
export type AlarmDecision = z.infer<typeof alarmDecisionSchema>;

/** What is known of the seller of a file that waits. */
export const sellerSightSchema = z.object({
  /** Null: none of those that are known. */
  seller: z.object({ id: z.string(), name: z.string(), accountId: z.string().nullable() }).nullable(),
  by: markKindSchema.nullable(),
  /** As the document says; null where it names none. */
  told: z.string().nullable(),
  alarms: z.array(sellerAlarmSchema),
});
export type SellerSight = z.infer<typeof sellerSightSchema>;

/** When and of how much the next invoice of a seller should be. */
export const expectedInvoiceSchema = z.object({
  /** About that day. */
  on: daySchema,
  /** Null where the amounts differ too much to say. */
  total: moneySchema.nullable(),
  /** How many regular invoices say so. */
  from: z.int(),
  interval: z.object({ unit: z.enum(['week', 'month', 'year']), count: z.int() }),
  /** It should have come, with some days of grace. */
  missing: z.boolean(),
});
export type ExpectedInvoice = z.infer<typeof expectedInvoiceSchema>;

/** A seller as a list shows it. */
export const sellerViewSchema = sellerSchema.extend({
  /** Of the account that its invoices belong to, open or closed; null where there is none. */
  accountName: z.string().nullable(),
  invoices: z.int(),
  lastIssuedOn: daySchema.nullable(),
  expected: expectedInvoiceSchema.nullable(),
});
export type SellerView = z.infer<typeof sellerViewSchema>;
