import { randomUUID } from 'node:crypto';
import type { Account } from '#shared/accounts.ts';
import type { Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { AccountRows } from './account-rows.ts';
import type { RecordAction } from './actions.ts';
import type { ChangeRows } from './change-account-rows.ts';
import type { FreeName } from './free-name.ts';

interface DocumentAccountParts {
  readonly rows: Pick<AccountRows, 'byName' | 'insert' | 'reopen'>;
  readonly changing: ChangeRows;
  readonly freeName: FreeName;
  readonly recordAction: RecordAction;
  readonly now: () => Instant;
}

/** An account without a source: its invoices come as documents. A closed one of the name goes on. */
export function createAddForDocuments({ rows, changing, freeName, recordAction, now }: DocumentAccountParts) {
  return (name: string): Result<Account> => {
    const known = rows.byName(name);
    const closed = known?.closedAt != null && known.sources.length === 0 ? known : null;
    const free = freeName(name, closed?.id ?? null);
    if (!free.ok) return free;
    const account: Account = {
      ...{ id: closed?.id ?? randomUUID(), name: free.value, role: 'finance', practice: false, sources: [] },
      ...{ supportEmail: closed?.supportEmail ?? null, createdAt: closed?.createdAt ?? now(), closedAt: null },
    };
    return changing(account, account.name, () => {
      // There is no source to be kept.
      if (closed) rows.reopen(account, 'stripe');
      else rows.insert(account, null, null);
      recordAction({ what: closed ? 'account.reopened' : 'account.added', accountId: account.id, after: account });
    });
  };
}
