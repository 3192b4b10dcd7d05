import { describe, expect, it } from 'vitest';
import { readPage } from '#shared/import/read-page.ts';
import { money } from '#shared/money.ts';
import { rowsOf } from '#shared/import/page/rows.ts';
import { rowsOfLines } from '../../../support/reading/rows-of-lines.ts';

/* Kinds of pages that were read wrong before values were looked for by place: each made up after a real one. */

const read = (...lines: string[]) => readPage(rowsOfLines(lines), '2026-11-30');
const euros = (minor: number) => money(minor, 'EUR');

describe('a label is one only as a whole', () => {
  it('a longer name that begins with it is another label', () => {
    const facts = read(
      'Handelsrechnung (380) Nr. 4711 vom 05.10.2026',
      'Währung:  EUR',
      'Bestellung vom 01.03.2026',
      'Positionssumme  850,00',
      'Gesamtbetrag der Zuschläge  30,00',
      'Gesamtbetrag der Abschläge  -21,25',
      'Rechnungssumme ohne USt.  858,75',
      'Steuerbetrag  163,16',
      'Bruttosumme  1.021,91',
      'Erhaltene Anzahlungen  500,00',
      'Zahlbetrag  521,91',
    );
    expect(facts).toMatchObject({
      number: { value: '4711', confidence: 'labelled' },
      issuedOn: { value: '2026-10-05', confidence: 'labelled' },
      total: { value: euros(102191) },
      tax: { value: euros(16316) },
      money: { prepaid: euros(50000), net: euros(85875) },
      remaining: { value: euros(52191) },
      paid: false,
    });
  });

  it('a blank sum does not take the next one', () => {
    expect(read('Gesamtbetrag', 'Rechnungssumme ohne USt. 22,00 EUR').total).toBeNull();
  });

  it('the date of an order, a period or a version is not the document’s', () => {
    const lines = ['Bestellung vom 01.03.2026', 'Zeitraum vom 06.12.2025 bis 06.01.2026', 'Version 2.1 vom 24.03.2020'];
    expect(read(...lines).issuedOn).toBeNull();
    expect(read(...lines, 'Rechnung Nr. 7 vom 05.10.2026').issuedOn?.value).toBe('2026-10-05');
  });

  it('the number of another document is not its own', () => {
    expect(read('Original invoice number OLD-1', 'Invoice number NEW-2').number?.value).toBe('NEW-2');
  });
});

describe('a value belongs to its label by place', () => {
  it('stands below it, in its column', () => {
    const { number } = read('Kunde          Rechnungsnummer', '80333 München  471102');
    expect(number).toEqual({ value: '471102', confidence: 'labelled' });
  });

  it('a table’s head is no label of a sum', () => {
    const facts = read(
      'Amount  Product        VAT   Price      Total',
      '1.00    Design         7%    160.00 €   160.00 €',
      '2.00    Balloons       19%   158.00 €   316.00 €',
      'Due payable: 571.04 €',
    );
    expect(facts.total?.value).toEqual(euros(57104));
  });

  it('dots that lead to the value are no text between', () => {
    const piece = (text: string, left: number, right: number, baseline = 100) => ({
      text,
      left,
      right,
      baseline,
      size: 10,
    });
    const rows = rowsOf(
      [
        piece('.'.repeat(60), 10, 200),
        piece('Invoice date', 10, 70),
        piece('Oct 31, 2026', 120, 190),
        piece('Summary for Oct 1, 2026 - Oct 31, 2026', 10, 200, 80),
      ],
      1,
    );
    expect(readPage(rows, '2026-11-30').issuedOn).toEqual({ value: '2026-10-31', confidence: 'labelled' });
  });
});

describe('a currency', () => {
  it.each([
    [['Mo.-Fr. 08.30 - 12.30 Uhr', 'Mo.-Fr. 14.00 - 17.00 Uhr', 'Rechnungsbetrag 59,50', 'Währung: EUR'], 'EUR'],
    [['Total (EUR)  208.13'], 'EUR'],
    [['Summe brutto (in EURO)  202,80'], 'EUR'],
    [['Total in EUR  83.20'], 'EUR'],
    [['Currency: USD', 'Total: 75.87'], 'USD'],
    [['Total  75.87'], null],
    [['Total  $75.87', 'ABN 51 824 753 556'], null],
    [['Total  $75.87', 'All amounts in AUD'], 'AUD'],
    [['Total  ₹ 1,18,000.00'], 'INR'],
    [['Total  Rs 1939'], 'INR'],
    [['Total  10.00 EUR', 'Total  11.00 USD'], null],
  ])('of %j is %j', (lines, currency) => {
    const { total, ...facts } = read(...lines);
    expect(facts.currency?.value ?? null).toBe(currency);
    expect(total?.value.currency ?? null).toBe(currency);
  });

  it('of hours or of a company’s capital says nothing of the total', () => {
    expect(read('SARL au capital de 50 000 EUR', 'Total TTC 104,90 €').total?.value).toEqual(euros(10490));
  });
});

describe('numbers and dates as they are written', () => {
  it.each([
    ['Invoice no. FS/26/09/51', 'FS/26/09/51'],
    ['Invoice #— 3189846', '3189846'],
    ['Facture N°F20260024', 'F20260024'],
    ['Rg.-Nr.: 2026-17', '2026-17'],
    ['Rechnung des Versicherers (575) Nr. 01.234.567.8-2026-1 vom', '01.234.567.8-2026-1'],
    ['Invoice number 4711-A – Page 1 of 2', '4711-A'],
    ['Rechnungsnummer 4711 Datum 05.10.2026', '4711'],
    ['Invoice # BLR_2026', 'BLR_2026'],
    ['Handelsrechnung Nr. E2026', 'E2026'],
    ['Factuurnummer: 2026-17', '2026-17'],
    ['N° de facture : FA-2026-0010', 'FA-2026-0010'],
    ['Fattura n. 17/2026 del 05/10/2026', '17/2026'],
    ['Factura n.º A-17', 'A-17'],
    // A sign that could not be read is a part of it.
    ['Invoice number ABCD1234\u00000007', null],
    ['Invoice number DE89370400440532013000', null],
  ])('the number in %j is %j', (line, number) => {
    expect(read(line).number?.value ?? null).toBe(number);
  });

  it.each([
    ['Factuurdatum: 30-09-2026', '2026-09-30'],
    ['Date de facture : 1er mars 2026', '2026-03-01'],
    ['Fecha de factura: 31 de octubre de 2026', '2026-10-31'],
    ['Data fattura 3 ottobre 2026', '2026-10-03'],
    ['Beitragsrechnung  24. Januar 2026', '2026-01-24'],
    ['Rechnung vom 05.10.2026', '2026-10-05'],
    ['Rechnungs-/Lieferdatum: 05.10.2026', '2026-10-05'],
    ['Date d’émission de la facture  31/10/2026', '2026-10-31'],
  ])('the date in %j is %s', (line, day) => {
    expect(read(line).issuedOn?.value).toBe(day);
  });
});

it('a line that ends between number and day goes on in the next one', () => {
  const facts = read('Handelsrechnung Nr. 4711 vom', '05.10.2026', 'Bestellung vom 01.03.2026');
  expect(facts).toMatchObject({ number: { value: '4711' }, issuedOn: { value: '2026-10-05' } });
});

describe('taxes', () => {
  it.each([
    [['Subtotal  1,509.00 €', 'TVA 20%  301.80 €', 'Total  1,810.80 €'], 30180],
    [['Summe netto  170,42 €', 'zzgl. 19 % Ust.  32,38 €', 'Gesamtbetrag  202,80 €'], 3238],
    [['Subtotaal  41,32 €', 'BTW 21%  8,68 €', 'Totaal  50,00 €'], 868],
    [['Net  100.00 €', 'VAT  9.00 €', 'Total  119.00 €'], 900],
    [['Total  119.00 €'], null],
    // What cannot be all of it is not taken for it.
    [['VAT 19%  19.00 €', 'VAT 7%  7.00 €', 'Total  226.00 €'], null],
  ])('of %j are %j', (lines, tax) => {
    expect(read(...lines).tax?.value.amount ?? null).toBe(tax);
  });

  it('are told rate by rate where the rows prove them', () => {
    const { money: sums, tax } = read('7%  160,00 €  11,20 €', '19%  336,00 €  63,84 €', 'Gesamtbetrag:  571,04 €');
    expect(sums?.taxes).toMatchObject([
      { rate: '7', base: euros(16000), amount: euros(1120) },
      { rate: '19', base: euros(33600), amount: euros(6384) },
    ]);
    expect(tax).toEqual({ value: euros(7504), confidence: 'labelled' });
  });
});

describe('what is paid', () => {
  it.each([
    [['PAID'], true],
    [['Amount due (USD)  $0.00'], true],
    [['Total  $144.00', 'Amount paid  $144.00'], true],
    [['Bezahlte Rechnung'], true],
    [['Invoice balance: 0.00'], true],
    [['Paid on October 31, 2026'], true],
    [['Total  $144.00', 'Amount paid  $0.00'], false],
    [['Total  $144.00', 'Amount paid  $44.00', 'Amount due  $100.00'], false],
    [['To be paid by October 31, 2026'], false],
    [['Paid plans include support'], false],
  ])('by %j: %j', (lines, paid) => {
    expect(read(...lines).paid).toBe(paid);
  });

  it('has its day where the page tells it', () => {
    expect(read('Date paid  October 31, 2026', 'PAID').paidOn).toBe('2026-10-31');
  });
});

it.each([
  [['Faktura VAT nr 7', 'Data wystawienia', 'Nabywca', 'Sprzedawca', 'Do zapłaty', 'Kwota'], 'pl'],
  [['Rechnung', 'Datum', 'Betrag', 'Summe'], 'de'],
  [['Счёт на оплату', 'Итого к оплате'], 'ru'],
  [['7', '12.00'], null],
])('the language of %j is %j', (lines, language) => {
  expect(read(...lines).language).toBe(language);
});
