import { describe, expect, it } from 'vitest';
import { billsAndCredits, freeTable, quickbooksTable, type Table, xeroTable } from '#shared/handover/bill-tables.ts';
import { type Booking, reversed } from '#shared/handover/booking.ts';
import { bookingsOf } from '#shared/handover/bookings.ts';
import { costCentreText, receiptNumber, windows1252Text } from '#shared/handover/datev-text.ts';
import { documentXml } from '#shared/handover/document-xml.ts';
import { tableBytes } from '../../../../electron/handover/encode.ts';
import { aBookable, aDatevProfile, noAnswers } from '../../../support/handover/bookable-invoices.ts';
import { validateDocumentXml } from '../../../support/handover/validate-document-xml.ts';

const style = { dateFormat: 'dmy', foreign: 'own-currency', tracking: null } as const;

function bookings(changes: Parameters<typeof aBookable>[0] = {}): Booking[] {
  const made = bookingsOf(aBookable(changes), aDatevProfile({ target: 'xero', foreign: 'own-currency' }), noAnswers);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

const rowsOf = ({ titles, rows }: Table) =>
  rows.map((row) =>
    Object.fromEntries(
      titles.map((title, index) => {
        const cell = row[index] ?? null;
        return [title, cell !== null && typeof cell !== 'string' ? cell.figure : cell];
      }),
    ),
  );

describe('bills for other programs', () => {
  it('has the columns of Xero’s template, amounts with their tax, and credit notes below nought', () => {
    const table = xeroTable([...bookings(), ...bookings({ type: 'credit-note' })], style);
    expect(table.titles.join()).toBe(
      '*ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,POPostalCode,POCountry,*InvoiceNumber,*InvoiceDate,*DueDate,Total,InventoryItemCode,Description,*Quantity,*UnitAmount,*AccountCode,*TaxType,TaxAmount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2,Currency',
    );
    expect(rowsOf(table)).toMatchObject([
      {
        '*ContactName': '70001',
        '*InvoiceNumber': 'A-1',
        '*InvoiceDate': '05/11/2026',
        '*DueDate': '19/11/2026',
        '*UnitAmount': '119.00',
        '*TaxType': '9',
        TaxAmount: '19.00',
        Currency: 'EUR',
      },
      { '*UnitAmount': '-119.00', TaxAmount: '-19.00' },
    ]);
  });

  it('has a number of its own for what is reversed, which Xero would else put into one bill with what is booked', () => {
    const [row] = rowsOf(xeroTable(reversed(bookings()), style));
    expect(row).toMatchObject({ '*InvoiceNumber': 'A-1-R', '*UnitAmount': '-119.00' });
  });

  it('names a tracking category only where the profile does', () => {
    const withCentre = bookings({ costCentre: 'Sales' });
    expect(rowsOf(xeroTable(withCentre, style))[0]).toMatchObject({ TrackingName1: null, TrackingOption1: null });
    expect(rowsOf(xeroTable(withCentre, { ...style, tracking: 'Department' }))[0]).toMatchObject({
      TrackingName1: 'Department',
      TrackingOption1: 'Sales',
    });
  });

  it('has the columns of QuickBooks’ sample, and keeps what is below nought apart', () => {
    const all = [
      ...bookings(),
      ...bookings({ key: 'acc1:cn', number: 'G-1', type: 'credit-note' }),
      ...reversed(bookings()),
    ];
    const { bills, credits } = billsAndCredits(all);
    const table = quickbooksTable(bills, style);
    expect(table.titles.join()).toBe(
      '*BillNo,*Supplier,*BillDate,*DueDate,Terms,Location,Memo,*Account,LineDescription,*LineAmount,*LineTaxCode,LineTaxAmount,Currency',
    );
    expect(rowsOf(table)).toMatchObject([
      {
        '*BillNo': 'A-1',
        '*Supplier': '70001',
        '*BillDate': '05/11/2026',
        '*LineAmount': '119.00',
        LineTaxAmount: '19.00',
      },
    ]);
    expect(rowsOf(quickbooksTable(credits, style)).map((row) => row['*BillNo'])).toEqual(['G-1', 'A-1-R']);
  });

  it('has the chosen columns with the chosen decimal mark, and what is not stated empty', () => {
    const columns = (['number', 'gross', 'tax', 'net', 'tax-rate', 'reversal'] as const).map((field) => ({
      field,
      title: field.toUpperCase(),
    }));
    const free = { columns, delimiter: ';', decimalMark: ',', encoding: 'windows-1252' } as const;
    const [unstated] = bookings().map((row): Booking => ({ ...row, tax: 'unknown', taxRate: null }));
    const table = freeTable([...bookings(), ...(unstated ? [unstated] : [])], free, style);
    expect(tableBytes(table, ';', 'windows-1252').toString('latin1')).toBe(
      'NUMBER;GROSS;TAX;NET;TAX-RATE;REVERSAL\r\nA-1;119,00;19,00;100,00;19;\r\nA-1;119,00;;;;\r\n',
    );
  });
});

it('writes texts in Windows-1252 by rules that lose as little as can be', () => {
  expect(windows1252Text('Łódź ő ș – „Grüße“ € 日本\n\u202eΩ ﬁ')).toBe('?ódz o s – „Grüße“ € ?? ? fi');
  expect(receiptNumber('RÉ 2026.01;_7')).toBe('RE-2026-01-7');
  expect(costCentreText('F&E / Köln')).toBe('F E Koln');
});

describe('document.xml', () => {
  const documents = [
    { guid: '6f7a3b0e-2c5d-5f8a-9b1e-7d3c5a906214', files: ['A-1.pdf'] },
    { guid: '6f7a3b0e-2c5d-5f8a-9b1e-7d3c5a906215', files: ['A-2.pdf', 'A-2.xml'] },
  ];
  const names = ['document.xml', 'A-1.pdf', 'A-2.pdf', 'A-2.xml'];
  const xml = documentXml(documents, '2026-11-30T10:11:12.345Z');

  it('is what the interface describes', () => {
    expect(validateDocumentXml(xml, names)).toEqual({ problems: [], documents });
  });

  const faults: Readonly<Record<string, readonly [string, string, string]>> = {
    'the namespace': [
      xml.replaceAll('v06.0', 'v05.0'),
      xml.replace(/ xmlns="[^"]*"/, ''),
      xml.replace('archive xmlns', 'Archive xmlns'),
    ],
    'the version': [
      xml.replace('version="6.0"', 'version="5.0"'),
      xml.replace(' version="6.0"', ''),
      xml.replace('version="6.0"', 'version=""'),
    ],
    'the header': [
      xml.replace(/<date>.*<\/date>/, ''),
      xml.replace(/<date>.*<\/date>/, '<date>30.11.2026</date>'),
      xml.replace(/<header>[^]*<\/header>/, ''),
    ],
    'the content': [
      xml.replace(/<content>[^]*<\/content>/, '<content/>'),
      xml.replaceAll('content>', 'documents>'),
      xml.replace('</content>', ''),
    ],
    'a guid': [xml.replace('906214', '90621'), xml.replace('906214', '906215'), xml.replace(/ guid="[^"]*"/, '')],
    'a file': [
      xml.replace('A-1.pdf', 'A-9.pdf'),
      xml.replace('A-1.pdf', 'A-2.pdf'),
      xml.replace('A-1.pdf', 'a/A-1.pdf'),
    ],
    'an extension': [
      xml.replace('xsi:type="File"', 'xsi:type="Invoice"'),
      xml.replace(' xsi:type="File"', ''),
      xml.replace(/<extension [^>]*>/, ''),
    ],
    'the characters': [
      xml.replace('Billfold</', 'A & B</'),
      xml.replace('<?xml', '<?xm'),
      xml.replace('</archive>', ''),
    ],
  };
  it.each(Object.entries(faults))('a validator finds three faults in %s', (_, [first, second, third]) => {
    for (const wrong of [first, second, third]) expect(validateDocumentXml(wrong, names).problems).not.toEqual([]);
  });

  it('is not all of a ZIP that holds another file', () => {
    expect(validateDocumentXml(xml, [...names, 'A-3.pdf']).problems).toEqual(['A-3.pdf is not named']);
  });
});
