/*
 * DATEV's posting batch, header version 700 and format version 13, field by field as its public description has it
 * (developer.datev.de, DATEV-Format, Header and Buchungsstapel): the expression that a field must match as it is written,
 * with its quotation marks. Written apart from the program, which has its own list. Where the description and DATEV's own
 * sample file differ, docs/handover.md says which is followed.
 */

const day = /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])20\d{2}$/;
const isoDay = /^20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
const nothing = /^$/;
const empty = /^""$/;
/** Text of so many characters; within it quotation marks are doubled and control characters are not allowed. */
const text = (most: number): RegExp => new RegExp(`^"(?:[^"\\u0000-\\u001f\\u007f]|""){0,${String(most)}}"$`, 'u');

export const headerFields: readonly (readonly [name: string, expression: RegExp])[] = [
  ['Kennzeichen', /^"(EXTF|DTVF)"$/],
  ['Versionsnummer', /^700$/],
  ['Formatkategorie', /^21$/],
  ['Formatname', /^"Buchungsstapel"$/],
  ['Formatversion', /^13$/],
  ['Erzeugt am', /^20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(2[0-3]|[01]\d)[0-5]\d[0-5]\d\d{3}$/],
  ['Importiert', nothing],
  ['Herkunft', /^"\w{0,2}"$/],
  ['Exportiert von', /^"\w{0,25}"$/],
  ['Importiert von', /^"\w{0,25}"$/],
  ['Beraternummer', /^(\d{4,6}|\d{7})$/],
  ['Mandantennummer', /^\d{1,5}$/],
  ['WJ-Beginn', isoDay],
  ['Sachkontenlänge', /^[4-8]$/],
  ['Datum von', isoDay],
  ['Datum bis', isoDay],
  ['Bezeichnung', /^"[\w.\-/ ]{0,30}"$/],
  ['Diktatkürzel', /^"([A-Z]{2}){0,2}"$/],
  ['Buchungstyp', /^[12]$/],
  ['Rechnungslegungszweck', /^(0|30|40|50|64)$/],
  ['Festschreibung', /^[01]$/],
  ['WKZ', /^"[A-Z]{3}"$/],
  ['Reserviert', nothing],
  ['Derivatskennzeichen', empty],
  ['Reserviert', nothing],
  ['Reserviert', nothing],
  ['Sachkontenrahmen', /^"(\d{2}){0,2}"$/],
  ['ID der Branchenlösung', /^\d{0,4}$/],
  ['Reserviert', nothing],
  ['Reserviert', empty],
  ['Anwendungsinformation', text(16)],
];

const amount = /^(?!0+,00$)\d{1,10},\d{2}$/;
const info: readonly (readonly [string, RegExp])[] = Array.from({ length: 8 }, (_, index) => [
  [`Beleginfo - Art ${String(index + 1)}`, text(20)] as const,
  [`Beleginfo - Inhalt ${String(index + 1)}`, text(210)] as const,
]).flat();
const more: readonly (readonly [string, RegExp])[] = Array.from({ length: 20 }, (_, index) => [
  [`Zusatzinformation - Art ${String(index + 1)}`, text(20)] as const,
  [`Zusatzinformation- Inhalt ${String(index + 1)}`, text(210)] as const,
]).flat();

/** Those that a row cannot do without. */
export const requiredFields = [
  'Umsatz (ohne Soll/Haben-Kz)',
  'Soll/Haben-Kennzeichen',
  'Konto',
  'Gegenkonto (ohne BU-Schlüssel)',
  'Belegdatum',
];

export const rowFields: readonly (readonly [name: string, expression: RegExp])[] = [
  ['Umsatz (ohne Soll/Haben-Kz)', amount],
  ['Soll/Haben-Kennzeichen', /^"[SH]"$/],
  ['WKZ Umsatz', /^"[A-Z]{3}"$/],
  ['Kurs', /^[1-9]\d{0,3},\d{2,6}$/],
  ['Basis-Umsatz', /^\d{1,10},\d{2}$/],
  ['WKZ Basis-Umsatz', /^"[A-Z]{3}"$/],
  ['Konto', /^\d{1,9}$/],
  ['Gegenkonto (ohne BU-Schlüssel)', /^\d{1,9}$/],
  ['BU-Schlüssel', /^"\d{1,4}"$/],
  ['Belegdatum', /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])$/],
  ['Belegfeld 1', /^"[A-Za-z0-9_$&%*+\-/]{0,36}"$/],
  ['Belegfeld 2', /^"[A-Za-z0-9_$&%*+\-/]{0,12}"$/],
  ['Skonto', /^[1-9]\d{0,7},\d{2}$/],
  ['Buchungstext', text(60)],
  ['Postensperre', /^[01]$/],
  ['Diverse Adressnummer', /^"\w{0,9}"$/],
  ['Geschäftspartnerbank', /^\d{3}$/],
  ['Sachverhalt', /^\d{2}$/],
  ['Zinssperre', /^[01]$/],
  ['Beleglink', /^"(BEDI|DDMS|DORC) ""[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"""$/],
  ...info,
  ['KOST1 - Kostenstelle', /^"[\w ]{0,36}"$/],
  ['KOST2 - Kostenstelle', /^"[\w ]{0,36}"$/],
  ['Kost-Menge', /^\d{1,12},\d{4}$/],
  ['EU-Land u. UStID (Bestimmung)', text(15)],
  ['EU-Steuersatz (Bestimmung)', /^\d{2},\d{2}$/],
  ['Abw. Versteuerungsart', /^"[IKPS]"$/],
  ['Sachverhalt L+L', /^(?!0+$)\d{1,3}$/],
  ['Funktionsergänzung L+L', /^(?!0+$)\d{1,3}$/],
  ['BU 49 Hauptfunktionstyp', /^\d$/],
  ['BU 49 Hauptfunktionsnummer', /^\d{0,2}$/],
  ['BU 49 Funktionsergänzung', /^\d{0,3}$/],
  ...more,
  ['Stück', /^\d{0,8}$/],
  ['Gewicht', /^\d{1,8},\d{2}$/],
  ['Zahlweise', /^\d{0,2}$/],
  ['Forderungsart', /^"\w{0,10}"$/],
  ['Veranlagungsjahr', /^20\d{2}$/],
  ['Zugeordnete Fälligkeit', day],
  ['Skontotyp', /^\d$/],
  ['Auftragsnummer', text(30)],
  ['Buchungstyp', /^"[A-Z]{2}"$/],
  ['USt-Schlüssel (Anzahlungen)', /^\d{0,2}$/],
  ['EU-Land (Anzahlungen)', /^"[A-Z]{2}"$/],
  ['Sachverhalt L+L (Anzahlungen)', /^(?!0+$)\d{0,3}$/],
  ['EU-Steuersatz (Anzahlungen)', /^\d{1,2},\d{2}$/],
  ['Erlöskonto (Anzahlungen)', /^\d{4,8}$/],
  ['Herkunft-Kz', /^"[A-Z]{2}"$/],
  ['Buchungs GUID', text(36)],
  ['KOST-Datum', day],
  ['SEPA-Mandatsreferenz', text(35)],
  ['Skontosperre', /^[01]$/],
  ['Gesellschaftername', text(76)],
  ['Beteiligtennummer', /^\d{4}$/],
  ['Identifikationsnummer', text(11)],
  ['Zeichnernummer', text(20)],
  ['Postensperre bis', day],
  ['Bezeichnung SoBil-Sachverhalt', text(30)],
  ['Kennzeichen SoBil-Buchung', /^\d{1,2}$/],
  ['Festschreibung', /^[01]$/],
  ['Leistungsdatum', day],
  ['Datum Zuord. Steuerperiode', day],
  ['Fälligkeit', day],
  ['Generalumkehr (GU)', /^"[01G]"$/],
  ['Steuersatz', /^\d{1,2},\d{2}$/],
  ['Land', /^"[A-Z]{2}"$/],
  ['Abrechnungsreferenz', text(50)],
  ['BVV-Position', /^[1-5]$/],
  ['EU-Land u. UStID (Ursprung)', text(15)],
  ['EU-Steuersatz (Ursprung)', /^\d{2},\d{2}$/],
  ['Abw. Skontokonto', /^\d{1,9}$/],
];
