import type { AppError } from '#shared/errors.ts';
import type { EventKind } from '#shared/event-kinds.ts';
import type { Instant } from '#shared/time.ts';

/** What a channel is sent. */
export interface Letter {
  /** The same in each attempt. */
  readonly eventId: string;
  readonly kind: EventKind | 'digest' | 'test';
  readonly at: Instant;
  readonly title: string;
  readonly body: string;
  /** Null of what is about no account. */
  readonly account: string | null;
  /** What it tells, for programs; amounts are left out of it where they are hidden. */
  readonly facts: object;
}

/**
 * What came of one attempt. `refused`: this letter is taken in no case. `failed`: nothing gets through now; `askedSeconds`
 * is how long the server asked to be left alone, null where it did not. `answer` is the server's, cut short.
 */
export type Sent =
  | { readonly outcome: 'delivered'; readonly answer: string; readonly error: AppError | null }
  | { readonly outcome: 'refused'; readonly error: AppError }
  | { readonly outcome: 'failed'; readonly error: AppError; readonly askedSeconds: number | null };

/** Facts in which no amount is named: money, quantities and what is made of them. */
export const withoutAmounts = (facts: object): object =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]: [string, unknown]) => [
      name,
      name === 'included' || name === 'cause' ? null : withoutAmount(value),
    ]),
  );

function withoutAmount(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutAmount);
  return 'currency' in value || 'quantity' in value ? null : withoutAmounts(value);
}
