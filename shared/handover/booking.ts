import { z } from 'zod';
import { knownSchema } from '../invoice-money.ts';
import { invoiceKeySchema } from '../invoices.ts';
import { type Money, money, moneySchema } from '../money.ts';
import { daySchema } from '../time.ts';
import { exchangeRateSchema } from './exchange-rate.ts';
import { bookedTaxKindSchema, taxRateSchema } from './profile.ts';

/** One row of a hand-over: what of an invoice goes to one account with one tax. Kept, so that it can be reversed as it was. */
export const bookingSchema = z.object({
  key: invoiceKeySchema,
  accountName: z.string(),
  seller: z.string(),
  number: z.string(),
  day: daySchema,
  dueDay: daySchema.nullable(),
  /** With tax; negative for a credit note. Of a reversal, what is reversed. */
  gross: moneySchema,
  tax: knownSchema(moneySchema),
  /** Of a foreign invoice, where the profile wants the rate. */
  base: z.object({ gross: moneySchema, rate: exchangeRateSchema }).nullable(),
  expenseAccount: z.string(),
  creditor: z.string(),
  taxKind: bookedTaxKindSchema,
  taxRate: taxRateSchema.nullable(),
  /** Empty: booked without one. */
  taxKey: z.string(),
  costCentre: z.string().nullable(),
  poNumber: z.string().nullable(),
  text: z.string(),
  /** Of the document. */
  guid: z.string().nullable(),
  reversal: z.boolean(),
});
export type Booking = z.infer<typeof bookingSchema>;

export const reversed = (bookings: readonly Booking[]): Booking[] =>
  bookings.map((booking) => ({ ...booking, reversal: true }));

/** What a booking adds to the expense: the opposite of what it reverses. */
export const effectOf = ({ reversal }: Pick<Booking, 'reversal'>, amount: Money): Money =>
  money(reversal ? 0 - amount.amount : amount.amount, amount.currency);
