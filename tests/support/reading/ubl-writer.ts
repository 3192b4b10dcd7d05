import { escapedXml, type MadeEInvoice } from './stated-facts.ts';

/** UBL 2.1, an invoice or a credit note. */
export function writeUbl(facts: MadeEInvoice): string {
  const isNote = facts.type === 'credit-note' && facts.due === null;
  const root = isNote ? 'CreditNote' : 'Invoice';
  const amount = (name: string, value: string | null, currency = facts.currency) =>
    value === null ? '' : `<cbc:${name} currencyID="${currency}">${value}</cbc:${name}>`;
  const party = (name: string, id: string) =>
    `<cac:Party><cac:PartyName><cbc:Name>${escapedXml(name)}</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:StreetName>Hafenstr. 1</cbc:StreetName><cbc:CityName>Hamburg</cbc:CityName><cbc:PostalZone>20095</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>${id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>${escapedXml(name)}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>`;
  const adjustment = (isCharge: boolean, value: string | null) =>
    value === null
      ? ''
      : `<cac:AllowanceCharge><cbc:ChargeIndicator>${String(isCharge)}</cbc:ChargeIndicator><cbc:AllowanceChargeReason>${isCharge ? 'Freight' : 'Loyal &amp; early'}</cbc:AllowanceChargeReason>${amount('Amount', value)}</cac:AllowanceCharge>`;
  const subtotal = (each: MadeEInvoice['rates'][number]) =>
    `<cac:TaxSubtotal>${amount('TaxableAmount', each.base)}${amount('TaxAmount', each.tax)}<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>${each.rate}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>`;
  const written = `<ubl:${root} xmlns:ubl="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>${facts.profile}</cbc:CustomizationID>
<cbc:ID>${escapedXml(facts.number)}</cbc:ID><cbc:IssueDate>${facts.issued}</cbc:IssueDate>${facts.due === null ? '' : `<cbc:DueDate>${facts.due}</cbc:DueDate>`}<cbc:${root}TypeCode>${facts.type === 'invoice' ? '380' : '381'}</cbc:${root}TypeCode><cbc:DocumentCurrencyCode>${facts.currency}</cbc:DocumentCurrencyCode>${facts.period === null ? '' : `<cac:InvoicePeriod><cbc:StartDate>${facts.period[0]}</cbc:StartDate><cbc:EndDate>${facts.period[1]}</cbc:EndDate></cac:InvoicePeriod>`}
${facts.attachment === null ? '' : `<cac:AdditionalDocumentReference><cbc:ID>A1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="${facts.attachment.name}">${facts.attachment.content}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>`}
<cac:AccountingSupplierParty>${party(facts.seller, 'DE123456789')}</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>${party(facts.buyer, 'DE987654321')}</cac:AccountingCustomerParty>
${adjustment(false, facts.allowances)}${adjustment(true, facts.charges)}${facts.taxInOwnCurrency === null ? '' : `<cac:TaxTotal>${amount('TaxAmount', facts.taxInOwnCurrency, 'EUR')}</cac:TaxTotal>`}<cac:TaxTotal>${amount('TaxAmount', facts.tax)}${facts.rates.map(subtotal).join('')}</cac:TaxTotal>
<cac:LegalMonetaryTotal>${amount('LineExtensionAmount', facts.lineSum)}${amount('TaxExclusiveAmount', facts.net)}${amount('TaxInclusiveAmount', facts.total)}${amount('AllowanceTotalAmount', facts.allowances)}${amount('ChargeTotalAmount', facts.charges)}${amount('PrepaidAmount', facts.prepaid)}${amount('PayableRoundingAmount', facts.rounding)}${amount('PayableAmount', facts.payable)}</cac:LegalMonetaryTotal>
${facts.items
  .map(
    ({ text, net, rate }, index) =>
      `<cac:${root}Line><cbc:ID>${String(index + 1)}</cbc:ID><cbc:${isNote ? 'Credited' : 'Invoiced'}Quantity unitCode="C62">1</cbc:${isNote ? 'Credited' : 'Invoiced'}Quantity>${amount('LineExtensionAmount', net)}<cac:Item><cbc:Name>${escapedXml(text)}</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>${rate}</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item></cac:${root}Line>`,
  )
  .join('\n')}
</ubl:${root}>`;
  return facts.prefixes
    ? written
    : written.replaceAll('<ubl:', '<').replaceAll('</ubl:', '</').replace('xmlns:ubl', 'xmlns');
}
