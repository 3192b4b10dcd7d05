import { lineOf, type Row } from './rows.ts';

export const readLanguages = ['en', 'de', 'fr', 'nl', 'it', 'es'] as const;
export type ReadLanguage = (typeof readLanguages)[number];

/** Words that invoices of a language nearly always have, and those of others hardly ever. */
const telling: Readonly<Record<string, string>> = {
  en: 'invoice|date|amount|due|total|payment|number|description|quantity|price|bill|tax|paid|credit|note',
  de: 'rechnung|rechnungsnummer|rechnungsdatum|datum|betrag|gesamtbetrag|summe|menge|bezeichnung|und|zahlbar|mwst|ust|netto|brutto|steuer|gutschrift|kundennummer|bitte',
  fr: 'facture|montant|échéance|désignation|quantité|tva|ttc|ht|total|du|de|client|numéro|avoir|prix|paiement|et',
  nl: 'factuur|factuurnummer|factuurdatum|bedrag|btw|totaal|vervaldatum|omschrijving|aantal|te|betalen|klantnummer|subtotaal|prijs|en',
  it: 'fattura|data|importo|imponibile|iva|totale|scadenza|descrizione|quantità|cliente|prezzo|pagamento|di|del|numero',
  es: 'factura|fecha|importe|base|imponible|iva|total|vencimiento|descripción|cantidad|cliente|precio|número|de|del',
  pl: 'faktura|data|kwota|razem|zapłaty|nabywca|sprzedawca|termin|płatności|brutto|netto|stawka|wartość',
  pt: 'fatura|data|valor|montante|vencimento|descrição|quantidade|iva|total|pagamento|contribuinte|preço',
  sv: 'faktura|fakturanummer|fakturadatum|belopp|moms|summa|förfallodatum|att|betala|antal|kund',
  da: 'faktura|fakturanummer|fakturadato|beløb|moms|ialt|forfaldsdato|betaling|antal|kunde',
  nb: 'faktura|fakturanummer|fakturadato|beløp|mva|sum|forfallsdato|betale|antall|kunde',
  fi: 'lasku|laskun|päiväys|eräpäivä|yhteensä|alv|summa|maksettava|määrä|viitenumero',
  cs: 'faktura|datum|splatnosti|vystavení|celkem|dph|dodavatel|odběratel|částka|množství|úhradě',
  hu: 'számla|kelte|fizetési|határidő|összesen|áfa|nettó|bruttó|mennyiség|vevő|eladó',
  ro: 'factura|data|scadenta|valoare|total|tva|furnizor|cumparator|cantitate|plata',
  tr: 'fatura|tarih|tutar|kdv|toplam|vade|miktar|açıklama|ödeme',
};
const words = Object.entries(telling).map(([language, list]) => [language, new Set(list.split('|'))] as const);
const scripts: readonly (readonly [string, RegExp])[] = [
  ['ru', /\p{Script=Cyrillic}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
];
const fewestLetters = 20;
const fewestWords = 3;

/** The language of a page as a BCP 47 tag; null where its words do not tell. */
export function languageOf(rows: readonly Row[]): string | null {
  const text = rows.map(lineOf).join('\n').slice(0, 20_000).toLowerCase();
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [language, script] of scripts) {
    const own = text.match(script)?.length ?? 0;
    if (own >= fewestLetters && own > letters / 2) return language;
  }
  const used = new Set(text.match(/\p{L}+/gu));
  const counts = words
    .map(([language, list]) => ({ language, count: [...used].filter((word) => list.has(word)).length }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = counts;
  return first && first.count >= fewestWords && first.count > (second?.count ?? 0) ? first.language : null;
}

export const isReadLanguage = (language: string): language is ReadLanguage =>
  readLanguages.some((each) => each === language);
