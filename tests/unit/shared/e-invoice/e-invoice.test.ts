import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareWithArchive,
  type EInvoice,
  encodingOf,
  isEInvoiceName,
  readEInvoice,
} from '#shared/e-invoice/index.ts';
import { decimalsOf, money, toDecimalText } from '#shared/money.ts';
import { ciiInvoice, someFacts, ublInvoice, zugferd1Invoice } from '../../../support/e-invoices.ts';

const euro = (amount: number) => money(amount, 'EUR');

function read(xml: string): EInvoice {
  const { invoice, findings } = readEInvoice(xml);
  expect(findings).toEqual([]);
  if (!invoice) throw new Error('The invoice could not be read');
  return invoice;
}

describe('reading an e-invoice', () => {
  it.each([
    ['Factur-X', ciiInvoice(), 'cii', 'urn:cen.eu:en16931:2017'],
    ['ZUGFeRD 1', zugferd1Invoice(), 'cii', 'urn:cen.eu:en16931:2017'],
    ['XRechnung', ublInvoice(), 'ubl', 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0'],
  ])('finds everything that %s states', (_, xml, syntax, profile) => {
    const invoice = read(xml);
    expect(invoice).toMatchObject({
      syntax,
      profile,
      type: 'invoice',
      number: 'RE-2026/0815',
      issuedOn: '2026-10-31',
      dueOn: '2026-11-14',
      currency: 'EUR',
      seller: { name: 'Pixel & Söhne GmbH', taxIds: ['DE123456789'] },
      buyer: { name: 'Nordlicht Logistik GmbH' },
      totals: { net: euro(41240), tax: euro(7836), total: euro(49076), amountDue: euro(49076), prepaid: null },
      payment: { reference: 'RE-2026/0815', accounts: ['DE02120300000000202051'], payee: null },
    });
    expect(invoice.seller.address).toContain('Hafenstr. 1');
    expect(invoice.lines).toEqual([
      {
        id: '1',
        description: 'Hosting <Plan L>',
        quantity: '1',
        unit: 'C62',
        net: euro(40000),
        group: false,
        parent: null,
        taxPercent: '19',
      },
      {
        id: '2',
        description: 'Bandwidth',
        quantity: '12.5',
        unit: 'C62',
        net: euro(1240),
        group: false,
        parent: null,
        taxPercent: '19',
      },
    ]);
    expect(invoice.taxes).toEqual([{ percent: '19', category: 'S', base: euro(41240), tax: euro(7836) }]);
  });

  it('knows a credit note by its type', () => {
    expect(read(ciiInvoice({ typeCode: '381' })).type).toBe('credit-note');
    const creditNote = ublInvoice()
      .replaceAll('ubl:Invoice', 'ubl:CreditNote')
      .replaceAll('InvoiceLine', 'CreditNoteLine');
    expect(read(creditNote)).toMatchObject({ type: 'credit-note', lines: [{ id: '1' }, { id: '2' }] });
  });

  it.each([
    ['Factur-X', ciiInvoice({ amountDue: '450.80' }), 'ram:TotalPrepaidAmount', 'ram:RoundingAmount', 'ram:DuePayable'],
    ['XRechnung', ublInvoice({ amountDue: '450.80' }), 'cbc:PrepaidAmount', 'cbc:PayableRoundingAmount', 'cbc:Payable'],
  ])('takes what %s paid in advance and rounded into the amount due', (_, xml, prepaid, rounding, due) => {
    const rounded = (amount: string) =>
      xml.replace(`<${due}Amount`, `<${prepaid}>40.00</${prepaid}><${rounding}>${amount}</${rounding}><${due}Amount`);
    expect(read(rounded('0.04')).totals).toMatchObject({ prepaid: euro(4000), rounding: euro(4) });
    expect(readEInvoice(rounded('-0.04')).findings).toEqual([
      { code: 'sum-differs', field: 'amountDue', rule: 'BR-CO-16' },
    ]);
  });

  it('takes the tax in the currency of the invoice where it is stated twice', () => {
    const twice = ciiInvoice().replace(
      '<ram:TaxTotalAmount',
      '<ram:TaxTotalAmount currencyID="USD">99.00</ram:TaxTotalAmount><ram:TaxTotalAmount',
    );
    expect(read(twice).totals.tax).toEqual(euro(7836));
  });

  it.each([
    ['USD', '512.40', 51240],
    ['USD', '512.4000', 51240],
    ['USD', '-0.5', -50],
    ['JPY', '512', 512],
    ['JPY', '512.00', 512],
    ['KWD', '1.234', 1234],
    ['EUR', '.5', 50],
  ])('reads %s %s as %i', (currency, text, amount) => {
    const { invoice } = readEInvoice(ciiInvoice({ currency, total: text, lines: [] }));
    expect(invoice?.totals.total).toEqual({ amount, currency });
  });

  it.each(['512.405', '1,00', '1.0.0', '1e3', '', '0x10', 'NaN', '99999999999999999999', '١٢'])(
    'reads %j as no amount and says so',
    (total) => {
      const { invoice, findings } = readEInvoice(ublInvoice({ total, lines: [] }));
      expect(invoice?.totals.total).toBeNull();
      expect(findings).toContainEqual({
        ...(total === '' ? { code: 'missing', rule: 'BR-14' } : { code: 'bad-amount', rule: null }),
        field: 'total',
      });
    },
  );

  it.each(['9007199254740991', '1000000000000.01', '-1000000000000.01', '99999999999999999999'])(
    'takes %s for no amount of an invoice: sums could not hold it',
    (total) => {
      const { invoice, findings } = readEInvoice(ublInvoice({ total, lines: [] }));
      expect(invoice?.totals.total).toBeNull();
      expect(findings).toContainEqual({ code: 'bad-amount', field: 'total', rule: null });
      expect(readEInvoice(ublInvoice({ total: '1000000000000.00' })).invoice?.totals.total).toEqual(money(1e14, 'EUR'));
    },
  );

  it('compares sums that are hardly an amount any more', () => {
    const lines = Array.from({ length: 90 }, () => ({ text: 'A', quantity: '1', net: '1000000000000.00' }));
    const { findings } = readEInvoice(ublInvoice({ lines, net: '-1000000000000.00' }));
    expect(findings).toContainEqual({ code: 'sum-differs', field: 'lines', rule: 'BR-CO-10' });
  });

  it('keeps any amount of any currency exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
        (amount, currency) => {
          const total = toDecimalText(money(amount, currency));
          expect(decimalsOf(currency) === 0 || total.includes('.')).toBe(true);
          expect(readEInvoice(ublInvoice({ currency, total })).invoice?.totals.total).toEqual(money(amount, currency));
        },
      ),
    );
  });

  it.each([
    ['2026-02-30', 'issued'],
    ['31.10.2026', 'issued'],
    ['2026-13-01', 'issued'],
  ])('says that %s is no day', (issued, field) => {
    expect(readEInvoice(ublInvoice({ issued })).findings).toEqual([{ code: 'bad-date', field, rule: null }]);
  });

  it('says what is missing and which sums differ', () => {
    const { findings } = readEInvoice(ciiInvoice({ number: '', seller: '', total: '500.00', amountDue: '500.00' }));
    expect(findings).toEqual([
      { code: 'missing', field: 'number', rule: 'BR-02' },
      { code: 'missing', field: 'seller', rule: 'BR-06' },
      { code: 'sum-differs', field: 'total', rule: 'BR-CO-15' },
    ]);
    const lines = [{ text: 'A', quantity: '1', net: '1.00' }];
    expect(readEInvoice(ublInvoice({ lines })).findings).toEqual([
      { code: 'sum-differs', field: 'lines', rule: 'BR-CO-10' },
    ]);
  });

  it.each([
    ['nothing', '', 'not-xml'],
    ['text', 'An invoice', 'not-xml'],
    ['half a document', ciiInvoice().slice(0, 900), 'not-xml'],
    ['elements that end in the wrong order', '<Invoice><ID></Invoice></ID>', 'not-xml'],
    ['another document', '<Catalogue><ID>1</ID></Catalogue>', 'not-an-invoice'],
    ['an order', '<Order><ID>1</ID></Order>', 'order'],
    ['Order-X', '<?xml version="1.0"?><!-- o --><rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="o"/>', 'order'],
    ['FatturaPA', '<p:FatturaElettronica xmlns:p="f"></p:FatturaElettronica>', 'fattura-pa'],
    ['a document type', `<!DOCTYPE Invoice [<!ENTITY a "x">]>${ublInvoice()}`, 'doctype'],
    ['what is nested too deep', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, 'not-xml'],
    ['dangerous names', '<Invoice><__proto__><ID>1</ID></__proto__></Invoice>', 'not-xml'],
    ['what is far too large', ' '.repeat(12 * 1024 * 1024 + 1), 'too-large'],
  ])('refuses %s', (_, xml, code) => {
    expect(readEInvoice(xml)).toEqual({ invoice: null, findings: [{ code, field: null, rule: null }] });
  });

  it('never throws, whatever is changed in a document', () => {
    const documents = [ciiInvoice(), ublInvoice(), zugferd1Invoice()];
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '"',
      '&#0;',
      '&#x110000;',
      '<!--',
      '<![CDATA[',
      '-',
      '\u0000',
      '\ud800',
      '<ram:ID>',
      '9'.repeat(40),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.array(fc.tuple(fc.nat(6000), fc.nat(60), pieces), { maxLength: 4 }),
        (xml, edits) => {
          let edited = xml;
          for (const [at, length, piece] of edits) edited = edited.slice(0, at) + piece + edited.slice(at + length);
          const { invoice, findings } = readEInvoice(edited);
          expect(invoice !== null || findings.length > 0).toBe(true);
          for (const amount of invoice ? [invoice.totals.net, invoice.totals.tax, invoice.totals.total] : [])
            expect(amount === null || Number.isSafeInteger(amount.amount)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.string(), (text) => readEInvoice(text).invoice === null));
  });

  it('decodes the five entities and characters by number, nothing else', () => {
    expect(
      read(ciiInvoice({ buyer: 'x' }).replace('<ram:Name>x<', '<ram:Name>A &amp; B &lt;C&gt; &#x41; &bogus;<')).buyer
        .name,
    ).toBe('A & B <C> A &bogus;');
  });
});

describe('what an e-invoice is called and written in', () => {
  it.each(['factur-x.xml', 'FACTUR-X.XML', 'ZUGFeRD-invoice.xml', 'zugferd-invoice.xml', 'xrechnung.xml'])(
    '%s is one',
    (name) => {
      expect(isEInvoiceName(name)).toBe(true);
    },
  );
  it.each(['invoice.xml', 'factur-x.xml.exe', 'factur-x.pdf'])('%s is none', (name) => {
    expect(isEInvoiceName(name)).toBe(false);
  });
  it('knows the encoding from the first bytes', () => {
    expect(encodingOf('<?xml version="1.0" encoding="ISO-8859-1"?>')).toBe('iso-8859-1');
    expect(encodingOf('\u00ff\u00fe<')).toBe('utf-16le');
    expect(encodingOf('<?xml version="1.0" encoding="evil"?>')).toBe('utf-8');
    expect(encodingOf('<Invoice/>')).toBe('utf-8');
  });
});

describe('comparing with the archive', () => {
  const archived = {
    number: someFacts.number,
    issuedAt: '2026-10-31T23:30:00.000Z' as const,
    net: euro(41240),
    tax: euro(7836),
    total: euro(49076),
    ...{ type: 'invoice' as const, remaining: euro(49076), paid: euro(0) },
  };

  it('finds nothing different in the same invoice', () => {
    const compared = compareWithArchive(read(ciiInvoice()), archived, 'UTC');
    expect(compared.map(({ field }) => field)).toEqual(['number', 'issued', 'net', 'tax', 'total', 'amountDue']);
    expect(compared.every(({ same }) => same)).toBe(true);
  });

  it('marks each difference, also of the currency alone', () => {
    const different = compareWithArchive(
      read(ciiInvoice()),
      {
        ...archived,
        number: null,
        total: money(49076, 'USD'),
        tax: euro(7837),
      },
      'UTC',
    );
    expect(different.filter(({ same }) => !same).map(({ field }) => field)).toEqual(['number', 'tax', 'total']);
  });
});
