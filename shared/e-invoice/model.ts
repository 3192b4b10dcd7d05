import type { Money } from '../money.ts';
import type { Day } from '../time.ts';

/** What is wrong with an e-invoice; `field` names where, in the words of `EInvoiceField`. */
export interface EInvoiceFinding {
  readonly code:
    | 'not-xml'
    | 'doctype'
    | 'too-large'
    | 'not-an-invoice'
    | 'order'
    | 'fattura-pa'
    | 'missing'
    | 'bad-amount'
    | 'too-precise'
    | 'bad-date'
    | 'sum-differs';
  readonly field: EInvoiceField | null;
  /** The business rule of EN 16931 that says so, e.g. `BR-CO-10`; null where none does. */
  readonly rule: string | null;
}

export type EInvoiceField =
  | 'number'
  | 'issued'
  | 'due'
  | 'period'
  | 'currency'
  | 'seller'
  | 'buyer'
  | 'lines'
  | 'net'
  | 'tax'
  | 'total'
  | 'amountDue'
  | 'prepaid'
  | 'rounding'
  | 'allowances'
  | 'charges';

export interface EInvoiceParty {
  readonly name: string | null;
  readonly address: readonly string[];
  readonly taxIds: readonly string[];
  readonly email: string | null;
}

export interface EInvoiceLine {
  readonly id: string;
  readonly description: string;
  /** Decimal text as the seller wrote it. */
  readonly quantity: string | null;
  /** UN/ECE code of the unit, e.g. `HUR`. */
  readonly unit: string | null;
  readonly net: Money | null;
  /** It sums up other lines. */
  readonly group: boolean;
  /** The line that this one is a part of. */
  readonly parent: string | null;
  readonly taxPercent: string | null;
}

/** An allowance or charge on the invoice as a whole. */
export interface EInvoiceAdjustment {
  readonly kind: 'allowance' | 'charge';
  /** The reason in words, else its code; null where neither is stated. */
  readonly name: string | null;
  /** Positive for both kinds. */
  readonly amount: Money | null;
}

export interface EInvoiceTax {
  readonly percent: string | null;
  /** UNTDID 5305, e.g. `S` standard, `AE` reverse charge. */
  readonly category: string | null;
  readonly base: Money | null;
  readonly tax: Money | null;
}

export interface EInvoiceTotals {
  readonly lines: Money | null;
  readonly allowances: Money | null;
  readonly charges: Money | null;
  readonly net: Money | null;
  readonly tax: Money | null;
  readonly total: Money | null;
  readonly prepaid: Money | null;
  /** Added to the total to make the amount due a round one; may be negative. */
  readonly rounding: Money | null;
  /** Added for somebody else, as an extension of XRechnung has it. */
  readonly thirdParty: Money | null;
  readonly amountDue: Money | null;
}

/** An electronic invoice by EN 16931, whichever of its two syntaxes it is written in. What is not there is null. */
export interface EInvoice {
  readonly syntax: 'cii' | 'ubl';
  /** The specification that the seller followed, e.g. `urn:factur-x.eu:1p0:minimum`. */
  readonly profile: string | null;
  readonly type: 'invoice' | 'credit-note';
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly dueOn: Day | null;
  /** Both days belong to it. */
  readonly period: { readonly from: Day; readonly to: Day } | null;
  readonly currency: string | null;
  readonly seller: EInvoiceParty;
  readonly buyer: EInvoiceParty;
  readonly lines: readonly EInvoiceLine[];
  readonly adjustments: readonly EInvoiceAdjustment[];
  readonly taxes: readonly EInvoiceTax[];
  readonly totals: EInvoiceTotals;
  readonly payment: {
    readonly reference: string | null;
    /** IBANs, or what a bank has in the place of one, as they are written. */
    readonly accounts: readonly string[];
    /** Whose they are, where it is said. */
    readonly payee: string | null;
    readonly terms: string | null;
  };
}

/** An invoice that could be read may have findings too. */
export interface ReadEInvoice {
  readonly invoice: EInvoice | null;
  readonly findings: readonly EInvoiceFinding[];
}
