import { allMeant, receivesAlerts } from '#shared/accounts.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import { accountingDay } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { type Attention, mayBeClosed, mostPressingFirst, type ToDoItem } from '#shared/to-do.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import { createDecisions } from './decisions.ts';
import type { ToDoContext, ToDoProvider } from './provider.ts';
import { isWatched } from './providers/not-watched.ts';

export { exceededAlerts, exceededBudgets, uncomparedAlerts } from './providers/alerts.ts';
export { changedDetails, expiringCards } from './providers/accounts.ts';
export { failedExports, failedMailboxes, openFindings, waitingImports } from './providers/archive.ts';
export { unpaidInvoices } from './providers/invoices.ts';
export { notWatched } from './providers/not-watched.ts';
export { missingInvoices, sellerAlarms } from './providers/sellers.ts';
export { noticesDue } from './providers/renewals.ts';
export { itemOf, type ToDoProvider } from './provider.ts';

interface ToDoParts {
  readonly db: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly userName: () => string;
  readonly summaries: () => Promise<AccountSummary[]>;
  readonly providers: readonly ToDoProvider[];
  readonly timeZone: () => string;
  /** The time by which an account is billed, milliseconds since 1970. */
  readonly timeOf: (accountId: string) => number;
  readonly logger: Logger;
  readonly emit: Emit<'desk.changed'>;
}

export interface ToDoAnswer {
  readonly items: ToDoItem[];
  readonly attention: Attention;
}

/** Everything that somebody may have to see to, over all accounts: one list, whatever finds it. */
export type ToDo = ReturnType<typeof createToDo>;

const dayMillis = 24 * 60 * 60_000;

export function createToDo(parts: ToDoParts) {
  const { db, clock, userName, summaries, providers, timeZone, timeOf, logger, emit } = parts;
  const now = () => instantFromMillis(clock.now());
  const decisions = createDecisions(db, now, userName);

  /** What a provider cannot find for a bug of its own keeps no other back. */
  function found(provider: ToDoProvider, context: ToDoContext): ToDoItem[] {
    try {
      return provider(context);
    } catch (cause) {
      bugOf(logger, 'What is to be done could not be found', cause);
      return [];
    }
  }

  async function list(): Promise<ToDoAnswer> {
    const accounts = await summaries();
    const context: ToDoContext = {
      now: now(),
      accounts,
      dayOf: (instant) => accountingDay(instant, timeZone()),
      todayOf: (accountId) => accountingDay(instantFromMillis(timeOf(accountId)), timeZone()),
    };
    const decided = decisions.all();
    const items = providers
      .flatMap((provider) => found(provider, context))
      .map((item) => ({ ...item, decision: decisionNow(item.id) }))
      .sort(mostPressingFirst);
    function decisionNow(id: string): ToDoItem['decision'] {
      const decision = decided.get(id) ?? null;
      return decision?.until && decision.until <= context.now ? null : decision;
    }
    // A viewer is not alerted, by no badge either.
    const counted = allMeant(accounts).filter(({ role }) => receivesAlerts(role));
    const isCounted = ({ accountId, practice }: ToDoItem): boolean =>
      accountId === null
        ? !practice || counted.some((each) => each.practice)
        : counted.some(({ id }) => id === accountId);
    return {
      items,
      attention: {
        open: items.filter((item) => item.decision === null && isCounted(item)).length,
        unwatched: counted.filter((account) => !isWatched(account)).map(({ name }) => name),
        accounts: counted.length,
      },
    };
  }

  async function known(id: string): Promise<Result<ToDoItem>> {
    const item = (await list()).items.find((each) => each.id === id);
    return item ? ok(item) : fail({ code: 'to-do-not-found', item: id });
  }

  return {
    list,
    /** Puts an item off for so many days. */
    async later(id: string, days: number): Promise<Result<null>> {
      const item = await known(id);
      if (!item.ok) return item;
      decisions.put(id, 'later', instantFromMillis(clock.now() + days * dayMillis));
      emit('desk.changed', null);
      return ok(null);
    },
    /** Says that it is done, of what goes away in no other way; `to-do-ends-itself` of all else. */
    async done(id: string): Promise<Result<null>> {
      const item = await known(id);
      if (!item.ok) return item;
      if (!mayBeClosed(item.value.kind)) return fail({ code: 'to-do-ends-itself' });
      decisions.put(id, 'done', null);
      emit('desk.changed', null);
      return ok(null);
    },
    /** Takes a decision back. */
    again(id: string): Result<null> {
      decisions.remove(id);
      emit('desk.changed', null);
      return ok(null);
    },
  };
}
