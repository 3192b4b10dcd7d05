import type { SharedMessages } from './en.ts';

export const reasons: SharedMessages['reasons'] = {
  'no-subscription': 'Es gibt kein Abonnement und keine kommende Rechnung.',
  'no-invoice-coming': 'Für das Abonnement kommt keine weitere Rechnung.',
  cancelled: 'Das Abonnement ist gekündigt, es kommt keine weitere Rechnung.',
  paused: 'Das Abonnement ruht, bis dahin kommt keine Rechnung.',
  'subscription-gone': 'Der Anbieter führt das Abonnement nicht mehr auf.',
  'other-currency': 'Die Rechnung lautet auf eine andere Währung als die Warnung.',
  'other-unit': 'Die Nutzung wird in einer anderen Einheit gezählt als die Warnung.',
  'metric-not-told': 'Der Anbieter nennt diese Nutzung nicht.',
  'included-unknown': 'Der Tarif sagt nicht, wie viel enthalten ist.',
  'no-plan': 'Die Preise des Tarifs sind noch nicht eingegeben.',
  'usage-incomplete': 'Der Anbieter nannte nicht alles, wofür der Tarif einen Preis hat.',
  'sum-too-large': 'Die Beträge sind zu groß, um sie zusammenzuzählen.',
  unreadable: 'Die kommende Rechnung konnte nicht gelesen werden.',
  'billed-unknown': 'Was schon berechnet wurde, konnte nicht gelesen werden.',
  'usage-not-read': 'Die Nutzung konnte nicht gelesen werden.',
  'key-refused': 'Der Anbieter hat den Schlüssel abgelehnt.',
  'list-contradicts': 'Die Liste des Anbieters widerspricht sich.',
  'account-not-read': 'Das Konto konnte nicht gelesen werden.',
  internal: 'In Billfold ist etwas schiefgegangen.',
  'forecast-too-early': 'In den ersten 12 Stunden eines Zeitraums gibt es keine Prognose.',
  'bill-awaited': 'Die Rechnung eines beendeten Zeitraums ist noch nicht da.',
  'not-regular':
    'Die nächste Rechnung wird verglichen, wenn sie kommt: Es sind weniger als drei regelmäßige da, aus denen sie zu erwarten wäre.',
  'usual-unknown': 'Es sind weniger als drei frühere Rechnungen bekannt: Was üblich ist, steht noch nicht fest.',
  'usage-has-its-month': 'Nutzung wird nur für ihr Konto und ihren eigenen Monat überwacht.',
  'sums-go-by-month': 'Eine Summe über mehrere Abonnements geht nach Kalendermonat.',
  'usual-has-its-period':
    'Was üblich ist, steht je Abonnement und Abrechnungszeitraum fest, nicht für Summen oder Kalendermonate.',
};

export const unit: SharedMessages['unit'] = { one: 'Einheit', other: 'Einheiten' };

export const metrics: SharedMessages['metrics'] = {
  bandwidth: 'Bandbreite',
  storage: 'Speicher der Mediathek',
  'video-processing-units': 'Videoverarbeitungseinheiten',
  'extension-units': 'Erweiterungseinheiten',
  'original-cache-storage': 'Speicher zwischengespeicherter Originale',
};

export const causes: SharedMessages['causes'] = {
  sinceSamePoint: '{rise} gegenüber demselben Stand des vorigen Zeitraums ({day})',
  sinceProRata: '{rise} gegenüber der vorigen Rechnung bis zum selben Stand ({day}), bei gleichmäßiger Nutzung',
  alone: '{rise}.',
  explained: '{rise}: {lines}.',
  quantity: '{quantity} × {line} mehr',
  amount: '{amount} für {line}',
};
