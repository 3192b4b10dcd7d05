import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { ToDoItem, ToDoKind } from '#shared/to-do.ts';
import type { Day, Instant } from '#shared/time.ts';

/** What providers look at once for all of them. */
export interface ToDoContext {
  readonly now: Instant;
  readonly accounts: readonly AccountSummary[];
  /** A moment as a day in the books. */
  readonly dayOf: (instant: Instant) => Day;
  /** Today in the books, by the time by which the account is billed. */
  readonly todayOf: (accountId: string) => Day;
}

/** Finds what there is to do of one kind. It only reads, and is asked after every change. */
export type ToDoProvider = (context: ToDoContext) => ToDoItem[];

type Facts = Partial<Omit<ToDoItem, 'id' | 'kind' | 'decision' | 'accountId' | 'accountName' | 'practice'>>;

/**
 * An item of an account. `key` is what it is about: together with kind and account the same while it is the same matter,
 * another one where something new has come of it.
 */
export const itemOf = (
  kind: ToDoKind,
  account: Pick<AccountSummary, 'id' | 'name' | 'practice'> | null,
  key: string,
  facts: Facts = {},
): ToDoItem => ({
  id: [kind, account?.id ?? '', key].join(':'),
  kind,
  accountId: account?.id ?? null,
  accountName: account?.name ?? '',
  practice: account?.practice ?? false,
  ...{ subject: '', amount: null, limit: null, day: null, since: null, count: 1, reason: null, about: null },
  decision: null,
  ...facts,
});

const dayMillis = 24 * 60 * 60_000;
/** How many days from one day to another; below zero where it is past. */
export const daysUntil = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMillis);
