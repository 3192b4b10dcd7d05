import { z } from 'zod';
import { invoiceKeySchema } from '../invoices.ts';
import { sumsSchema } from '../money.ts';
import { daySchema, instantSchema } from '../time.ts';
import { bookingSchema } from './booking.ts';
import { handoverIssueSchema, handoverNoteSchema } from './issues.ts';

/** What becomes of an invoice: `reversed` of one that was voided or is gone since it was handed over. */
export const handoverChangeSchema = z.enum(['new', 'changed', 'reversed']);
export type HandoverChange = z.infer<typeof handoverChangeSchema>;

const invoiceSchema = z.object({
  key: invoiceKeySchema,
  number: z.string(),
  accountName: z.string(),
  day: daySchema,
});

/** What a hand-over would write, and what keeps invoices out of it. */
export const handoverPlanSchema = z.object({
  /** Changes when anything of it does: what is run is what was seen. */
  token: z.string(),
  counts: z.object({ new: z.int(), changed: z.int(), reversed: z.int(), notReady: z.int(), nothingToBook: z.int() }),
  /** The first of them. */
  bookings: z.array(bookingSchema),
  bookingCount: z.int(),
  /** Of everything that is written, by currency; what is reversed is taken away. */
  sums: sumsSchema,
  /** The first of those that wait for an answer, or cannot be handed over. */
  notReady: z.array(invoiceSchema.extend({ issues: z.array(handoverIssueSchema) })),
  notes: z.array(invoiceSchema.pick({ key: true, number: true }).extend({ notes: z.array(handoverNoteSchema) })),
});
export type HandoverPlan = z.infer<typeof handoverPlanSchema>;

export const handoverBatchSchema = z.object({
  id: z.string(),
  profileId: z.string(),
  profileName: z.string(),
  /** Counts the batches of a profile. */
  number: z.int(),
  state: z.enum(['written', 'undone']),
  writtenAt: instantSchema,
  undoneAt: instantSchema.nullable(),
  /** Who did it: the operating system's user. */
  actor: z.string(),
  folder: z.string(),
  files: z.array(z.string()),
  invoices: z.int(),
  /** The newest that is not undone: the only one that can be. */
  undoable: z.boolean(),
});
export type HandoverBatch = z.infer<typeof handoverBatchSchema>;

/** That an invoice was handed over: when, in which batch, by which profile. */
export const handedOverSchema = handoverBatchSchema.pick({ profileName: true, number: true, writtenAt: true });
export type HandedOver = z.infer<typeof handedOverSchema>;
