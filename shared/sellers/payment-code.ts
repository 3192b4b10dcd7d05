import { toDecimalText, type Money } from '../money.ts';
import { bankAccountKey, hasCheckDigits, isIban } from './ids.ts';

/** What a payment code says: whom to pay, how much, and for what. */
export interface PaymentOrder {
  readonly name: string;
  readonly iban: string;
  readonly amount: Money;
  /** The invoice's number, or what the seller wants to read. */
  readonly reference: string;
}

const smallest = 1;
const largest = 99_999_999_999;
const mostBytes = 331;

/** Letters as the guideline counts them: its names have 70, its texts 140. */
const cut = (text: string, length: number): string =>
  Array.from(
    text
      .normalize('NFC')
      .replace(/[\s\p{C}]+/gu, ' ')
      .trim(),
  )
    .slice(0, length)
    .join('')
    .trim();

/** A creditor reference (ISO 11649), as `RF18 5390 0754 7034`; null where it is another text. */
function creditorReference(text: string): string | null {
  const key = text.replace(/\s/g, '').toUpperCase();
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(key) && hasCheckDigits(key) ? key : null;
}

const bytesOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4);
  }, 0);

/** Whether there is a code for such an amount: of euros alone, from a cent to a billion less one. */
export const isPayable = ({ amount, currency }: Money): boolean =>
  currency === 'EUR' && Number.isSafeInteger(amount) && amount >= smallest && amount <= largest;

/**
 * The text of an EPC payment code (EPC069-12, version 002, UTF-8, SEPA credit transfer), of at most 331 bytes. Null where
 * the guideline has none: no euros, an amount out of its range, no valid IBAN, no name.
 */
export function paymentCodeOf({ name, iban, amount, reference }: PaymentOrder): string | null {
  const account = bankAccountKey(iban);
  const payee = cut(name, 70);
  if (account === null || !isIban(account) || payee === '' || !isPayable(amount)) return null;
  const structured = creditorReference(reference);
  // A text of letters that take several bytes is shortened until all of it fits.
  for (let length = 140; length >= 0; length -= 1) {
    const lines = ['BCD', '002', '1', 'SCT', '', payee, account, `EUR${toDecimalText(amount)}`, ''];
    const text = [...lines, structured ?? '', structured === null ? cut(reference, length) : ''].join('\n').trimEnd();
    if (bytesOf(text) <= mostBytes) return text;
  }
  return null;
}
