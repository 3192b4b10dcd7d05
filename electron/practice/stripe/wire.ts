import type { Seconds } from '../data/calendar.ts';
import type { InvoiceFacts, Invoices } from '../data/invoices.ts';
import type { World } from '../data/world.ts';

/** What every endpoint needs to answer. */
export interface Wire {
  readonly world: World;
  readonly invoices: Invoices;
  readonly links: Links;
  now(): Seconds;
}

/** Addresses of pages that the server shows to a browser. */
export interface Links {
  hosted(facts: InvoiceFacts, now: Seconds): string;
  pdf(facts: InvoiceFacts, now: Seconds): string;
  /** Of the payment of an invoice. */
  receipt(facts: InvoiceFacts, now: Seconds): string;
  creditNotePdf(creditNoteId: string, now: Seconds): string;
  portal(session: {
    readonly customer: string;
    readonly id: string;
    readonly flow: string;
    readonly returnUrl: string | null;
  }): string;
}
