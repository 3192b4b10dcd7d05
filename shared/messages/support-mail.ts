import type { Format } from '../format.ts';
import { isKnown } from '../invoice-money.ts';
import type { ArchivedInvoice } from '../invoices.ts';
import { accountingDay } from '../period.ts';
import { oneLine } from '../visible-text.ts';
import { fill, languageOf, languages } from './index.ts';

export type SupportMatter = 'already-paid' | 'failed-payment';

export interface MailText {
  readonly subject: string;
  readonly body: string;
}

/** An email that tells the vendor's support everything by which it finds the invoice and its payment. */
export function supportMail(matter: SupportMatter, invoice: ArchivedInvoice, format: Format): MailText {
  const words = languages[languageOf(format.locale)].supportMail;
  const { payment } = invoice;
  const values = {
    // What the vendor named is a part of a line, and makes none.
    number: oneLine(invoice.number ?? words.noNumber),
    id: oneLine(invoice.id),
    amount: isKnown(invoice.remaining) ? format.moneyWithCode(invoice.remaining) : words.notStated,
    date: accountingDay(invoice.issuedAt ?? invoice.createdAt, format.timeZone),
    reference: oneLine(payment?.reference ?? words.noReference),
    customer: oneLine(invoice.customerName ?? ''),
    reason: payment?.failure
      ? oneLine(payment.failure.message ?? payment.failure.code).replace(/(?<!\.)\.$/, '')
      : words.noReason,
  };
  const { subject, text } = words[matter];
  return { subject: fill(subject, values), body: `${fill(text, values)}\n\n${fill(words.facts, values)}\n` };
}
