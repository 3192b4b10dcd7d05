import { z } from 'zod';
import { currencySchema, moneySchema } from '../money.ts';
import { daySchema } from '../time.ts';
import { bookedTaxKindSchema, taxRateSchema } from './profile.ts';

const ofAccount = { accountId: z.string(), accountName: z.string() };

/** Why an invoice cannot be handed over yet. The first four are questions: an answer is all that is missing. */
export const handoverIssueSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('seller-unmapped'), ...ofAccount, seller: z.string().nullable() }),
  z.object({
    code: z.literal('tax-key-missing'),
    ...ofAccount,
    kind: bookedTaxKindSchema,
    rate: taxRateSchema.nullable(),
  }),
  z.object({ code: z.literal('rate-missing'), currency: currencySchema, day: daySchema }),
  /** Which tax, or how much of the invoice has it. */
  z.object({ code: z.literal('tax-unknown'), total: moneySchema }),
  z.object({ code: z.literal('period-booked'), until: daySchema }),
  z.object({ code: z.literal('number-missing') }),
  z.object({ code: z.literal('number-too-long'), number: z.string(), most: z.int() }),
  /** Another invoice of the creditor has the same number in the file. */
  z.object({ code: z.literal('number-repeated'), number: z.string() }),
  /** More digits or decimals than the field has. */
  z.object({ code: z.literal('amount-not-writable'), amount: moneySchema }),
  /** Its lines go to several accounts, and nothing says which of them has which tax. */
  z.object({ code: z.literal('lines-not-split') }),
]);
export type HandoverIssue = z.infer<typeof handoverIssueSchema>;

/** What is written otherwise than the invoice has it, by a rule that is shown. */
export const handoverNoteSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('number-rewritten'), from: z.string(), to: z.string() }),
  z.object({ code: z.literal('text-rewritten'), from: z.string(), to: z.string() }),
  z.object({ code: z.literal('booked-in-base'), currency: currencySchema }),
  z.object({ code: z.literal('no-document') }),
]);
export type HandoverNote = z.infer<typeof handoverNoteSchema>;
