/* Electronic invoices as tests write them: what sellers send, with any part left out or changed. */

export interface EInvoiceFacts {
  readonly number: string;
  readonly issued: string;
  readonly due: string;
  readonly currency: string;
  readonly seller: string;
  readonly buyer: string;
  readonly lines: readonly { readonly text: string; readonly quantity: string; readonly net: string }[];
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  readonly amountDue: string;
  readonly typeCode: string;
}

export const someFacts: EInvoiceFacts = {
  number: 'RE-2026/0815',
  issued: '2026-10-31',
  due: '2026-11-14',
  currency: 'EUR',
  seller: 'Pixel & Söhne GmbH',
  buyer: 'Nordlicht Logistik GmbH',
  lines: [
    { text: 'Hosting <Plan L>', quantity: '1', net: '400.00' },
    { text: 'Bandwidth', quantity: '12.5', net: '12.40' },
  ],
  net: '412.40',
  tax: '78.36',
  total: '490.76',
  amountDue: '490.76',
  typeCode: '380',
};

const escaped = (text: string): string => text.replace(/[<>&"]/g, (letter) => `&#${String(letter.charCodeAt(0))};`);
const compact = (day: string): string => day.replaceAll('-', '');

/** Factur-X or ZUGFeRD 2. */
export const ciiInvoice = (changes: Partial<EInvoiceFacts> = {}): string => {
  const facts = { ...someFacts, ...changes };
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:ram" xmlns:udt="urn:udt">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>${escaped(facts.number)}</ram:ID><ram:TypeCode>${facts.typeCode}</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">${compact(facts.issued)}</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
${facts.lines
  .map(
    ({ text, quantity, net }, index) =>
      `<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>${String(index + 1)}</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>${escaped(text)}</ram:Name></ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">${quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>${net}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`,
  )
  .join('\n')}
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>${escaped(facts.seller)}</ram:Name><ram:PostalTradeAddress><ram:PostcodeCode>20095</ram:PostcodeCode><ram:LineOne>Hafenstr. 1</ram:LineOne><ram:CityName>Hamburg</ram:CityName><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE123456789</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>${escaped(facts.buyer)}</ram:Name></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:PaymentReference>${escaped(facts.number)}</ram:PaymentReference><ram:InvoiceCurrencyCode>${facts.currency}</ram:InvoiceCurrencyCode><ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE02120300000000202051</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans><ram:ApplicableTradeTax><ram:CalculatedAmount>${facts.tax}</ram:CalculatedAmount><ram:BasisAmount>${facts.net}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">${compact(facts.due)}</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms><ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>${facts.net}</ram:LineTotalAmount><ram:TaxBasisTotalAmount>${facts.net}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="${facts.currency}">${facts.tax}</ram:TaxTotalAmount><ram:GrandTotalAmount>${facts.total}</ram:GrandTotalAmount><ram:DuePayableAmount>${facts.amountDue}</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`;
};

/** The same as ZUGFeRD 1 wrote it in 2014. */
export const zugferd1Invoice = (changes: Partial<EInvoiceFacts> = {}): string =>
  ciiInvoice(changes)
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

/** XRechnung in UBL. */
export const ublInvoice = (changes: Partial<EInvoiceFacts> = {}): string => {
  const facts = { ...someFacts, ...changes };
  const party = (name: string, taxId: string) =>
    `<cac:Party><cac:PostalAddress><cbc:StreetName>Hafenstr. 1</cbc:StreetName><cbc:CityName>Hamburg</cbc:CityName><cbc:PostalZone>20095</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>${taxId}</cbc:CompanyID></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>${escaped(name)}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>`;
  const amount = (name: string, value: string) => `<cbc:${name} currencyID="${facts.currency}">${value}</cbc:${name}>`;
  return `<?xml version='1.0' encoding='UTF-8'?>
<ubl:Invoice xmlns:ubl="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:cac" xmlns:cbc="urn:cbc">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</cbc:CustomizationID>
<cbc:ID>${escaped(facts.number)}</cbc:ID><cbc:IssueDate>${facts.issued}</cbc:IssueDate><cbc:DueDate>${facts.due}</cbc:DueDate><cbc:InvoiceTypeCode>${facts.typeCode}</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>${facts.currency}</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty>${party(facts.seller, 'DE123456789')}</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>${party(facts.buyer, 'DE987654321')}</cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentID>${escaped(facts.number)}</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>DE02120300000000202051</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal>${amount('TaxAmount', facts.tax)}<cac:TaxSubtotal>${amount('TaxableAmount', facts.net)}${amount('TaxAmount', facts.tax)}<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal>${amount('LineExtensionAmount', facts.net)}${amount('TaxExclusiveAmount', facts.net)}${amount('TaxInclusiveAmount', facts.total)}${amount('PayableAmount', facts.amountDue)}</cac:LegalMonetaryTotal>
${facts.lines
  .map(
    ({ text, quantity, net }, index) =>
      `<cac:InvoiceLine><cbc:ID>${String(index + 1)}</cbc:ID><cbc:InvoicedQuantity unitCode="C62">${quantity}</cbc:InvoicedQuantity>${amount('LineExtensionAmount', net)}<cac:Item><cbc:Name>${escaped(text)}</cbc:Name><cac:ClassifiedTaxCategory><cbc:Percent>19</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item></cac:InvoiceLine>`,
  )
  .join('\n')}
</ubl:Invoice>`;
};
