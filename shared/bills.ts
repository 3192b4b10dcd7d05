import { z } from 'zod';
import type { Invoice } from './invoices.ts';
import { moneySchema } from './money.ts';
import { periodSchema } from './period.ts';
import { instantSchema } from './time.ts';

/** An invoice as far as sums over a time need it. */
export const billSchema = z.object({
  subscriptionId: z.string().nullable(),
  /** When it was issued; of a draft when it was drawn up. */
  at: instantSchema,
  /** What it looks back on. */
  period: periodSchema,
  total: moneySchema,
  draft: z.boolean(),
});
export type Bill = z.infer<typeof billSchema>;

/** All that was invoiced from a moment on. */
export const billsSchema = z.object({ from: instantSchema, list: z.array(billSchema) });
export type Bills = z.infer<typeof billsSchema>;

/** Those of the invoices that count in a sum: void ones and credit notes do not. */
export const billsOf = (invoices: readonly Invoice[]): Bill[] =>
  invoices
    .filter(({ type, status }) => type === 'invoice' && status !== 'void')
    .map(({ subscriptionId, createdAt, issuedAt, period, total, status }) => ({
      subscriptionId,
      at: issuedAt ?? createdAt,
      period,
      total,
      draft: status === 'draft',
    }));
