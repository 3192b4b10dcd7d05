import type { KeyReport } from '#shared/accounts.ts';
import type { BillingDetails } from '#shared/billing-details.ts';
import type { Invoice } from '#shared/invoices.ts';
import type { Result } from '#shared/result.ts';
import type { Subscription } from '#shared/subscription.ts';
import type { Instant } from '#shared/time.ts';
import type { Upcoming } from '#shared/upcoming.ts';

export interface InvoicePage {
  /** Newest first. */
  readonly invoices: readonly Invoice[];
  /** Pass as `after` for the next page; null on the last one. */
  readonly next: string | null;
}

export interface InvoicePageRequest {
  readonly after: string | null;
  /** Only invoices created at or after this moment. */
  readonly createdFrom: Instant | null;
}

/** A vendor's billing data for one customer, read through the vendor's API and turned into domain types. */
export interface BillingSource {
  /** Tries every read that Billfold uses. A refused key or unknown customer is an error; a missing permission is a finding. */
  testKey(signal?: AbortSignal): Promise<Result<KeyReport>>;
  details(signal?: AbortSignal): Promise<Result<BillingDetails>>;
  /** All subscriptions, ended ones included. */
  subscriptions(signal?: AbortSignal): Promise<Result<Subscription[]>>;
  /** The upcoming invoice of one subscription. `none` only where the vendor says so. */
  upcoming(subscription: Subscription, signal?: AbortSignal): Promise<Result<Upcoming>>;
  /** One page of up to 100. */
  invoices(page: InvoicePageRequest, signal?: AbortSignal): Promise<Result<InvoicePage>>;
  /** One invoice with fresh links, and all its lines. */
  invoice(id: string, signal?: AbortSignal): Promise<Result<Invoice>>;
  /** Credit notes in the shape of invoices, `type: 'credit-note'`; paged like invoices. */
  creditNotes(page: InvoicePageRequest, signal?: AbortSignal): Promise<Result<InvoicePage>>;
}

/** Makes the source of an account; fails where the key is missing. */
export type OpenBillingSource = (accountId: string) => Promise<Result<BillingSource>>;
