/* What invoices call their facts, in English and German. Of several groups the first one that is found counts. */

const words = (...labels: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\d])(?:${labels.join('|')})(?![\p{L}\d])`, 'iu');

export const numberLabels = words(
  String.raw`(?:invoice|receipt|document|bill|credit\s+(?:note|memo))\s*(?:number|no\b\.?|nr\b\.?|#|id)`,
  String.raw`(?:rechnungs?|beleg|gutschrifts?|dokument(?:en)?)[\s-]*(?:nummer|nr\b\.?|no\b\.?)`,
  String.raw`re\.?-?\s?nr\.?`,
);

/** A number may follow the bare word, as in `Invoice 2026-17`. */
export const titleLabels = words('invoice', 'rechnung', 'credit\\s+note', 'gutschrift', 'receipt');

export const issueLabels = [
  words(
    String.raw`(?:invoice|issue|billing|document)\s+date`,
    String.raw`date\s+of\s+(?:issue|invoice)`,
    String.raw`issued(?:\s+on)?`,
    String.raw`(?:rechnungs|ausstellungs|beleg)datum`,
    String.raw`datum\s+der\s+rechnung`,
  ),
  words('date', 'datum', 'vom'),
];

export const dueLabels = [
  words(
    String.raw`(?:payment\s+)?due(?:\s+(?:date|on|by))?`,
    String.raw`date\s+due`,
    String.raw`pay(?:able)?\s+(?:by|until)`,
    String.raw`fällig(?:\s+(?:am|bis|zum))?`,
    'fälligkeit(?:sdatum)?',
    String.raw`zahlbar\s+(?:bis|am|zum)`,
    String.raw`zahlungsziel`,
  ),
];

export const totalLabels = [
  words(
    String.raw`grand\s+total`,
    String.raw`invoice\s+total`,
    String.raw`total\s+amount`,
    String.raw`total\s*\(?(?:incl|including|inc)\.?`,
    'gesamtbetrag',
    'rechnungsbetrag',
    'endbetrag',
    'bruttobetrag',
    'gesamtsumme',
    String.raw`(?:summe|gesamt|betrag)\s+brutto`,
  ),
  words('total', 'gesamt', 'summe', 'brutto'),
  words(
    String.raw`(?:amount|total|balance)\s+due`,
    String.raw`amount\s+(?:paid|payable)`,
    'zahlbetrag',
    String.raw`zu\s+zahlen(?:der\s+betrag)?`,
    String.raw`offener\s+betrag`,
  ),
];

/** Sums that are not the invoice's total. */
export const partLabels = words(
  'subtotal',
  String.raw`sub[\s-]total`,
  String.raw`total\s+(?:excl|excluding|before|net|tax|vat|discount|savings)\w*`,
  String.raw`(?:net|tax|vat)\s+total`,
  'zwischensumme',
  'netto\\w*',
  'nettobetrag',
  String.raw`(?:summe|gesamt|betrag)\s+netto`,
  String.raw`(?:gesamt|summe)\s+(?:mwst|ust|umsatzsteuer|mehrwertsteuer|steuer)`,
);

export const taxLabels = words(
  'vat',
  String.raw`(?:sales\s+)?tax`,
  'gst',
  'hst',
  'mwst\\.?',
  'ust\\.?',
  'mehrwertsteuer',
  'umsatzsteuer',
  'steuer',
);
export const taxIdWords = /\b(?:id|nr|no|number|nummer|reg)\b|identifi|excl|before|exkl|ohne|zzgl|plus/iu;

export const creditNoteWords = words(
  String.raw`credit\s+(?:note|memo)`,
  'gutschrift',
  'stornorechnung',
  'rechnungskorrektur',
);

export const germanWords = words('rechnung', 'betrag', 'mwst', 'datum', 'summe', 'umsatzsteuer', 'gesamt', 'zahlbar');
