import type { EInvoice, EInvoiceAdjustment, EInvoiceField } from './model.ts';
import { currencyCode, isCreditNote, party, type Values } from './values.ts';
import { all, attributeOf, first, textAt, textOf, textsAt, type XmlNode } from './xml-node.ts';

/*
 * UN/CEFACT Cross Industry Invoice: Factur-X and ZUGFeRD 2 (`CrossIndustryInvoice`, D16B), and ZUGFeRD 1
 * (`CrossIndustryDocument`, D13B), whose elements bear other names in places.
 */

const transactionOf = (root: XmlNode) =>
  first(root, 'SupplyChainTradeTransaction', 'SpecifiedSupplyChainTradeTransaction');
const settlementOf = (root: XmlNode) =>
  first(transactionOf(root), 'ApplicableHeaderTradeSettlement', 'ApplicableSupplyChainTradeSettlement');

const creditorAccount = 'SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount';

const sumsOf = (settlement: XmlNode | undefined) =>
  first(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation', 'SpecifiedTradeSettlementMonetarySummation');

/** Some writers of ZUGFeRD 1 name it at the amounts alone. */
export function ciiCurrency(root: XmlNode): string | null {
  const settlement = settlementOf(root);
  const stated = currencyCode(textAt(settlement, 'InvoiceCurrencyCode'));
  if (stated !== null) return stated;
  const amounts = ['GrandTotalAmount', 'TaxBasisTotalAmount', 'DuePayableAmount', 'LineTotalAmount'];
  const named = new Set(
    amounts.flatMap((name) =>
      all(sumsOf(settlement), name).flatMap((each) => currencyCode(attributeOf(each, 'currencyID')) ?? []),
    ),
  );
  const [only = null] = named;
  return named.size === 1 ? only : null;
}

export function readCii(root: XmlNode, currency: string | null, values: Values): EInvoice {
  const document = first(root, 'ExchangedDocument', 'HeaderExchangedDocument');
  const context = first(root, 'ExchangedDocumentContext', 'SpecifiedExchangedDocumentContext');
  const transaction = transactionOf(root);
  const agreement = first(transaction, 'ApplicableHeaderTradeAgreement', 'ApplicableSupplyChainTradeAgreement');
  const settlement = settlementOf(root);
  const sums = sumsOf(settlement);
  const sum = (path: string, field: EInvoiceField) => {
    const nodes = all(sums, path);
    const own = nodes.find((each) => [null, currency].includes(attributeOf(each, 'currencyID'))) ?? nodes[0];
    return values.amount(textOf(own), field);
  };
  const day = (node: XmlNode | undefined, path: string, field: EInvoiceField) =>
    values.day(textAt(node, `${path}/DateTimeString`, `${path}/DateString`), field);
  const from = day(settlement, 'BillingSpecifiedPeriod/StartDateTime', 'period');
  const to = day(settlement, 'BillingSpecifiedPeriod/EndDateTime', 'period');

  return {
    syntax: 'cii',
    profile: textAt(context, 'GuidelineSpecifiedDocumentContextParameter/ID'),
    type: isCreditNote(textAt(document, 'TypeCode')) ? 'credit-note' : 'invoice',
    number: textAt(document, 'ID'),
    issuedOn: day(document, 'IssueDateTime', 'issued'),
    dueOn: day(settlement, 'SpecifiedTradePaymentTerms/DueDateDateTime', 'due'),
    period: from !== null && to !== null && from <= to ? { from, to } : null,
    currency,
    seller: partyOf(first(agreement, 'SellerTradeParty')),
    buyer: partyOf(first(agreement, 'BuyerTradeParty')),
    lines: all(transaction, 'IncludedSupplyChainTradeLineItem').map((line, index) => {
      const settled = first(line, 'SpecifiedLineTradeSettlement', 'SpecifiedSupplyChainTradeSettlement');
      const quantity = first(
        line,
        'SpecifiedLineTradeDelivery/BilledQuantity',
        'SpecifiedSupplyChainTradeDelivery/BilledQuantity',
      );
      return {
        id: textAt(line, 'AssociatedDocumentLineDocument/LineID') ?? String(index + 1),
        description:
          textAt(line, 'SpecifiedTradeProduct/Name', 'SpecifiedTradeProduct/Description') ??
          textAt(line, 'AssociatedDocumentLineDocument/IncludedNote/Content') ??
          '',
        quantity: textOf(quantity),
        unit: attributeOf(quantity, 'unitCode'),
        net: values.lineAmount(
          textAt(
            settled,
            'SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount',
            'SpecifiedTradeSettlementMonetarySummation/LineTotalAmount',
          ),
        ),
        group: ['GROUP', 'INFORMATION'].includes(
          textAt(line, 'AssociatedDocumentLineDocument/LineStatusReasonCode') ?? '',
        ),
        parent: textAt(line, 'AssociatedDocumentLineDocument/ParentLineID'),
        taxPercent: percentOf(first(settled, 'ApplicableTradeTax')),
      };
    }),
    adjustments: adjustmentsOf(settlement, values),
    taxes: all(settlement, 'ApplicableTradeTax').map((tax) => ({
      percent: percentOf(tax),
      category: textAt(tax, 'CategoryCode'),
      base: values.amount(textAt(tax, 'BasisAmount'), 'tax'),
      tax: values.amount(textAt(tax, 'CalculatedAmount'), 'tax'),
    })),
    totals: {
      lines: sum('LineTotalAmount', 'lines'),
      allowances: sum('AllowanceTotalAmount', 'allowances'),
      charges: sum('ChargeTotalAmount', 'charges'),
      net: sum('TaxBasisTotalAmount', 'net'),
      tax: sum('TaxTotalAmount', 'tax'),
      total: sum('GrandTotalAmount', 'total'),
      prepaid: sum('TotalPrepaidAmount', 'prepaid'),
      rounding: sum('RoundingAmount', 'rounding'),
      thirdParty: null,
      amountDue: sum('DuePayableAmount', 'amountDue'),
    },
    payment: {
      reference: textAt(settlement, 'PaymentReference'),
      accounts: ['IBANID', 'ProprietaryID'].flatMap((id) => textsAt(settlement, `${creditorAccount}/${id}`)),
      payee: textAt(settlement, `${creditorAccount}/AccountName`, 'PayeeTradeParty/Name'),
      terms: textAt(settlement, 'SpecifiedTradePaymentTerms/Description'),
    },
  };
}

function adjustmentsOf(settlement: XmlNode | undefined, values: Values): EInvoiceAdjustment[] {
  const own = all(settlement, 'SpecifiedTradeAllowanceCharge').map((each) =>
    values.adjustment(textAt(each, 'ChargeIndicator/Indicator') === 'true', {
      name: textAt(each, 'Reason', 'ReasonCode'),
      amount: textAt(each, 'ActualAmount'),
    }),
  );
  // Freight, which counts among the charges.
  const freight = all(settlement, 'SpecifiedLogisticsServiceCharge').map((each) =>
    values.adjustment(true, { name: textAt(each, 'Description'), amount: textAt(each, 'AppliedAmount') }),
  );
  return [...own, ...freight];
}

const percentOf = (tax: XmlNode | undefined) => textAt(tax, 'RateApplicablePercent', 'ApplicablePercent');

const partyOf = (node: XmlNode | undefined) =>
  party(node, {
    name: ['Name', 'SpecifiedLegalOrganization/TradingBusinessName'],
    address: ['LineOne', 'LineTwo', 'LineThree', 'PostcodeCode', 'CityName', 'CountryID'].map(
      (name) => `PostalTradeAddress/${name}`,
    ),
    taxIds: ['SpecifiedTaxRegistration/ID'],
    email: ['DefinedTradeContact/EmailURIUniversalCommunication/URIID', 'URIUniversalCommunication/URIID'],
  });
