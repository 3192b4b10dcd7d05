/* What invoices call number, dates and parties, in English, German, French, Dutch, Italian and Spanish. */

/** Behind a mark the number may follow at once: `N°F2026`. */
const words = (...labels: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\d])(?:${labels.join('|')})(?:(?<=[°º#])|(?![\p{L}\d]))`, 'iu');

const numeral = String.raw`(?:number|num\b\.?|no\b\.?|nr\b\.?|#|id\b)`;
const german = String.raw`(?:nummer|nr\b\.?|no\b\.?|#)`;
/** What kind it is, as some programs write it: `Handelsrechnung (380) Nr.`. */
const inBrackets = String.raw`(?:\([^()]{1,40}\)\s*)?`;
/** UNTDID 1001, those that EN 16931 has for invoices and credit notes. */
const codesOfInvoices =
  '71|8[0-4]|102|130|20[234]|211|21[89]|26[12]|29[56]|308|32[56]|331|38\\d|39[03-6]|420|45[678]|47[123]|50[0-3]|527|532|553|575|623|633|751|780|817|870|87[567]|935';
const sign = String.raw`n(?:[°ºo]|\.?\s?[º°]|r?\.)`;

export const creditNumberLabels = words(
  String.raw`credit\s+(?:note|memo)\s*${numeral}`,
  String.raw`(?:gutschrifts?|storno(?:rechnungs?)?|(?:rechnungs)?korrektur)[\s-]*${inBrackets}${german}`,
  String.raw`avoir\s+${sign}|num[ée]ro\s+d['’]avoir`,
  String.raw`creditn?(?:ota|factuur)[\s-]*(?:nummer|nr\b\.?)`,
  String.raw`numero\s+nota\s+di\s+credito|nota\s+di\s+credito\s+(?:n|nr|num)\b\.?`,
);

export const numberLabels = words(
  String.raw`(?:(?:tax|vat|sales|commercial|final|partial|corrected|self-?billed)\s+)?(?:invoice|inv\.?)\s*${inBrackets}${numeral}`,
  String.raw`\p{L}*rechnungs?(?:\s+de[sr]\s+\p{L}+)?[\s-]*${inBrackets}${german}`,
  String.raw`(?:re|rg|rech|rechn|rechng)\.?\s?-?\s?nr\.?`,
  String.raw`faktura\s?-?\s?(?:nummer|nr\.?)|fakt\.?\s?-?\s?nr\.?`,
  // What its code says, whatever the words before it: `Rechnung des Versicherers (575) Nr.`.
  String.raw`\p{L}[\p{L} ,./-]{2,60}\s\((?:${codesOfInvoices})\)\s*${numeral}`,
  String.raw`(?:num[ée]ro|r[ée]f[ée]rence|n(?:[°ºo]|\.?\s?[º°]))\s*(?:de\s+(?:la\s+)?)?facture`,
  String.raw`facture\s+(?:\p{L}+\s+)?${inBrackets}(?:${sign}|num[ée]ro)`,
  String.raw`factuur[\s-]*(?:nummer|nr\b\.?)|nummer\s+factuur`,
  String.raw`(?:numero|n\.|nr\.?|num\.)\s*(?:della\s+)?fattura|fattura\s+(?:numero|num\.?|nr?\.?)`,
  String.raw`(?:n[úu]mero|n(?:[°ºo]|\.?\s?[º°])|n[úu]m\.?)\s*(?:de\s+(?:la\s+)?)?factura|factura\s+(?:${sign}|n[úu]mero|n[úu]m\.?)`,
);

export const documentLabels = words(
  String.raw`(?:document|bill|receipt|statement)\s*${numeral}`,
  String.raw`(?:beleg|dokument(?:en)?)[\s-]*${german}`,
  String.raw`num[ée]ro\s+(?:de\s+document|du\s+document)|pi[èe]ce\s+${sign}`,
  String.raw`numero\s+(?:del\s+)?documento|documento\s+(?:numero|nr?\.?)`,
  String.raw`n[úu]mero\s+(?:de\s+|del\s+)?documento`,
);

/** A number may follow the bare word, as in `Invoice 2026-17`. */
export const titleLabels = words(
  '(?:tax\\s+)?invoice',
  '\\p{L}*rechnung',
  'credit\\s+note',
  'gutschrift',
  'facture',
  'avoir',
  'factuur',
  'creditnota',
  'fattura',
  'nota\\s+di\\s+credito',
  'factura',
);

/** Between the number and the day of one document, as in `Rechnung Nr. 7 vom 3. Mai 2026`. */
export const dayOfDocument =
  /^[\s,]*(?:vom|von|of|dated|issued(?:\s+(?:at|on))?|ausgestellt\s+am|du|van|del|de(?:l\s+d[ií]a)?|en\s+date\s+du|dd\.?)(?:\s+|$)/iu;

export const issueLabels = [
  words(
    String.raw`(?:tax\s+)?(?:invoice|inv\.?|issue|billing|bill|document|credit\s+note)\s+date`,
    String.raw`date\s+of\s+(?:issue|(?:the\s+)?invoice)|date\s+issued|invoice\s+dated`,
    String.raw`issued(?:\s+on)?`,
    String.raw`(?:rechnungs?|ausstellungs|erstellungs|beleg|faktura|gutschrifts?)\s?-?\s?datum`,
    // One day for both: `Rechnungs- und Lieferdatum`, `Rechnungs-/Leistungsdatum`.
    String.raw`rechnungs\s?-?\s?(?:und|u\.|\/|=|&)\s?(?:liefer|leistungs|beleg)\s?-?datum`,
    String.raw`(?:re|rg|rech|rechn)\.?\s?-?\s?datum|datum\s+der\s+(?:rechnung|ausstellung)|(?:ausgestellt|erstellt)\s+am`,
    String.raw`date\s+(?:de\s+(?:la\s+)?facture|de\s+facturation|d['’´]\s?[ée]mission(?:\s+de\s+(?:la\s+)?facture)?)|date\s+(?:facture|document|du\s+document|de\s+l['’]avoir|d['’]avoir)|(?:[ée]mise?|[ée]tablie?)\s+le`,
    String.raw`factuurdatum|datum\s+factuur`,
    String.raw`data\s+(?:della\s+)?(?:fattura|documento|(?:di\s+)?emissione)`,
    String.raw`fecha\s+(?:de\s+)?(?:la\s+)?(?:factura|emisi[óo]n|expedici[óo]n)`,
  ),
  words('date', 'datum', 'data', 'fecha'),
] as const;

export const dueLabels = words(
  String.raw`(?:payment\s+)?due(?:\s+(?:date|on|by))?`,
  String.raw`date\s+due`,
  String.raw`(?:please\s+)?(?:pay(?:able)?|remit)\s+(?:by|until|before)`,
  String.raw`fällig(?:\s+(?:am|bis|zum))?`,
  'fälligkeit(?:s\\s?-?datum)?',
  String.raw`zahlbar\s+(?:innerhalb\s+(?:von\s+)?\d+\s+tagen\s+(?:netto\s+)?)?(?:bis(?:\s+zum)?|am|zum)`,
  String.raw`zahlungs(?:ziel|termin)|zu\s+zahlen\s+bis|(?:bitte\s+)?überweisen\s+(?:sie\s+)?(?:bitte\s+)?bis(?:\s+zum)?`,
  String.raw`(?:date\s+(?:d['’]|limite\s+d[e'’]\s*)?)?[ée]ch[ée]ance|date\s+limite\s+de\s+paiement`,
  String.raw`(?:[àa]\s+payer|payable)\s+(?:avant\s+le|au\s+plus\s+tard\s+le|le)`,
  String.raw`vervaldatum|te\s+betalen\s+(?:v[óo]{2}r|uiterlijk)|uiterste\s+betaaldatum|betalen\s+voor`,
  String.raw`(?:data\s+(?:di\s+)?)?scadenza|pagare\s+entro\s+il|da\s+pagare\s+entro(?:\s+il)?`,
  String.raw`(?:fecha\s+(?:de\s+)?)?vencimiento|pagar\s+antes\s+del|fecha\s+l[íi]mite\s+de\s+pago`,
);

export const paidOnLabels = words(
  String.raw`(?:date\s+paid|paid\s+on|payment\s+date|was\s+paid\s+on)`,
  String.raw`bezahlt\s+am|zahlungsdatum|gezahlt\s+am`,
  String.raw`pay[ée]e?\s+le|date\s+de\s+paiement|r[ée]gl[ée]e?\s+le`,
  String.raw`betaald\s+op|betaaldatum`,
  String.raw`pagat[oa]\s+il|data\s+(?:di\s+)?pagamento`,
  String.raw`pagad[oa]\s+el|fecha\s+de\s+pago`,
);

/** Stands alone, or before the day or the way of paying. */
export const paidWords =
  /^(?:(?:invoice\s+|rechnung\s+|facture\s+|fattura\s+|factura\s+)?(?:paid(?:\s+in\s+full)?|bezahlt|beglichen|pay[ée]e?|acquitt[ée]e?|r[ée]gl[ée]e?|betaald|voldaan|pagat[oa]|quietanzata|pagad[oa]|abonada)|payment\s+received|bezahlte\s+rechnung|betrag\s+dankend\s+erhalten)(?:\s+(?:with\s+thanks|dankend|on|am|le|op|il|el|by|mit|par|met|con)\b.*)?[.!]?$/iu;

export const currencyLabels = words(
  String.raw`(?:invoice\s+|billing\s+)?currency`,
  String.raw`(?:rechnungs)?währung`,
  'devise',
  'monnaie',
  'valuta',
  'moneda',
  'divisa',
);

export const creditNoteWords = words(
  String.raw`credit\s+(?:note|memo)`,
  'gutschrift',
  'stornorechnung',
  'rechnungskorrektur',
  'korrekturrechnung',
  'avoir',
  String.raw`facture\s+d['’]avoir`,
  'creditnota',
  'creditfactuur',
  String.raw`nota\s+di\s+credito`,
  String.raw`factura\s+rectificativa|nota\s+de\s+cr[ée]dito|abono`,
);

/** The seller's, the reader's, or a kind of it: the label behind such a word is still a whole one. */
export const possessives =
  /(?:^|[\s(])(?:your|our|the|ihre?|unsere?|die|der|das|votre|notre|la|le|uw|onze|de|vostra|vs\.?|nostra|ns\.?|su|nuestra|korrigierte|corrected|commercial)\s*$/iu;
