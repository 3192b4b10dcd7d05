import { escapedXml, type MadeEInvoice } from './stated-facts.ts';

const day = (name: string, iso: string): string =>
  `<ram:${name}><udt:DateTimeString format="102">${iso.replaceAll('-', '')}</udt:DateTimeString></ram:${name}>`;
const maybe = (name: string, value: string | null): string =>
  value === null ? '' : `<ram:${name}>${value}</ram:${name}>`;

const adjustment = (isCharge: boolean, amount: string | null): string =>
  amount === null
    ? ''
    : `<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>${String(isCharge)}</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>${amount}</ram:ActualAmount><ram:Reason>${isCharge ? 'Freight' : 'Loyal &amp; early'}</ram:Reason></ram:SpecifiedTradeAllowanceCharge>`;

/** Factur-X, ZUGFeRD 2 and XRechnung in CII. */
export function writeCii(facts: MadeEInvoice): string {
  const party = (name: string, said: string, id: string) =>
    `<ram:${name}><ram:Name>${escapedXml(said)}</ram:Name><ram:PostalTradeAddress><ram:PostcodeCode>20095</ram:PostcodeCode><ram:LineOne>Hafenstr. 1</ram:LineOne><ram:CityName>Hamburg</ram:CityName><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${id}</ram:ID></ram:SpecifiedTaxRegistration></ram:${name}>`;
  const tax = (each: MadeEInvoice['rates'][number]) =>
    `<ram:ApplicableTradeTax><ram:CalculatedAmount>${each.tax}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>${each.base}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>${each.rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>`;
  const written = `<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<!-- written by a program -->
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>${facts.profile}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>${escapedXml(facts.number)}</ram:ID><ram:TypeCode>${facts.type === 'invoice' ? '380' : '381'}</ram:TypeCode>${day('IssueDateTime', facts.issued)}</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
${facts.items
  .map(
    ({ text, net, rate }, index) =>
      `<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>${String(index + 1)}</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name><![CDATA[${text}]]></ram:Name></ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">1.0000</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>${rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>${net}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`,
  )
  .join('\n')}
<ram:ApplicableHeaderTradeAgreement>${party('SellerTradeParty', facts.seller, 'DE123456789')}${party('BuyerTradeParty', facts.buyer, 'DE987654321')}${attached(facts)}</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>${facts.currency}</ram:InvoiceCurrencyCode>${facts.rates.map(tax).join('')}${facts.period === null ? '' : `<ram:BillingSpecifiedPeriod>${day('StartDateTime', facts.period[0])}${day('EndDateTime', facts.period[1])}</ram:BillingSpecifiedPeriod>`}${facts.due === null ? '' : `<ram:SpecifiedTradePaymentTerms>${day('DueDateDateTime', facts.due)}</ram:SpecifiedTradePaymentTerms>`}${adjustment(false, facts.allowances)}${adjustment(true, facts.charges)}<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>${facts.lineSum}</ram:LineTotalAmount>${maybe('ChargeTotalAmount', facts.charges)}${maybe('AllowanceTotalAmount', facts.allowances)}<ram:TaxBasisTotalAmount>${facts.net}</ram:TaxBasisTotalAmount>${facts.taxInOwnCurrency === null ? '' : `<ram:TaxTotalAmount currencyID="EUR">${facts.taxInOwnCurrency}</ram:TaxTotalAmount>`}<ram:TaxTotalAmount currencyID="${facts.currency}">${facts.tax}</ram:TaxTotalAmount>${maybe('RoundingAmount', facts.rounding)}<ram:GrandTotalAmount>${facts.total}</ram:GrandTotalAmount>${maybe('TotalPrepaidAmount', facts.prepaid)}<ram:DuePayableAmount>${facts.payable}</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`;
  return facts.prefixes
    ? written
    : written.replaceAll('xmlns:ram', 'xmlns:a').replaceAll('<ram:', '<a:').replaceAll('</ram:', '</a:');
}

const attached = ({ attachment }: MadeEInvoice): string =>
  attachment === null
    ? ''
    : `<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>A1</ram:IssuerAssignedID><ram:TypeCode>916</ram:TypeCode><ram:AttachmentBinaryObject mimeCode="application/pdf" filename="${attachment.name}">${attachment.content}</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument>`;

/** ZUGFeRD 1, whose elements bear other names; some of its writers name the currency at the amounts alone. */
export function writeZugferd1(facts: MadeEInvoice): string {
  const written = writeCii(facts)
    .replaceAll('CrossIndustryInvoice xmlns', 'CrossIndustryDocument xmlns')
    .replaceAll('</rsm:CrossIndustryInvoice>', '</rsm:CrossIndustryDocument>')
    .replaceAll('rsm:ExchangedDocumentContext', 'rsm:SpecifiedExchangedDocumentContext')
    .replaceAll('rsm:ExchangedDocument>', 'rsm:HeaderExchangedDocument>')
    .replaceAll('rsm:SupplyChainTradeTransaction', 'rsm:SpecifiedSupplyChainTradeTransaction')
    .replaceAll('ApplicableHeaderTrade', 'ApplicableSupplyChainTrade')
    .replaceAll('SpecifiedLineTrade', 'SpecifiedSupplyChainTrade')
    .replaceAll('RateApplicablePercent', 'ApplicablePercent')
    .replaceAll('HeaderMonetarySummation', 'MonetarySummation')
    .replaceAll('LineMonetarySummation', 'MonetarySummation');
  if (facts.prefixes) return written;
  return written
    .replace(/<a:InvoiceCurrencyCode>.*?<\/a:InvoiceCurrencyCode>/u, '')
    .replace(/<a:(\w+Amount)>/gu, `<a:$1 currencyID="${facts.currency}">`);
}
