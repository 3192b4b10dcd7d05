import type { Account } from '#shared/accounts.ts';
import type { Instant } from '#shared/time.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { InvoiceQueries } from '../archive/index.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import type { KeptAnswers } from './answers.ts';
import type { Batches } from './batches.ts';
import type { HandoverProfiles } from './profiles.ts';

export interface HandoverDependencies {
  readonly db: Database;
  readonly invoices: Pick<InvoiceQueries, 'selected' | 'lines' | 'get'>;
  /** Closed ones too. */
  readonly accounts: () => readonly Account[];
  readonly recordAction: RecordAction;
  /** The operating system's user. */
  readonly userName: () => string;
  /** IANA, by which days of the books go. */
  readonly timeZone: () => string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: Emit<'handover.changed'>;
}

export interface HandoverParts extends HandoverDependencies {
  readonly profiles: HandoverProfiles;
  readonly answers: KeptAnswers;
  readonly batches: Batches;
  readonly now: () => Instant;
}
