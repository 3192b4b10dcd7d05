import { z } from 'zod';
import { type ArchivedInvoice, isUnpaid, sellerNameOf } from '../invoices.ts';
import { isKnown } from '../invoice-money.ts';
import { moneySchema } from '../money.ts';
import { bankAccountKey, isIban } from './ids.ts';
import type { Seller } from './model.ts';
import { isPayable, paymentCodeOf } from './payment-code.ts';

/** Why an open invoice has no payment code. */
const noPaymentCode = ['no-account', 'no-iban', 'not-euros', 'amount-unknown', 'unconfirmed', 'refused'] as const;

/** What a person needs to pay an open invoice by bank transfer. Null where there is nothing to pay. */
export const paymentAnswerSchema = z
  .object({
    sellerId: z.string(),
    payee: z.string(),
    bankAccount: z.string().nullable(),
    amount: moneySchema.nullable(),
    reference: z.string(),
    /** The text of the code; null where there is none, for the reason. */
    code: z.string().nullable(),
    reason: z.enum(noPaymentCode).nullable(),
  })
  .nullable();
export type PaymentAnswer = z.infer<typeof paymentAnswerSchema>;

interface Told {
  readonly bankAccount: string | null;
  readonly reference: string | null;
  /** Invoices of the seller before it with the same account. */
  readonly earlier: number;
}

/** A code is made only for an account that the seller is known by: from an earlier invoice, or because a person said so. */
export function paymentAnswerOf(invoice: ArchivedInvoice, seller: Seller, told: Told): PaymentAnswer {
  if (!isUnpaid(invoice)) return null;
  const payee = sellerNameOf(invoice) ?? seller.name;
  const reference = told.reference ?? invoice.number ?? invoice.id;
  const amount = isKnown(invoice.remaining) ? invoice.remaining : null;
  const known = { sellerId: seller.id, payee, bankAccount: told.bankAccount, amount, reference };
  const without = (reason: (typeof noPaymentCode)[number]) => ({ ...known, code: null, reason });
  const account = told.bankAccount === null ? null : bankAccountKey(told.bankAccount);
  if (account === null || told.bankAccount === null) return without('no-account');
  if (!isIban(account)) return without('no-iban');
  if (amount === null) return without('amount-unknown');
  if (!isPayable(amount)) return without('not-euros');
  const mark = seller.marks.find(({ kind, key }) => kind === 'bank-account' && key === account);
  if (mark?.state === 'refused') return without('refused');
  const isSaid = mark?.state === 'known' && mark.saidBy !== null;
  if (!isSaid && (mark?.state !== 'known' || told.earlier === 0)) return without('unconfirmed');
  const code = paymentCodeOf({ name: payee, iban: account, amount, reference });
  return code === null ? without('no-iban') : { ...known, code, reason: null };
}
