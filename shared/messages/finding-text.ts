import { formatMoney } from '../money.ts';
import type { FindingDetail } from '../verification.ts';
import { lastDayOf, dayOf } from '../period.ts';
import { fill, languageOf } from './index.ts';

type Words = Readonly<Record<FindingDetail['code'] | 'number-left-out', string>>;

const en: Words = {
  'file-gone': 'its PDF is no longer in the archive ({file})',
  'never-fetched': 'its PDF could not be fetched yet',
  'other-size': 'its PDF has {found} bytes instead of {expected} ({file})',
  'other-bytes': 'its PDF is not the one that was stored ({file})',
  'unknown-file': 'a file that belongs to no invoice ({file})',
  'unfinished-file': 'a file left over from work that was interrupted ({file})',
  'no-invoice': 'no invoice of {plan} for {start} to {end}',
  'number-left-out': 'the number {first} is missing, between {after} and {before}',
  'numbers-left-out': '{count} numbers from {first} on are missing, between {after} and {before}',
  'total-not-named': 'its PDF nowhere says {total}, the total of the vendor’s API',
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
  'total-not-named': 'ihr PDF nennt nirgends {total}, den Gesamtbetrag der API des Anbieters',
};

/** What a finding says, as the end of a sentence. Days are the vendor's, in UTC. */
export function findingText(detail: FindingDetail, locale: string): string {
  const all = { en, de }[languageOf(locale)];
  const words = all[detail.code];
  const day = (value: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value));
  switch (detail.code) {
    case 'no-invoice':
      return fill(words, {
        plan: detail.plan,
        start: day(dayOf(detail.period.start)),
        end: day(lastDayOf(detail.period)),
      });
    case 'total-not-named':
      return fill(words, { total: formatMoney(detail.total, locale, 'code') });
    case 'never-fetched':
      return words;
    case 'numbers-left-out':
      return fill(detail.count === 1 ? all['number-left-out'] : words, { ...detail });
    default:
      return fill(words, { ...detail });
  }
}
