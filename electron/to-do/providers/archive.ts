import type { Verification } from '#shared/verification.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { Exports } from '../../export/index.ts';
import type { Imports } from '../../imports/index.ts';
import type { Mailboxes } from '../../mailboxes/index.ts';
import { itemOf, type ToDoProvider } from '../provider.ts';

/** Files that wait to be confirmed, by account. */
export const waitingImports =
  ({ list }: Pick<Imports['waiting'], 'list'>): ToDoProvider =>
  ({ accounts }) => {
    const waiting = Map.groupBy(
      list().filter(({ state }) => state === 'waiting'),
      ({ accountId }) => accountId,
    );
    return accounts.flatMap((account) => {
      const own = waiting.get(account.id) ?? [];
      // Another file is another matter: what was put off comes back with it.
      return own.length > 0 ? [itemOf('import-waiting', account, own.at(-1)?.id ?? '', { count: own.length })] : [];
    });
  };

/** Mailboxes that cannot be read, so that invoices in them stay away. */
export const failedMailboxes =
  ({ list }: Pick<Mailboxes, 'list'>): ToDoProvider =>
  ({ accounts }) => {
    const named = new Map(accounts.map((account) => [account.id, account]));
    return list().flatMap(({ id, accountId, user, failure }) =>
      failure
        ? [
            itemOf('mailbox-failed', named.get(accountId) ?? null, `${id} ${failure.since}`, {
              subject: user,
              since: failure.since,
            }),
          ]
        : [],
    );
  };

/** Open findings of the last verification of all accounts, and of single ones that ran later. */
export const openFindings =
  ({ last }: { readonly last: (accountId: string | null) => Verification | null }): ToDoProvider =>
  ({ accounts }) => {
    const whole = last(null);
    const newest = (account: AccountSummary) => {
      const own = last(account.id);
      return own && (!whole || own.at > whole.at) ? own : whole;
    };
    return accounts.flatMap((account) => {
      const found = newest(account);
      const open = (found?.findings ?? []).filter((each) => each.accountId === account.id && each.accepted === null);
      return found && open.length > 0
        ? [itemOf('finding', account, found.at, { count: open.length, since: found.at })]
        : [];
    });
  };

/** Automatic exports that could not write everything the last time. */
export const failedExports =
  ({ needingAttention }: Pick<Exports['automatic'], 'needingAttention'>): ToDoProvider =>
  () => {
    const failing = needingAttention();
    return failing.length === 0
      ? []
      : [
          itemOf('export-failed', null, failing.map(({ jobId }) => jobId).join(' '), {
            ...{ count: failing.length, since: failing[0]?.endedAt ?? null },
          }),
        ];
  };
