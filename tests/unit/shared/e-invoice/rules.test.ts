import { describe, expect, it } from 'vitest';
import { encodingOf, moneyOfEInvoice, readEInvoice } from '#shared/e-invoice/index.ts';
import { proposalOf } from '#shared/import/proposal.ts';
import { money, toDecimalText } from '#shared/money.ts';
import { ciiInvoice, ublInvoice, zugferd1Invoice } from '../../../support/e-invoices.ts';
import { madeEInvoices } from '../../../support/reading/made-e-invoices.ts';

const decoded = (bytes: Buffer): string =>
  new TextDecoder(encodingOf(bytes.subarray(0, 300).toString('latin1'))).decode(bytes);
const euro = (amount: number) => money(amount, 'EUR');
const rulesOf = (xml: string) => readEInvoice(xml).findings.map(({ rule }) => rule);

describe('made electronic invoices of each syntax, encoding and kind of sum', () => {
  it.each(madeEInvoices())('$name', ({ bytes, facts }) => {
    const { invoice, findings } = readEInvoice(decoded(bytes));
    const said = (amount: { amount: number; currency: string } | null | undefined) =>
      amount ? toDecimalText(amount) : null;
    const totals = invoice?.totals;
    expect({
      ...{ number: invoice?.number, issued: invoice?.issuedOn, due: invoice?.dueOn, currency: invoice?.currency },
      ...{ seller: invoice?.seller.name, buyer: invoice?.buyer.name, type: invoice?.type },
      period: invoice?.period ? [invoice.period.from, invoice.period.to] : null,
      ...{ lines: invoice?.lines.length, taxes: invoice?.taxes.length, lineSum: said(totals?.lines) },
      ...{ allowances: said(totals?.allowances), charges: said(totals?.charges), net: said(totals?.net) },
      ...{ tax: said(totals?.tax), total: said(totals?.total), prepaid: said(totals?.prepaid) },
      ...{ rounding: said(totals?.rounding), payable: said(totals?.amountDue) },
    }).toEqual(facts);
    expect(findings).toEqual([]);
    const money = invoice && moneyOfEInvoice(invoice);
    if (facts.allowances !== null) expect(money?.discounts).toMatchObject([{ name: 'Loyal & early' }]);
    if (facts.charges !== null) expect(money?.shipping).toMatchObject({ name: 'Freight' });
  });
});

describe('the rules of a profile', () => {
  const minimum = ciiInvoice({ lines: [], amountDue: '90.76' }).replace(
    'urn:cen.eu:en16931:2017',
    'urn:factur-x.eu:1p0:minimum',
  );

  it('MINIMUM has no place for what was paid before, and no lines', () => {
    expect(rulesOf(minimum)).toEqual([]);
    expect(rulesOf(minimum.replace(':minimum', ':basicwl'))).toEqual(['BR-CO-16']);
    expect(rulesOf(ciiInvoice({ lines: [] }))).toEqual(['BR-16']);
  });

  it('EXTENDED adds no line that sums up others', () => {
    const lines = [
      { text: 'Together', quantity: '1', net: '1500.00' },
      { text: 'A', quantity: '1', net: '900.00' },
      { text: 'B', quantity: '1', net: '600.00' },
    ];
    const sums = { lines, net: '1500.00', tax: '285.00', total: '1785.00', amountDue: '1785.00' };
    const plain = ciiInvoice(sums);
    expect(rulesOf(plain)).toEqual(['BR-CO-10']);
    const marked = plain
      .replace('urn:cen.eu:en16931:2017', 'urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended')
      .replace(
        '<ram:LineID>1</ram:LineID>',
        '<ram:LineID>1</ram:LineID><ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>',
      );
    expect(rulesOf(marked)).toEqual([]);
  });

  it('a line may be more precise than its currency, and is kept rounded', () => {
    const lines = [{ text: 'A', quantity: '1', net: '412.3966' }];
    const { invoice, findings } = readEInvoice(ublInvoice({ lines }));
    expect(invoice?.lines[0]?.net).toEqual(euro(41240));
    expect(findings).toEqual([{ code: 'too-precise', field: 'lines', rule: 'BR-DEC-23' }]);
  });

  it('ZUGFeRD 1 is older than the rules, and may name its currency at the amounts alone', () => {
    const old = zugferd1Invoice({ total: '500.00', amountDue: '500.00' })
      .replace('urn:cen.eu:en16931:2017', 'urn:ferd:CrossIndustryDocument:invoice:1p0:comfort')
      .replace('<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>', '')
      .replace('<ram:GrandTotalAmount>', '<ram:GrandTotalAmount currencyID="EUR">');
    expect(readEInvoice(old)).toMatchObject({
      invoice: { currency: 'EUR', totals: { total: euro(50000) } },
      findings: [{ code: 'sum-differs', field: 'total', rule: null }],
    });
  });

  it('XRechnung’s extension adds what the seller collects for others', () => {
    const collected = ublInvoice({ amountDue: '590.76' }).replace(
      '<cac:TaxTotal>',
      '<cac:PrepaidPayment><cbc:ID>Third party</cbc:ID><cbc:PaidAmount currencyID="EUR">100.00</cbc:PaidAmount></cac:PrepaidPayment><cac:TaxTotal>',
    );
    expect(rulesOf(collected)).toEqual([]);
    expect(rulesOf(ublInvoice({ amountDue: '590.76' }))).toEqual(['BR-CO-16']);
  });

  const withTotals = (kind: 'Allowance' | 'Charge', stated: string, listed: string) => {
    const isCharge = kind === 'Charge';
    const net = isCharge ? '422.40' : '402.40';
    const tax = isCharge ? '80.26' : '76.46';
    const total = isCharge ? '502.66' : '478.86';
    return ublInvoice({ net, tax, total, amountDue: total })
      .replace(
        '<cac:TaxTotal>',
        `<cac:AllowanceCharge><cbc:ChargeIndicator>${String(isCharge)}</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">${listed}</cbc:Amount></cac:AllowanceCharge><cac:TaxTotal>`,
      )
      .replace(
        /<cbc:LineExtensionAmount currencyID="EUR">4[02]2\.40/,
        '<cbc:LineExtensionAmount currencyID="EUR">412.40',
      )
      .replace(
        '<cbc:PayableAmount',
        `<cbc:${kind}TotalAmount currencyID="EUR">${stated}</cbc:${kind}TotalAmount><cbc:PayableAmount`,
      );
  };

  it.each([
    ['Allowance', 'BR-CO-11'],
    ['Charge', 'BR-CO-12'],
  ] as const)('the sum of those listed is that stated: %s, %s', (kind, rule) => {
    expect(rulesOf(withTotals(kind, '10.00', '10.00'))).toEqual([]);
    expect(rulesOf(withTotals(kind, '10.00', '9.00'))).toEqual([rule]);
  });

  it('a tax is its rate of its base, but for less than one unit', () => {
    const taxed = (tax: string, total: string) => rulesOf(ublInvoice({ tax, total, amountDue: total }));
    expect(taxed('79.00', '491.40')).toEqual([]);
    expect(taxed('85.00', '497.40')).toEqual(['BR-CO-17']);
  });

  it('names a net that is not that of the lines', () => {
    const other = ublInvoice({ total: '490.77', amountDue: '490.77' }).replace(
      '<cbc:TaxExclusiveAmount currencyID="EUR">412.40',
      '<cbc:TaxExclusiveAmount currencyID="EUR">412.41',
    );
    expect(rulesOf(other)).toEqual(['BR-CO-13']);
  });

  it.each([
    [{ tax: '78.36', total: '490.77', amountDue: '490.77' }, ['BR-CO-15']],
    [{ buyer: '' }, ['BR-07']],
    [{ amountDue: '' }, ['BR-15']],
  ])('names what is wrong with %j: %j', (changes, rules) => {
    expect(rulesOf(ublInvoice(changes)).filter((rule) => rule !== 'BR-CO-10')).toEqual(rules);
  });
});

describe('a document is what its root element says', () => {
  const propose = (name: string, text: string) =>
    proposalOf({ kind: 'pdf', pages: 1, rows: [], xml: [{ name, text }] }, '2026-11-30');

  it.each(['UBL-Invoice-2.1.xml', 'efff.xml', 'cii.xml', 'attachment.xml'])('under the name %s, too', (name) => {
    expect(propose(name, ublInvoice())).toMatchObject({ eInvoice: 'good', number: { confidence: 'stated' } });
  });

  it('an order and a FatturaPA are no invoices with faults', () => {
    expect(propose('order-x.xml', '<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="o"/>').eInvoice).toBe('none');
    expect(propose('factur-x.xml', '<p:FatturaElettronica xmlns:p="f"/>').eInvoice).toBe('none');
  });

  it('twelve megabytes with a file inside are read', () => {
    const inside = `<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">${'QUJD'.repeat(2_900_000)}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>`;
    const xml = ublInvoice().replace('<cac:AccountingSupplierParty>', `${inside}<cac:AccountingSupplierParty>`);
    expect(readEInvoice(xml)).toMatchObject({ invoice: { number: 'RE-2026/0815' }, findings: [] });
  });

  it('UTF-16 is known without a mark', () => {
    const xml = ublInvoice().replace('UTF-8', 'UTF-16');
    for (const bytes of [Buffer.from(xml, 'utf16le'), Buffer.from(xml, 'utf16le').swap16()])
      expect(readEInvoice(decoded(bytes)).invoice?.number).toBe('RE-2026/0815');
  });
});
