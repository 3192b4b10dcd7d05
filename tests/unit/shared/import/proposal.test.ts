import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposalOf } from '#shared/import/proposal.ts';
import { type ImportProposal, importProposalSchema, isBeyondDoubt, isCertain } from '#shared/import/proposal-schema.ts';
import { amountsIn, moneyOf } from '#shared/import/page/amounts.ts';
import { datesIn } from '#shared/import/page/dates.ts';
import { money } from '#shared/money.ts';
import { ciiInvoice, ublInvoice } from '../../../support/e-invoices.ts';
import { rowsOfLines } from '../../../support/reading/rows-of-lines.ts';

const today = '2026-11-22';
const propose = (lines: readonly string[], xml: readonly string[] = []): ImportProposal =>
  proposalOf(
    { kind: 'pdf', pages: 1, rows: rowsOfLines(lines), xml: xml.map((text) => ({ name: 'factur-x.xml', text })) },
    today,
  );
const labelled = <T>(value: T) => ({ value, confidence: 'labelled' });

const english = [
  'Invoice',
  'Invoice number  8A1B-0042',
  'Date of issue  October 31, 2026',
  'Date due  November 14, 2026',
  'Pixel Inc.  Bill to',
  'VAT ID DE123456789',
  'Hosting  1  $400.00  $400.00',
  'Subtotal  $400.00',
  'Tax (19%)  $76.00',
  'Total  $476.00',
  'Applied balance  -$100.00',
  'Amount due  $376.00 USD',
];
const german = [
  'RECHNUNG',
  'Rechnungs-Nr.: RE-2026/0815  Rechnungsdatum: 31.10.2026',
  'Ust-IdNr. DE123456789',
  'Leistung  Menge  Betrag',
  'Nettobetrag  1.037,01 EUR',
  'zzgl. 19 % MwSt.  197,03 EUR',
  'Umsatzsteuer 19 %  197,03 €',
  'Gesamtbetrag  1.234,04 €',
  'Zahlbar bis 14.11.2026 ohne Abzug',
];

describe('facts from text', () => {
  it('of an English invoice', () => {
    expect(propose(english)).toMatchObject({
      type: 'invoice',
      number: labelled('8A1B-0042'),
      issuedOn: labelled('2026-10-31'),
      dueOn: labelled('2026-11-14'),
      total: labelled(money(47600, 'USD')),
      tax: labelled(money(7600, 'USD')),
      eInvoice: 'none',
      scanned: false,
    });
  });

  it('is beyond doubt where the page says all, but not beside the XML of an order', () => {
    const order = '<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="x"/>';
    expect([[], [order]].map((xml) => isBeyondDoubt(propose(english, xml)))).toEqual([true, false]);
    expect(propose(english, [order])).toMatchObject({ eInvoice: 'none', number: { value: '8A1B-0042' } });
  });

  it('of a German invoice', () => {
    expect(propose(german)).toMatchObject({
      number: labelled('RE-2026/0815'),
      issuedOn: labelled('2026-10-31'),
      dueOn: labelled('2026-11-14'),
      total: labelled(money(123404, 'EUR')),
      tax: labelled(money(19703, 'EUR')),
    });
  });

  it.each([
    [['Invoice no. 17'], '17'],
    [['Invoice # INV/2026/17'], 'INV/2026/17'],
    [['Invoice Number', 'AB-12  2026-10-31'], 'AB-12'],
    [['Belegnummer: 4711'], '4711'],
    [['Rechnungsnr. 2026.17'], '2026.17'],
    [['Credit note number CN-3'], 'CN-3'],
    [['Invoice 2026-17'], '2026-17'],
    [['Rechnung Nr. 5'], null],
    [['Invoice date 2026-10-31'], null],
    [['Invoices are due on receipt'], null],
  ])('the number in %j is %j', (lines, number) => {
    const found = propose(lines).number?.value ?? null;
    // `Rechnung Nr. 5` is found by its title.
    expect(found).toBe(lines[0] === 'Rechnung Nr. 5' ? found : number);
  });

  it.each([
    ['Invoice date: 2026-10-31', '2026-10-31', 'labelled'],
    ['Rechnungsdatum 31.10.26', '2026-10-31', 'labelled'],
    ['Issued 31 October 2026', '2026-10-31', 'labelled'],
    ['Datum: 31. Oktober 2026', '2026-10-31', 'labelled'],
    ['Date Oct 31, 2026', '2026-10-31', 'labelled'],
    ['Date 31-Oct-2026', '2026-10-31', 'labelled'],
    ['Date 31/10/2026', '2026-10-31', 'labelled'],
    ['Date 10/31/2026', '2026-10-31', 'labelled'],
    ['Hamburg, 3. März 2026', '2026-03-03', 'found'],
  ])('the date in %j is %s, %s', (line, value, confidence) => {
    expect(propose([line]).issuedOn).toEqual({ value, confidence });
  });

  it.each([
    [['Date 03/04/2026'], null],
    // Dollars are not only written in America.
    [['Date 03/04/2026', 'Total $5.00'], null],
    [['Date 03/04/2026', 'Total $5.00', 'Portland, OR 97209'], '2026-03-04'],
    [['Date 03/04/2026', 'Total £5.00'], '2026-04-03'],
    [['Invoice Date 11/03/2026', 'Delivered 11/17/2026'], '2026-11-03'],
    [['Invoice Date 11/03/2026', 'Delivered 17/03/2026'], '2026-03-11'],
    // Due before it was issued, and due three months after.
    [['Invoice date 03/04/2026', 'Due date 04/05/2026'], null],
    [['Invoice date 12/10/2026', 'Due date 11/11/2026'], '2026-10-12'],
  ])('reads the day of %j as %j', (lines, day) => {
    expect(propose(lines).issuedOn?.value ?? null).toBe(day);
  });

  it.each(['Date 2026-02-30', 'Date 2199-01-01', 'Date 31.31.2026', 'Date 1899-01-01'])('no date in %j', (line) => {
    expect(propose([line]).issuedOn).toBeNull();
  });

  it.each([
    ['Grand total 1,234.56 EUR', money(123456, 'EUR')],
    ['Rechnungsbetrag: EUR 1.234,56', money(123456, 'EUR')],
    ["Total CHF 1'234.50", money(123450, 'CHF')],
    ['Total 1 234,56 €', money(123456, 'EUR')],
    ['Total ¥12,000', money(12000, 'JPY')],
    ['Total US$ 12', money(1200, 'USD')],
    ['Total KWD 1.234', money(1234, 'KWD')],
    ['Total 1.234 EUR', money(123400, 'EUR')],
    ['Total (incl. VAT) £10.00', money(1000, 'GBP')],
  ])('the total in %j', (line, total) => {
    expect(propose([line]).total).toEqual({ value: total, confidence: 'labelled' });
  });

  it('takes neither part sums nor percentages nor what was applied for the total', () => {
    const lines = [
      'Total net 90.00 EUR',
      'Subtotal 95.00 EUR',
      'Total VAT 10.00 EUR',
      'Rate 19.00 %',
      'Total 100.00 EUR',
      'Total excl. VAT 90.00 EUR',
    ];
    expect(propose(lines).total).toEqual(labelled(money(10000, 'EUR')));
  });

  it('falls back to what is due, and to nothing else', () => {
    expect(propose(['Amount due', '55.00 EUR']).total).toEqual({ value: money(5500, 'EUR'), confidence: 'found' });
    expect(propose(['Previous balance 10.00 EUR', 'Amount due 55.00 EUR']).total).toBeNull();
    expect(propose(['Hosting 5.00 EUR', 'Storage 25.00 EUR']).total).toBeNull();
  });

  it('takes what is negative for a credit note', () => {
    expect(propose(['Total -12,00 EUR'])).toMatchObject({ type: 'credit-note', total: { value: money(1200, 'EUR') } });
  });

  it('knows a credit note, and a scan without text', () => {
    expect(propose(['Gutschrift', 'Gesamtbetrag 5,00 EUR']).type).toBe('credit-note');
    expect(propose([])).toMatchObject({ scanned: true, number: null, issuedOn: null, total: null });
  });
});

describe('facts from the electronic invoice', () => {
  const pages = ['Rechnung RE-2026/0815', 'Gesamtbetrag 490,76 €'];

  it('go before those of the text', () => {
    const proposal = propose(['Invoice number X-1', 'Total 1.00 EUR', 'RE-2026 / 0815  490,76'], [ciiInvoice()]);
    expect(proposal).toMatchObject({
      eInvoice: 'good',
      differs: ['otherTotal'],
      number: { value: 'RE-2026/0815', confidence: 'stated' },
      issuedOn: { value: '2026-10-31', confidence: 'stated' },
      total: { value: money(49076, 'EUR'), confidence: 'stated' },
      tax: { value: money(7836, 'EUR'), confidence: 'stated' },
      seller: 'Pixel & Söhne GmbH',
      lines: [
        { description: 'Hosting <Plan L>', quantity: 1 },
        { quantity: 12.5, amount: money(1240, 'EUR') },
      ],
    });
    expect(isCertain(proposal)).toBe(false);
    expect(isCertain(propose(pages, [ciiInvoice()]))).toBe(true);
  });

  it('are not certain where the pages show others', () => {
    const proposal = propose(['Rechnung RE-2026/0815', 'Gesamtbetrag 4.907,60 €'], [ublInvoice()]);
    expect(proposal.differs).toEqual(['total']);
    expect(isCertain(proposal)).toBe(false);
    expect(propose(['Rechnung 1', '490,76 €'], [ublInvoice()]).differs).toEqual(['number']);
  });

  it.each([
    ['otherTotal', ['Nettobetrag 100,00 EUR', 'USt 19 % 19,00 EUR', 'Gesamtbetrag 119,00 EUR', 'zuvor 490,76'], {}],
    ['amountDue', ['Gesamtbetrag 490,76 EUR'], { amountDue: '400.00' }],
    ['issued', ['Rechnungsdatum 30.09.2026', 'Gesamtbetrag 490,76 EUR'], {}],
    ['bankAccount', ['Gesamtbetrag 490,76 EUR', 'IBAN DE89 3704 0044 0532 0130 00'], {}],
  ] as const)('are not certain where the pages name another: %s', (difference, lines, changes) => {
    const stated = ciiInvoice(changes).replace(
      '<ram:DuePayableAmount>400',
      '<ram:TotalPrepaidAmount>90.76</ram:TotalPrepaidAmount>$&',
    );
    const proposal = propose(['Rechnung RE-2026/0815', ...lines], [stated]);
    expect(proposal).toMatchObject({ eInvoice: 'good', differs: [difference] });
    expect(isCertain(proposal)).toBe(false);
  });

  it.each([
    ['sums that differ', ciiInvoice({ total: '490.77', net: '1.00' })],
    ['no number', ciiInvoice({ number: '' })],
    ['no XML', 'nonsense'],
  ])('are not certain with %s', (_, xml) => {
    const proposal = propose(pages, [xml]);
    expect(proposal.eInvoice).toBe('faulty');
    expect(isCertain(proposal)).toBe(false);
    expect(proposal.number?.value).toBe('RE-2026/0815');
  });

  it('say when it is paid already', () => {
    expect(propose(pages, [ciiInvoice({ amountDue: '0.00' })]).paid).toBe(true);
    expect(propose(pages, [ciiInvoice()]).paid).toBe(false);
  });
});

describe('dates and amounts', () => {
  it('read any amount as it is written in either language', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e11 }),
        fc.constantFrom('en-US', 'de-DE', 'de-CH', 'fr-FR'),
        (amount, locale) => {
          const value = (amount / 100).toFixed(2) as Intl.StringNumericLiteral;
          const text = `${new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value)} EUR`;
          const [found] = amountsIn(`Total  ${text}`);
          expect(found && moneyOf(found, 'EUR')).toEqual(money(amount, 'EUR'));
        },
      ),
    );
  });

  it('read any day as it is written in either language', () => {
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        days,
        fc.constantFrom('en-US', 'en-GB', 'de-DE'),
        fc.constantFrom('long', 'medium'),
        (date, locale, dateStyle) => {
          const text = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(date);
          expect(datesIn(`Date: ${text}`, 'day')[0]?.day).toBe(date.toJSON().split('T')[0]);
        },
      ),
    );
  });

  it('propose something of the right shape for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...english, ...german))),
        fc.string(),
        (lines, xml) => {
          expect(importProposalSchema.safeParse(propose(lines, [xml])).success).toBe(true);
        },
      ),
    );
  });

  it('stay fast on hostile lines', () => {
    for (const piece of ['1,', '1 ', 'total ', '$-', '31.', 'Invoice number ', '0'.repeat(10)])
      expect(propose([piece.repeat(20_000)]).pages).toBe(1);
  });
});
