import type { Seconds } from './calendar.ts';
import type { Address } from './profiles.ts';

export interface TaxIdRecord {
  readonly id: string;
  readonly type: string;
  readonly value: string;
  readonly country: string | null;
  readonly created: Seconds;
}

export interface Cancellation {
  /** The number of the first period that is not begun any more. */
  readonly endPeriod: number;
  /** The moment at which it ends where one was named; null: with its period. */
  readonly endsAt: Seconds | null;
  readonly requestedAt: Seconds;
  readonly comment: string | null;
  readonly feedback: string | null;
}

export interface Card {
  readonly brand: string;
  readonly last4: string;
  readonly month: number;
  readonly year: number;
}

/** A customer's details as they were at one moment. Requests may change each of them. */
export interface CustomerDetails {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly description: string | null;
  readonly address: Address | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly taxExempt: 'none' | 'exempt' | 'reverse';
  readonly locales: readonly string[];
}

/** What requests have changed since the server started; the rest follows from seed and clock. */
export interface PracticeState {
  /** Oldest first, as invoices keep what was valid when they were finalized. */
  readonly customers: Map<string, readonly { readonly at: Seconds; readonly change: Partial<CustomerDetails> }[]>;
  readonly taxIds: Map<string, readonly { readonly at: Seconds; readonly taxIds: readonly TaxIdRecord[] }[]>;
  readonly cancellations: Map<string, Cancellation>;
  readonly subscriptionMetadata: Map<string, Readonly<Record<string, string>>>;
  readonly cards: Map<string, Card>;
  /** Invoices that somebody paid on their hosted page. */
  readonly payments: Map<string, Seconds>;
}

export const emptyState = (): PracticeState => ({
  customers: new Map(),
  taxIds: new Map(),
  cancellations: new Map(),
  subscriptionMetadata: new Map(),
  cards: new Map(),
  payments: new Map(),
});
