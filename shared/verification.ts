import { z } from 'zod';
import { invoiceKeySchema } from './invoices.ts';
import { identities } from './invoice-identities.ts';
import { moneySchema } from './money.ts';
import { periodSchema } from './period.ts';
import { recordFieldSchema } from './invoice-record.ts';
import { daySchema, instantSchema } from './time.ts';

/** What is wrong, with its facts. `file` is a path within the folder of documents. */
const findingDetailSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('file-gone'), file: z.string() }),
  z.object({ code: z.literal('never-fetched') }),
  z.object({ code: z.literal('other-size'), file: z.string(), expected: z.int(), found: z.int() }),
  z.object({ code: z.literal('other-bytes'), file: z.string() }),
  z.object({ code: z.literal('unknown-file'), file: z.string() }),
  z.object({ code: z.literal('unfinished-file'), file: z.string() }),
  z.object({ code: z.literal('no-invoice'), plan: z.string(), period: periodSchema }),
  z.object({
    code: z.literal('numbers-left-out'),
    first: z.string(),
    after: z.string(),
    before: z.string(),
    count: z.int(),
  }),
  z.object({ code: z.literal('total-not-named'), total: moneySchema }),
  z.object({ code: z.literal('number-not-named'), number: z.string() }),
  z.object({ code: z.literal('date-not-named'), day: daySchema }),
  /** By the clock of the books it is of another month than by the date on its PDF. */
  z.object({ code: z.literal('date-in-other-month'), day: daySchema, printed: daySchema }),
  /** What its PDF says otherwise. */
  z.object({ code: z.literal('seller-differs'), seller: z.string(), printed: z.string() }),
  z.object({ code: z.literal('currency-differs'), currency: z.string(), printed: z.string() }),
  z.object({ code: z.literal('tax-differs'), tax: moneySchema, printed: moneySchema }),
  z.object({ code: z.literal('due-differs'), due: moneySchema, printed: moneySchema }),
  /** In the store's own place stands something else than a file: a link, a device, a pipe. */
  z.object({ code: z.literal('not-a-file'), file: z.string() }),
  /** `other`: the number of another invoice with the same PDF, or its id. */
  z.object({ code: z.literal('shared-document'), other: z.string(), account: z.string() }),
  z.object({ code: z.literal('changed-after-final'), at: instantSchema, fields: z.array(recordFieldSchema) }),
  z.object({ code: z.literal('withdrawn'), at: instantSchema }),
  z.object({ code: z.literal('two-kinds'), id: z.string() }),
  /** A figure that does not follow from the invoice’s others. */
  z.object({
    code: z.literal('sum-differs'),
    identity: z.enum(identities),
    stated: moneySchema,
    counted: moneySchema,
  }),
]);
export type FindingDetail = z.infer<typeof findingDetailSchema>;

export const findingKinds = [
  'missing',
  'corrupt',
  'orphan',
  'missing-month',
  'number-gap',
  'total-mismatch',
  'number-mismatch',
  'date-mismatch',
  'fact-mismatch',
  'shared-document',
  'changed-after-final',
  'withdrawn',
  'two-kinds',
  'sum-mismatch',
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** Who looked at a finding and let it stand, by the operating system's name, and when. */
export const acceptanceSchema = z.object({ by: z.string(), at: instantSchema });
export type Acceptance = z.infer<typeof acceptanceSchema>;

/** Something that the verification of the archive found wrong. Null where it belongs to no account or no single invoice. */
export const findingSchema = z.object({
  kind: z.enum(findingKinds),
  accountId: z.string().nullable(),
  account: z.string().nullable(),
  /** The archive's key, to open the invoice. */
  key: invoiceKeySchema.nullable(),
  /** The invoice's number, or its id where it has none. */
  invoice: z.string().nullable(),
  detail: findingDetailSchema,
  /** By which it is accepted; a further change has another. Null for what is to be mended: PDFs that are gone or damaged, strays. */
  id: z.string().nullable().default(null),
  /** Null while nobody has accepted it. */
  accepted: acceptanceSchema.nullable().default(null),
});
export type Finding = z.infer<typeof findingSchema>;

/**
 * Why a PDF's total cannot be compared: a scan, a password, a file that cannot be read as a PDF, far too much text, or no
 * amount beside a total's label.
 */
export const uncomparedReasons = ['no-text', 'no-total', 'encrypted', 'unreadable', 'too-long'] as const;
export type UncomparedReason = (typeof uncomparedReasons)[number];

/** A PDF that is there with the right bytes, but whose total nobody could compare with the vendor's. */
export const uncomparedSchema = z.object({
  accountId: z.string(),
  account: z.string(),
  key: invoiceKeySchema,
  invoice: z.string(),
  reason: z.enum(uncomparedReasons),
});
export type Uncompared = z.infer<typeof uncomparedSchema>;

export const verificationSchema = z.object({
  at: instantSchema,
  /** Invoices and credit notes that were looked at. */
  checked: z.int(),
  findings: z.array(findingSchema),
  /** Empty in what was stored before it was kept. */
  uncompared: z.array(uncomparedSchema).default([]),
});
export type Verification = z.infer<typeof verificationSchema>;

/** What still has to be looked at; an accepted finding is shown, and counts no more. */
export const isOpen = ({ accepted }: Pick<Finding, 'accepted'>): boolean => accepted === null;

/** Findings that fetching the PDF again may mend. */
export const isRepairable = ({ kind, key }: Finding): boolean =>
  (kind === 'missing' || kind === 'corrupt') && key !== null;
