import { z } from 'zod';

/** What a column of a free file can hold. */
export const freeFields = [
  'number',
  'day',
  'due-day',
  'seller',
  'account',
  'creditor',
  'expense-account',
  'cost-centre',
  'po-number',
  'text',
  'tax-key',
  'tax-kind',
  'tax-rate',
  'gross',
  'tax',
  'net',
  'currency',
  'base-gross',
  'exchange-rate',
  'reversal',
  'invoice',
] as const;
export const freeFieldSchema = z.enum(freeFields);
export type FreeField = z.infer<typeof freeFieldSchema>;

/** A file of columns that somebody chose. */
export const freeColumnsSchema = z.object({
  columns: z
    .array(z.object({ field: freeFieldSchema, title: z.string().trim().min(1).max(60) }))
    .min(1)
    .max(40),
  delimiter: z.enum([',', ';']),
  decimalMark: z.enum(['.', ',']),
  encoding: z.enum(['utf-8', 'windows-1252']),
});
export type FreeColumns = z.infer<typeof freeColumnsSchema>;
