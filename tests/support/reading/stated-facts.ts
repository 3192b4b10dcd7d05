/** What an electronic invoice states: sums as decimal text, null where it says nothing of it. */
export interface StatedFacts {
  readonly number: string;
  readonly issued: string;
  readonly due: string | null;
  readonly currency: string;
  readonly seller: string;
  readonly buyer: string;
  readonly type: 'invoice' | 'credit-note';
  readonly period: readonly [from: string, to: string] | null;
  readonly lines: number;
  readonly taxes: number;
  readonly lineSum: string;
  readonly allowances: string | null;
  readonly charges: string | null;
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  readonly prepaid: string | null;
  readonly rounding: string | null;
  readonly payable: string;
}

/** How facts are written. */
export interface Writing {
  readonly profile: string;
  readonly items: readonly { readonly text: string; readonly net: string; readonly rate: string }[];
  readonly rates: readonly { readonly rate: string; readonly base: string; readonly tax: string }[];
  /** Prefixes as this writer chose them; none: the root's namespace is the default one. */
  readonly prefixes: boolean;
  /** The tax once more in the seller's own currency. */
  readonly taxInOwnCurrency: string | null;
  /** A file inside, as base64. */
  readonly attachment: { readonly name: string; readonly content: string } | null;
}

export type MadeEInvoice = StatedFacts & Writing;

export const escapedXml = (text: string): string =>
  text.replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign] ?? sign);
