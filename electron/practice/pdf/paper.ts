import { toDecimalText } from '#shared/money.ts';
import type { Seconds } from '../data/calendar.ts';
import { day } from '../data/calendar.ts';
import { type CreditNoteFacts } from '../data/credit-notes.ts';
import { detailsAt, taxIdsOf } from '../data/details.ts';
import type { InvoiceFacts } from '../data/invoices.ts';
import { hashOf } from '../data/random.ts';
import { amountText, dateText, isoDay } from '../data/words.ts';
import type { World } from '../data/world.ts';
import { escapeMarkup } from '../http/answer.ts';

export interface PaperRow {
  readonly description: string;
  readonly period: string;
  readonly quantity: string;
  readonly unit: string;
  readonly amount: string;
}

export interface Annex {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
}

/** What stands on a document: text that is ready to be set, the same whenever it is made. */
export interface Paper {
  readonly title: 'Invoice' | 'Credit note';
  readonly name: string;
  readonly issued: Seconds;
  readonly facts: readonly (readonly [string, string])[];
  readonly recipient: readonly string[];
  readonly rows: readonly PaperRow[];
  readonly totals: readonly (readonly [string, string])[];
  readonly notes: readonly string[];
  readonly annexes: readonly Annex[];
  readonly picture: 'logo' | 'scan';
  /** The same data for machines, embedded as `factur-x.xml`; null on most. */
  readonly xml: string | null;
}

function recipientOf(world: World, facts: InvoiceFacts): string[] {
  const at = facts.lifecycle.finalizedAt ?? facts.created;
  const { name, email, address } = detailsAt(world, facts.customer, at);
  const taxIds = taxIdsOf(world, facts.customer, at).map(
    ({ type, value }) => `${type.replace('_', ' ').toUpperCase()} ${value}`,
  );
  const place = address
    ? [
        address.line1,
        address.line2,
        [address.postal_code, address.city].filter(Boolean).join(' '),
        address.state,
        address.country,
      ]
    : [];
  return [name, ...place, email, ...taxIds].filter((line): line is string => line !== null && line !== '');
}

function annexesOf(world: World, facts: InvoiceFacts): Annex[] {
  const { subscription, ref, periodStart, periodEnd } = facts;
  if (!subscription || ref.index === 0 || ref.index % 6 !== 0) return [];
  const usage = world.usageOf(facts.customer);
  const byDay = (metric: 'bandwidth' | 'video', unit: string): (readonly [string, string])[] => {
    const rows: (readonly [string, string])[] = [];
    for (let start = periodStart; start < periodEnd; start += day) {
      rows.push([isoDay(start), `${usage.between(metric, start, start + day).toFixed(2)} ${unit}`]);
    }
    return rows;
  };
  const bandwidth = { title: 'Bandwidth by day', rows: byDay('bandwidth', 'GB') };
  return ref.index % 12 === 0
    ? [bandwidth, { title: 'Video units by day', rows: byDay('video', 'units') }]
    : [bandwidth];
}

// A yearly scan of the signed order makes some documents as large as those that vendors send.
const isLarge = ({ ref, id }: InvoiceFacts): boolean =>
  ref.timeline.subscription ? ref.index % 60 === 45 : hashOf(id, 'size') % 250 === 0;

const carriesXml = ({ ref, id, customer }: InvoiceFacts): boolean =>
  customer.manualInvoices !== 'varied' &&
  (ref.timeline.subscription ? ref.index % 5 === 4 : hashOf(id, 'xml') % 5 === 0);

/** One a rate; `Tax (0%)` where there is none. */
function taxRows({ lines, charges, customer }: InvoiceFacts): [string, number][] {
  const taxes = [...lines.flatMap((line) => line.taxes), ...(charges.shipping?.taxes ?? [])];
  if (customer.manualInvoices !== 'varied' || taxes.length === 0)
    return [[`Tax (${customer.taxPercent}%)`, taxes.reduce((sum, { amount }) => sum + amount, 0)]];
  return [...Map.groupBy(taxes, ({ rate }) => rate.percent)].map(([percent, same]) => [
    `Tax (${percent}%)`,
    same.reduce((sum, { amount }) => sum + amount, 0),
  ]);
}

export function invoicePaper(world: World, facts: InvoiceFacts): Paper {
  const currency = facts.customer.currency.toUpperCase();
  const amount = (value: number): string => amountText(value, currency);
  const issued = facts.lifecycle.finalizedAt ?? facts.created;
  const { dueAt } = facts.lifecycle;
  const applied = facts.amountDue + facts.credited - facts.total;
  return {
    title: 'Invoice',
    name: facts.number ?? facts.id,
    issued,
    facts: [
      ['Invoice number', facts.number ?? '(none)'],
      ['Date of issue', dateText(issued)],
      ['Date due', dateText(dueAt ?? issued)],
      ...(facts.periodEnd > facts.periodStart
        ? [['Billing period', `${dateText(facts.periodStart)} to ${dateText(facts.periodEnd - 1)}`] as const]
        : []),
    ],
    recipient: recipientOf(world, facts),
    rows: facts.lines.map((line) => ({
      description: line.description,
      period: line.end > line.start ? `${isoDay(line.start)} to ${isoDay(line.end - 1)}` : isoDay(line.start),
      quantity: String(line.quantity),
      unit: amount(line.unitAmount),
      amount: amount(line.amount),
    })),
    totals: [
      ['Subtotal', amount(facts.subtotal)],
      ...(facts.discount === 0 ? [] : [['Discount', amount(0 - facts.discount)] as const]),
      ...(facts.charges.shipping ? [['Shipping', amount(facts.charges.shipping.amount)] as const] : []),
      ...taxRows(facts).map(([name, tax]) => [name, amount(tax)] as const),
      ['Total', amount(facts.total)],
      ...(facts.credited === 0 ? [] : [['Credit notes', amount(0 - facts.credited)] as const]),
      ...(applied === 0 ? [] : [['Applied balance', amount(applied)] as const]),
      ['Amount due', `${amount(facts.amountDue)} ${currency}`],
    ],
    notes: facts.customer.taxExempt === 'reverse' ? ['Tax to be paid on reverse charge basis.'] : [],
    annexes: annexesOf(world, facts),
    picture: isLarge(facts) ? 'scan' : 'logo',
    xml: carriesXml(facts) ? facturXml(world, facts) : null,
  };
}

export function creditNotePaper(world: World, note: CreditNoteFacts): Paper {
  const currency = note.customer.currency.toUpperCase();
  const amount = (value: number): string => amountText(value, currency);
  return {
    title: 'Credit note',
    name: note.number,
    issued: note.created,
    facts: [
      ['Credit note number', note.number],
      ['Date of issue', dateText(note.created)],
      ['For invoice', note.invoice.number ?? note.invoice.id],
    ],
    recipient: recipientOf(world, note.invoice),
    rows: [
      {
        description: `Credit for invoice ${note.invoice.number ?? note.invoice.id}`,
        period: isoDay(note.created),
        quantity: '1',
        unit: amount(note.subtotal),
        amount: amount(note.subtotal),
      },
    ],
    totals: [
      ['Subtotal', amount(note.subtotal)],
      ['Tax', amount(note.tax)],
      ['Total', amount(note.total)],
    ],
    notes: [],
    annexes: [],
    picture: 'logo',
    xml: null,
  };
}

/** The invoice in the shape of Factur-X (profile MINIMUM). */
function facturXml(world: World, facts: InvoiceFacts): string {
  const currency = facts.customer.currency.toUpperCase();
  const decimal = (amount: number): string => toDecimalText({ amount, currency });
  const issued = facts.lifecycle.finalizedAt ?? facts.created;
  const [buyer = facts.customer.name] = recipientOf(world, facts);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:factur-x.eu:1p0:minimum</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument><ram:ID>${escapeMarkup(facts.number ?? facts.id)}</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">${isoDay(issued).replaceAll('-', '')}</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
    <ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Pixelstream Media Cloud</ram:Name></ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>${escapeMarkup(buyer)}</ram:Name></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeDelivery/>
    <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>${currency}</ram:InvoiceCurrencyCode><ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>${decimal(facts.subtotal)}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="${currency}">${decimal(facts.tax)}</ram:TaxTotalAmount><ram:GrandTotalAmount>${decimal(facts.total)}</ram:GrandTotalAmount><ram:DuePayableAmount>${decimal(facts.amountDue)}</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
`;
}
