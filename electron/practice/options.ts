/** How a practice server is made. */
export interface PracticeOptions {
  /** 0 picks a free port. Always on 127.0.0.1. */
  readonly port: number;
  readonly seed: number;
  /** Invoices of the printed customer at `anchor`; each billing period that ends later adds to them. */
  readonly invoices: number;
  /** Where its clock starts, milliseconds since 1970; null for the real time. */
  readonly now: number | null;
  /** Practice seconds per real second. */
  readonly speed: number;
  /**
   * The moment at which the practice data was created, milliseconds since 1970; null for the start of the clock.
   *
   * Past and future are laid out around it: five years of invoices before it, a current billing period of which close to
   * half or more has passed (so that the upcoming invoice is above 100.00 from the beginning), and periods without end after it.
   * Everything is a function of seed, invoices and anchor; so who keeps the anchor and passes it again gets the same ids,
   * numbers and amounts at every start, while the clock moves on and months roll over.
   *
   * Only the part of the month that the anchor falls in counts: from the 1st to the 7th periods begin on the 16th, from the
   * 8th to the 15th on the 23rd, later on the 1st (UTC). Two starts without an anchor in the same part of a month have the same data.
   */
  readonly anchor: number | null;
}

export interface PracticeServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Matches `^cus_[A-Za-z0-9]+$`. */
  readonly customerId: string;
  /** Matches `^private_[A-Za-z0-9]+$`. */
  readonly imagekitKey: string;
  /** What to pass as `anchor` next time to get the same data; milliseconds since 1970. */
  readonly anchor: number;
  /** Milliseconds since 1970 by the server's own clock. */
  now(): number;
  setClock(change: { readonly now?: number; readonly speed?: number }): void;
  close(): Promise<void>;
}
