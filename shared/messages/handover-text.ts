import type { HandoverIssue, HandoverNote } from '../handover/issues.ts';
import type { BookedTaxKind } from '../handover/profile.ts';
import { formatMoney } from '../money.ts';
import type { Day } from '../time.ts';
import { fill, languageOf } from './index.ts';

interface HandoverWords {
  readonly issues: Readonly<Record<HandoverIssue['code'], string>>;
  readonly notes: Readonly<Record<HandoverNote['code'], string>>;
  readonly kinds: Readonly<Record<BookedTaxKind, string>>;
}

const en: HandoverWords = {
  issues: {
    'seller-unmapped': 'It isn’t decided yet how {seller} is booked.',
    'tax-key-missing': 'There is no tax key for: {tax}.',
    'rate-missing': 'The exchange rate for {currency} on {day} is missing.',
    'tax-unknown': 'The invoice doesn’t say which tax is in its {total}.',
    'period-booked': 'It falls in a period that is booked until {until}.',
    'number-missing': 'It has no number.',
    'number-too-long': 'Its number {number} is longer than the {most} characters that the field takes.',
    'number-repeated': 'Another invoice of this creditor has the number {number} in the same file.',
    'amount-not-writable': 'The field can’t hold {amount}.',
    'lines-not-split': 'Its line items go to several accounts, and they don’t say which tax each of them has.',
  },
  notes: {
    'number-rewritten': 'Number {from} is written as {to}',
    'text-rewritten': '“{from}” is written as “{to}”',
    'booked-in-base':
      'Booked in your own currency because the field takes no rate below 1; the amount in {currency} is added as a note',
    'no-document': 'There is no PDF to link to',
  },
  kinds: {
    standard: 'standard rate',
    reduced: 'reduced rate',
    zero: 'zero-rated',
    exempt: 'exempt',
    'reverse-charge': 'reverse charge',
    'not-subject': 'not subject to tax',
    'none-stated': 'no tax stated',
  },
};

const de: HandoverWords = {
  issues: {
    'seller-unmapped': 'Es ist noch nicht festgelegt, wie {seller} gebucht wird.',
    'tax-key-missing': 'Es fehlt der Steuerschlüssel für: {tax}.',
    'rate-missing': 'Es fehlt der Umrechnungskurs für {currency} am {day}.',
    'tax-unknown': 'Die Rechnung sagt nicht, welche Steuer in ihren {total} enthalten ist.',
    'period-booked': 'Sie fällt in einen Zeitraum, der bis {until} gebucht ist.',
    'number-missing': 'Sie hat keine Nummer.',
    'number-too-long': 'Ihre Nummer {number} ist länger als die {most} Zeichen, die das Feld fasst.',
    'number-repeated': 'Eine andere Rechnung dieses Kreditors hat in derselben Datei die Nummer {number}.',
    'amount-not-writable': 'Das Feld fasst den Betrag {amount} nicht.',
    'lines-not-split': 'Ihre Positionen gehören auf mehrere Konten und sagen nicht, welche Steuer sie jeweils haben.',
  },
  notes: {
    'number-rewritten': 'Die Nummer {from} wird als {to} geschrieben',
    'text-rewritten': '„{from}“ wird als „{to}“ geschrieben',
    'booked-in-base':
      'In der eigenen Währung gebucht, weil das Feld keinen Kurs unter 1 annimmt; der Betrag in {currency} steht als Zusatz dabei',
    'no-document': 'Es gibt kein PDF zum Verlinken',
  },
  kinds: {
    standard: 'Regelsatz',
    reduced: 'ermäßigter Satz',
    zero: 'Nullsatz',
    exempt: 'steuerfrei',
    'reverse-charge': 'Steuerschuld des Empfängers',
    'not-subject': 'nicht steuerbar',
    'none-stated': 'keine Steuer angegeben',
  },
};

const wordsIn = (locale: string): HandoverWords => ({ en, de })[languageOf(locale)];

const dayIn = (day: Day, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));

/** A tax as people say it: `19 % standard rate`. */
export const taxText = (kind: BookedTaxKind, rate: string | null, locale: string): string =>
  [rate === null ? '' : `${new Intl.NumberFormat(locale).format(Number(rate))} %`, wordsIn(locale).kinds[kind]]
    .filter((part) => part !== '')
    .join(', ');

/** Why an invoice is not handed over, as a sentence. */
export function handoverIssueText(issue: HandoverIssue, locale: string): string {
  const text = wordsIn(locale).issues[issue.code];
  switch (issue.code) {
    case 'seller-unmapped':
      return fill(text, { seller: issue.seller ?? issue.accountName });
    case 'tax-key-missing':
      return fill(text, { tax: taxText(issue.kind, issue.rate, locale) });
    case 'rate-missing':
      return fill(text, { currency: issue.currency, day: dayIn(issue.day, locale) });
    case 'tax-unknown':
      return fill(text, { total: formatMoney(issue.total, locale, 'code') });
    case 'period-booked':
      return fill(text, { until: dayIn(issue.until, locale) });
    case 'amount-not-writable':
      return fill(text, { amount: formatMoney(issue.amount, locale, 'code') });
    default:
      return fill(text, { ...issue });
  }
}

/** What is written otherwise than the invoice has it. */
export const handoverNoteText = (note: HandoverNote, locale: string): string =>
  fill(wordsIn(locale).notes[note.code], { ...note });
