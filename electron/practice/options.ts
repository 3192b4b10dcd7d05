/** How a practice server is made. */
export interface PracticeOptions {
  /** 0 picks a free port. Always on 127.0.0.1. */
  readonly port: number;
  readonly seed: number;
  /** Invoices of the printed customer. */
  readonly invoices: number;
  /** Where its clock starts, milliseconds since 1970; null for the real time. */
  readonly now: number | null;
  /** Practice seconds per real second. */
  readonly speed: number;
}

export interface PracticeServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Matches `^cus_[A-Za-z0-9]+$`. */
  readonly customerId: string;
  /** Matches `^private_[A-Za-z0-9]+$`. */
  readonly imagekitKey: string;
  /** Milliseconds since 1970 by the server's own clock. */
  now(): number;
  setClock(change: { readonly now?: number; readonly speed?: number }): void;
  close(): Promise<void>;
}
