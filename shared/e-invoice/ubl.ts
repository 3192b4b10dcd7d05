import { type Money, sumsByCurrency } from '../money.ts';
import type { EInvoice, EInvoiceField } from './model.ts';
import { currencyCode, isCreditNote, party, type Values } from './values.ts';
import { all, attributeOf, first, textAt, textOf, textsAt, type XmlNode } from './xml-node.ts';

/* OASIS UBL 2.1 `Invoice` and `CreditNote`, as XRechnung and Peppol use them. */

export const ublCurrency = (root: XmlNode): string | null => currencyCode(textAt(root, 'DocumentCurrencyCode'));

export function readUbl(root: XmlNode, name: string, currency: string | null, values: Values): EInvoice {
  const totals = first(root, 'LegalMonetaryTotal');
  const sum = (path: string, field: EInvoiceField) => values.amount(textAt(totals, path), field);
  // A second total may state the tax in the seller's own currency.
  const taxTotals = all(root, 'TaxTotal');
  const taxTotal =
    taxTotals.find((each) => attributeOf(first(each, 'TaxAmount'), 'currencyID') === currency) ?? taxTotals[0];
  const from = values.day(textAt(root, 'InvoicePeriod/StartDate'), 'period');
  const to = values.day(textAt(root, 'InvoicePeriod/EndDate'), 'period');

  return {
    syntax: 'ubl',
    profile: textAt(root, 'CustomizationID'),
    type: name === 'CreditNote' || isCreditNote(textAt(root, 'InvoiceTypeCode')) ? 'credit-note' : 'invoice',
    number: textAt(root, 'ID'),
    issuedOn: values.day(textAt(root, 'IssueDate'), 'issued'),
    dueOn: values.day(textAt(root, 'DueDate', 'PaymentMeans/PaymentDueDate'), 'due'),
    period: from !== null && to !== null && from <= to ? { from, to } : null,
    currency,
    seller: partyOf(first(root, 'AccountingSupplierParty/Party')),
    buyer: partyOf(first(root, 'AccountingCustomerParty/Party')),
    lines: [...all(root, 'InvoiceLine'), ...all(root, 'CreditNoteLine')].map((line, index) => {
      const quantity = first(line, 'InvoicedQuantity', 'CreditedQuantity');
      return {
        id: textAt(line, 'ID') ?? String(index + 1),
        description: textAt(line, 'Item/Name', 'Item/Description') ?? '',
        quantity: textOf(quantity),
        unit: attributeOf(quantity, 'unitCode'),
        net: values.lineAmount(textAt(line, 'LineExtensionAmount')),
        // Lines within lines are not among them.
        ...{ group: false, parent: null },
        taxPercent: textAt(line, 'Item/ClassifiedTaxCategory/Percent'),
      };
    }),
    adjustments: all(root, 'AllowanceCharge').map((each) =>
      values.adjustment(textAt(each, 'ChargeIndicator') === 'true', {
        name: textAt(each, 'AllowanceChargeReason', 'AllowanceChargeReasonCode'),
        amount: textAt(each, 'Amount'),
      }),
    ),
    taxes: all(taxTotal, 'TaxSubtotal').map((tax) => ({
      percent: textAt(tax, 'TaxCategory/Percent'),
      category: textAt(tax, 'TaxCategory/ID'),
      base: values.amount(textAt(tax, 'TaxableAmount'), 'tax'),
      tax: values.amount(textAt(tax, 'TaxAmount'), 'tax'),
    })),
    totals: {
      lines: sum('LineExtensionAmount', 'lines'),
      allowances: sum('AllowanceTotalAmount', 'allowances'),
      charges: sum('ChargeTotalAmount', 'charges'),
      net: sum('TaxExclusiveAmount', 'net'),
      tax: values.amount(textAt(taxTotal, 'TaxAmount'), 'tax'),
      total: sum('TaxInclusiveAmount', 'total'),
      prepaid: sum('PrepaidAmount', 'prepaid'),
      rounding: sum('PayableRoundingAmount', 'rounding'),
      thirdParty: thirdPartyOf(root, values),
      amountDue: sum('PayableAmount', 'amountDue'),
    },
    payment: {
      reference: textAt(root, 'PaymentMeans/PaymentID'),
      accounts: textsAt(root, 'PaymentMeans/PayeeFinancialAccount/ID'),
      payee: textAt(root, 'PaymentMeans/PayeeFinancialAccount/Name', 'PayeeParty/PartyName/Name'),
      terms: textAt(root, 'PaymentTerms/Note'),
    },
  };
}

/** XRechnung's extension (BT-DEX-002): amounts that the seller collects for others. */
function thirdPartyOf(root: XmlNode, values: Values): Money | null {
  const amounts = all(root, 'PrepaidPayment/PaidAmount').map((each) => values.amount(textOf(each), 'prepaid'));
  const known = amounts.filter((amount) => amount !== null);
  return known.length === amounts.length ? (sumsByCurrency(known).totals[0] ?? null) : null;
}

const partyOf = (node: XmlNode | undefined) =>
  party(node, {
    name: ['PartyLegalEntity/RegistrationName', 'PartyName/Name'],
    address: ['StreetName', 'AdditionalStreetName', 'PostalZone', 'CityName', 'Country/IdentificationCode'].map(
      (name) => `PostalAddress/${name}`,
    ),
    taxIds: ['PartyTaxScheme/CompanyID'],
    email: ['Contact/ElectronicMail'],
  });
