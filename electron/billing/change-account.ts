import PQueue from 'p-queue';
import { accountNotFound } from '#shared/accounts.ts';
import type { ActionName } from '#shared/actions.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, type Result } from '#shared/result.ts';
import type { Accounts } from '../accounts/index.ts';
import type { BillingSource, OpenBillingSource } from '../sources/billing-source.ts';

/** What a change is about to do, for the log of actions. */
export interface Intention {
  readonly what: ActionName;
  readonly before: unknown;
  readonly after: unknown;
}

export interface ChangeDependencies {
  readonly accounts: Pick<Accounts, 'get' | 'recordAction' | 'actions'>;
  readonly openSource: OpenBillingSource;
  /** Checks the account again, as something changed there or may have. */
  readonly refresh: (accountId: string) => void;
}

export interface Change<T> {
  readonly accountId: string;
  /**
   * Reads what it needs, and calls `begin` before it sends anything that changes something: from then on there is an
   * entry in the log. `after` of a success is what the vendor made of it, where that may be something else.
   */
  run(source: BillingSource, begin: (intention: Intention) => void): Promise<Result<{ value: T; after?: unknown }>>;
}

/** Whether a change that failed may have been made, or may still be. */
export const mayBeMade = ({ code }: AppError): boolean => code === 'change-unknown' || code === 'change-not-there-yet';

/**
 * Makes changes at the vendor, one at a time for each account: written to the log of actions before it is sent and with its
 * end afterwards, and followed by another check of the account. Whether the role allows it was asked before.
 */
export type ChangeAccount = <T>(change: Change<T>) => Promise<Result<T>>;

export function createChangeAccount({ accounts, openSource, refresh }: ChangeDependencies): ChangeAccount {
  const queues = new Map<string, PQueue>();

  async function make<T>({ accountId, run }: Change<T>): Promise<Result<T>> {
    if (!accounts.get(accountId)) return fail(accountNotFound(accountId));
    const source = await openSource(accountId);
    if (!source.ok) return source;
    const entries: string[] = [];
    const result = await run(source.value, (intention) => {
      entries.push(accounts.recordAction({ ...intention, accountId, outcome: 'unknown' }));
    });
    const isKnown = result.ok || !mayBeMade(result.error);
    for (const entry of isKnown ? entries : []) {
      accounts.actions.settle(entry, result.ok ? 'done' : 'failed', result.ok ? result.value.after : undefined);
    }
    if (entries.length > 0) refresh(accountId);
    return result.ok ? { ok: true, value: result.value.value } : result;
  }

  return async (change) => {
    const queue = queues.get(change.accountId) ?? new PQueue({ concurrency: 1 });
    queues.set(change.accountId, queue);
    return queue.add(() => make(change));
  };
}
