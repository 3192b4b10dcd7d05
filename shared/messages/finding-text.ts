import type { Format } from '../format.ts';
import type { Identity } from '../invoice-identities.ts';
import { subtract } from '../money.ts';
import { periodDays } from '../period.ts';
import type { FindingDetail } from '../verification.ts';
import { fill, languageOf, languages } from './index.ts';

type Words = Readonly<Record<FindingDetail['code'] | 'number-left-out', string>>;

const en: Words = {
  'file-gone': 'its PDF is no longer in the archive ({file})',
  'never-fetched': 'its PDF hasn’t been fetched yet',
  'other-size': 'its PDF has {found} bytes instead of {expected} ({file})',
  'other-bytes': 'its PDF isn’t the one that was stored ({file})',
  'unknown-file': 'a file that doesn’t belong to any invoice ({file})',
  'unfinished-file': 'a file left over from interrupted work ({file})',
  'no-invoice': 'no invoice for {plan} from {start} to {end}',
  'number-left-out': 'number {first} is missing, between {after} and {before}',
  'numbers-left-out': '{count} numbers are missing, starting with {first}, between {after} and {before}',
  'total-not-named': 'its PDF shows a different total than {total}, which the vendor’s API reported',
  'number-not-named': 'its PDF doesn’t show the number {number}',
  'date-not-named': 'its PDF shows a different issue date than {day}',
  'date-in-other-month': 'its PDF is dated {printed}; in the accounting time zone ({timeZone}) it was issued on {day}',
  'seller-differs': 'its PDF is from {printed}, the archive has it from {seller}',
  'currency-differs': 'its PDF’s total is in {printed}, the archive has it in {currency}',
  'tax-differs': 'its PDF shows {printed} of tax, the archive has {tax}',
  'due-differs': 'its PDF shows {printed} to pay, the archive has {due}',
  'not-a-file': 'its PDF isn’t a file but a link, a pipe or a device ({file})',
  'shared-document': 'its PDF is also the PDF of another invoice: {other} of {account}',
  'changed-after-final': 'the vendor changed it on {at}: {fields}',
  withdrawn: 'the vendor withdrew it on {at}; the archive keeps it',
  'two-kinds': 'the vendor has a credit note with the same ID ({id})',
  'sum-differs': 'its own figures don’t agree: {name} is {stated}, the others come to {counted}, {difference} apart',
};

const de: Words = {
  'file-gone': 'ihr PDF ist nicht mehr im Archiv ({file})',
  'never-fetched': 'ihr PDF konnte noch nicht geladen werden',
  'other-size': 'ihr PDF hat {found} statt {expected} Bytes ({file})',
  'other-bytes': 'ihr PDF ist nicht das, das abgelegt wurde ({file})',
  'unknown-file': 'eine Datei, die zu keiner Rechnung gehört ({file})',
  'unfinished-file': 'eine Datei, die von unterbrochener Arbeit übrig ist ({file})',
  'no-invoice': 'keine Rechnung für {plan} vom {start} bis {end}',
  'number-left-out': 'die Nummer {first} fehlt, zwischen {after} und {before}',
  'numbers-left-out': '{count} Nummern ab {first} fehlen, zwischen {after} und {before}',
  'total-not-named': 'ihr PDF nennt einen anderen Gesamtbetrag als {total}, den die API des Anbieters nennt',
  'number-not-named': 'ihr PDF nennt die Nummer {number} nicht',
  'date-not-named': 'ihr PDF hat ein anderes Rechnungsdatum als {day}',
  'date-in-other-month':
    'ihr PDF ist vom {printed}; nach der Zeitzone der Buchhaltung ({timeZone}) wurde sie am {day} ausgestellt',
  'seller-differs': 'ihr PDF ist von {printed}, im Archiv steht {seller}',
  'currency-differs': 'ihr PDF hat den Gesamtbetrag in {printed}, im Archiv steht {currency}',
  'tax-differs': 'ihr PDF nennt {printed} Steuer, im Archiv stehen {tax}',
  'due-differs': 'ihr PDF nennt {printed} als zu zahlen, im Archiv stehen {due}',
  'not-a-file':
    'an der Stelle ihres PDFs liegt keine Datei, sondern eine Verknüpfung, eine Pipe oder ein Gerät ({file})',
  'shared-document': 'ihr PDF ist auch das einer anderen Rechnung: {other} von {account}',
  'changed-after-final': 'vom Anbieter am {at} geändert: {fields}',
  withdrawn: 'vom Anbieter am {at} zurückgezogen; das Archiv behält sie',
  'two-kinds': 'der Anbieter hat eine Gutschrift mit derselben ID ({id})',
  'sum-differs':
    'ihre eigenen Beträge passen nicht zusammen: {name} {stated}, die übrigen ergeben {counted}, Unterschied {difference}',
};

const figures: Readonly<Record<'en' | 'de', Readonly<Record<Identity, string>>>> = {
  en: {
    subtotal: 'the subtotal of its lines',
    total: 'the total',
    net: 'the net amount',
    tax: 'the tax',
    'tax-rate': 'a tax by its rate',
    remaining: 'the amount due',
  },
  de: {
    subtotal: 'Zwischensumme der Positionen',
    total: 'Gesamtbetrag',
    net: 'Nettobetrag',
    tax: 'Steuer',
    'tax-rate': 'Steuer nach ihrem Satz',
    remaining: 'offener Betrag',
  },
};

/** What a finding says, as the end of a sentence. Days are those of the books. */
export function findingText(detail: FindingDetail, format: Format): string {
  const { locale, timeZone } = format;
  const all = { en, de }[languageOf(locale)];
  const words = all[detail.code];
  switch (detail.code) {
    case 'no-invoice': {
      const { first, last } = periodDays(detail.period, timeZone);
      return fill(words, { plan: detail.plan, start: format.date(first), end: format.date(last) });
    }
    case 'total-not-named':
      return fill(words, { total: format.moneyWithCode(detail.total) });
    case 'date-not-named':
      return fill(words, { day: format.date(detail.day) });
    case 'date-in-other-month':
      return fill(words, { day: format.date(detail.day), printed: format.date(detail.printed), timeZone });
    case 'tax-differs':
      return fill(words, { tax: format.moneyWithCode(detail.tax), printed: format.moneyWithCode(detail.printed) });
    case 'due-differs':
      return fill(words, { due: format.moneyWithCode(detail.due), printed: format.moneyWithCode(detail.printed) });
    case 'withdrawn':
      return fill(words, { at: format.billingDay(detail.at) });
    case 'changed-after-final': {
      const names = detail.fields.map((field) => languages[languageOf(locale)].recordFields[field]);
      return fill(words, { at: format.billingDay(detail.at), fields: names.join(', ') });
    }
    case 'sum-differs': {
      const { identity, stated, counted } = detail;
      const [told, found] = [stated, counted].map(format.moneyWithCode);
      const difference = format.moneyWithCode(subtract(stated, counted));
      return fill(words, { name: figures[languageOf(locale)][identity], stated: told, counted: found, difference });
    }
    case 'never-fetched':
      return words;
    case 'numbers-left-out':
      return fill(detail.count === 1 ? all['number-left-out'] : words, { ...detail });
    default:
      return fill(words, { ...detail });
  }
}
