import type { fields as english } from '../en/fields.ts';
import type { Words } from '../words.ts';

export const fields: Words<typeof english> = {
  account: 'Konto',
  number: 'Nummer',
  type: 'Art',
  issued: 'Ausgestellt',
  due: 'Fällig',
  period: 'Abrechnungszeitraum',
  currency: 'Währung',
  amount: 'Betrag',
  total: 'Summe',
  description: 'Beschreibung',
  quantity: 'Menge',
  item: 'Position',
  used: 'Genutzt',
  included: 'Enthalten',
  overage: 'Darüber',
  unit: 'Einheit',
  month: 'Monat',
  when: 'Wann',
  what: 'Was',
  before: 'Vorher',
  now: 'Jetzt',
  result: 'Ergebnis',
  field: 'Feld',
};
