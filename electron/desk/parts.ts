import type { Account } from '#shared/accounts.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { InvoiceQueries, InvoiceTotals } from '../archive/index.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { Watch } from '../watch/index.ts';

export interface DeskParts {
  readonly db: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly accounts: () => readonly Account[];
  readonly summaries: () => Promise<AccountSummary[]>;
  readonly known: Pick<Watch['known'], 'snapshot' | 'freshness'>;
  readonly alerts: Pick<Watch['alerts'], 'list' | 'standings'>;
  readonly compare: Watch['compare'];
  readonly totals: Pick<InvoiceTotals, 'monthTotals'>;
  readonly invoices: Pick<InvoiceQueries, 'unpaid'>;
  /** Whether the account's invoices were all fetched once, or it has none to be fetched. */
  readonly isSynced: (accountId: string) => boolean;
  /** The accounting time zone. */
  readonly timeZone: () => string;
  /** The time by which an account is billed, milliseconds since 1970. */
  readonly timeOf: (accountId: string) => number;
  readonly recordAction: RecordAction;
  readonly emit: Emit<'desk.changed'>;
}
