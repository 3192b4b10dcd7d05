import type { KeyReport } from '#shared/accounts.ts';
import type { BillingDetails, CustomerDetails, NewTaxId, TaxId } from '#shared/billing-details.ts';
import type { Invoice, InvoicePayment } from '#shared/invoices.ts';
import type { Result } from '#shared/result.ts';
import type { Subscription } from '#shared/subscription.ts';
import type { Instant } from '#shared/time.ts';
import type { UnreadName } from '#shared/unread.ts';
import type { Upcoming } from '#shared/upcoming.ts';

/** What could not be read, as the vendor sent it. */
export interface UnreadObject extends UnreadName {
  /** JSON text; null of what was not sent. */
  readonly raw: string | null;
}

/** What was read, and what it was read from. */
export interface ReadObject<Value> {
  readonly value: Value;
  /** As the vendor sent it: JSON text. */
  readonly raw: string;
  /** Parts of it that could not be read and are not in the value: a line of an invoice. */
  readonly unread: readonly UnreadObject[];
}

/** What a list holds, in its order. One object that cannot be read costs itself alone. */
export interface Listed<Value> {
  readonly read: readonly ReadObject<Value>[];
  readonly unread: readonly UnreadObject[];
}

/** Newest first. Long invoices may have their first lines only. */
export interface InvoicePage extends Listed<Invoice> {
  /**
   * Reads those of them again that a listing shows in part: with all their lines, and the reason of a failed payment. These
   * requests give way to others.
   */
  readonly readRemaining: () => Promise<Result<Listed<Invoice>>>;
  /** Of everything that was on the page, what is older than was asked for included; null where an object has none. */
  readonly ids: readonly (string | null)[];
  /** Pass as `after` for the next page; null on the last one. */
  readonly next: string | null;
}

export interface InvoicePageRequest {
  readonly after: string | null;
  /** Only invoices created at or after this moment. */
  readonly createdFrom: Instant | null;
}

/** What the vendor's own page, opened in the system browser, lets the user do. */
export type PortalFlow =
  | { readonly kind: 'payment-method-update' }
  | { readonly kind: 'subscription-cancel'; readonly subscriptionId: string };

/**
 * The changes that a customer may make at the vendor. A call that succeeds answers what the vendor's server then says.
 * One whose answer got lost is not repeated: the state is read back, so that `change-not-applied` means that the
 * change is not there, `change-not-there-yet` that its request may still arrive, and `change-unknown` that this could not be found out. `vendor-busy`, `change-refused`,
 * `tax-id-refused`, `email-refused` and `permission-missing`: nothing was changed. A change that began is not aborted.
 */
export interface BillingWriter {
  /** Absent fields stay, null empties one; an address is replaced as a whole. */
  updateDetails(change: Partial<CustomerDetails>): Promise<Result<CustomerDetails>>;
  /** The caller has made sure that the customer has no such tax id yet. */
  addTaxId(taxId: NewTaxId): Promise<Result<TaxId>>;
  /** One that is gone already is a success. */
  removeTaxId(id: string): Promise<Result<null>>;
  /** Ends a subscription, told as it was last read, with its period; or takes its end back, also one set to a day. */
  setCancelAtPeriodEnd(
    subscription: Pick<Subscription, 'id' | 'cancelAtPeriodEnd'>,
    cancel: boolean,
  ): Promise<Result<null>>;
  /** A link to the vendor's page, good for a few minutes and for this flow only. Changes nothing by itself. */
  portalLink(flow: PortalFlow): Promise<Result<string>>;
}

/** A vendor's billing data for one customer, read through the vendor's API and turned into domain types. */
export interface BillingSource extends BillingWriter {
  /** Tries every read that Billfold uses. A refused key or unknown customer is an error; a missing permission is a finding. */
  testKey(signal?: AbortSignal): Promise<Result<KeyReport>>;
  /** With a key that may not read tax ids these are null and the permission is named in `missing`. */
  details(signal?: AbortSignal): Promise<Result<BillingDetails>>;
  /** All subscriptions, ended ones included. */
  subscriptions(signal?: AbortSignal): Promise<Result<Listed<Subscription>>>;
  /** The upcoming invoice of one subscription. `none` only where the vendor says so. */
  upcoming(subscription: Subscription, signal?: AbortSignal): Promise<Result<Upcoming>>;
  /** One page of up to 100. `listing-cut-short` where it holds nothing and says that more comes. */
  invoices(page: InvoicePageRequest, signal?: AbortSignal): Promise<Result<InvoicePage>>;
  /** One invoice with fresh links, and all its lines. */
  invoice(id: string, signal?: AbortSignal): Promise<Result<ReadObject<Invoice>>>;
  /** Reads an invoice or credit note that was kept as it came; asks nobody. Its further lines are not read. */
  readAgain(object: 'invoice' | 'credit-note', raw: string): Result<ReadObject<Invoice>>;
  /** How an invoice was, or is to be, collected; with the reason of a failure and the receipt where the key may see them. */
  payment(invoiceId: string, signal?: AbortSignal): Promise<Result<InvoicePayment>>;
  /** Credit notes in the shape of invoices, `type: 'credit-note'`; paged like invoices. */
  creditNotes(page: InvoicePageRequest, signal?: AbortSignal): Promise<Result<InvoicePage>>;
}

/** Makes the source of an account; fails where the key is missing. */
export type OpenBillingSource = (accountId: string) => Promise<Result<BillingSource>>;
