import { z } from 'zod';
import { taxKindSchema } from './invoice-money.ts';
import { invoiceStatusSchema } from './invoices.ts';
import { daySchema, monthSchema } from './time.ts';

/** A month or a day, both ends of which belong to a range. */
export const dateSchema = z.union([monthSchema, daySchema]);

export const comparisons = ['>=', '<=', '>', '<', '='] as const;

/** The parts of an invoice that text can be looked for in alone. */
export const textFields = ['number', 'po', 'costcentre'] as const;

/** What an invoice can have or lack: its PDF, an electronic invoice inside that, what people added. */
export const presences = ['pdf', 'xml', 'tag', 'note', 'po', 'costcentre'] as const;

export const answers = ['yes', 'no'] as const;

export const searchedStatuses = [...invoiceStatusSchema.options, 'overdue'] as const;

/** A kind of tax; `none` states none at all, of `unknown` nobody knows. */
export const taxesSearched = [...taxKindSchema.options, 'none', 'unknown'] as const;

const compared = {
  comparison: z.enum(comparisons),
  amount: z.string().regex(/^-?\d{1,12}(\.\d{1,3})?$/),
};

/**
 * One condition of a search. All must hold; several of the same kind out of status, currency, account: one of them.
 * Amounts are plain decimal text in units of whatever currency the invoice has, such as `-1500.5`.
 */
export const searchTermSchema = z.discriminatedUnion('kind', [
  /** Occurs somewhere, as part of a word too, in whatever case and with whatever accents; may hold blanks. */
  z.object({ kind: z.literal('word'), text: z.string() }),
  z.object({ kind: z.literal('field'), field: z.enum(textFields), text: z.string() }),
  z.object({ kind: z.literal('tag'), text: z.string() }),
  z.object({ kind: z.literal('account'), text: z.string() }),
  /** By one of its names, or a part of it. */
  z.object({ kind: z.literal('seller'), text: z.string() }),
  z.object({ kind: z.literal('total'), ...compared }),
  /** What is still to be paid; of what is not known none is found. */
  z.object({ kind: z.literal('remaining'), ...compared }),
  z.object({ kind: z.literal('tax'), what: z.enum(taxesSearched) }),
  /** Percent as decimal text without trailing noughts. */
  z.object({ kind: z.literal('rate'), rate: z.string().regex(/^\d{1,3}(\.\d*[1-9])?$/) }),
  z.object({ kind: z.literal('status'), status: z.enum(searchedStatuses) }),
  z.object({ kind: z.literal('from'), date: dateSchema }),
  z.object({ kind: z.literal('to'), date: dateSchema }),
  z.object({ kind: z.literal('currency'), currency: z.string().regex(/^[A-Z]{3}$/) }),
  z.object({ kind: z.literal('has'), what: z.enum(presences) }),
  /** To accounting, by any profile. */
  z.object({ kind: z.literal('handed-over'), answer: z.enum(answers) }),
]);
export type SearchTerm = z.infer<typeof searchTermSchema>;
