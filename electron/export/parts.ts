import type { Account } from '#shared/accounts.ts';
import type { ExportOptions, ExportSelection } from '#shared/export.ts';
import type { Format } from '#shared/format.ts';
import type { Result } from '#shared/result.ts';
import type { Verification } from '#shared/verification.ts';
import type { InvoiceQueries } from '../archive/index.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import type { Clock, Logger, RunJob } from '../platform/ports.ts';
import type { ExportJobs } from './jobs.ts';
import type { Outputs } from './output-set.ts';

/** Only the PDFs of these months are read: what closes a month is not a reading of the whole archive. */
interface VerifyOptions {
  readonly months: Pick<ExportSelection, 'from' | 'to'>;
  readonly signal: AbortSignal;
}

export interface ExportDependencies {
  readonly db: Database;
  readonly invoices: Pick<InvoiceQueries, 'selected' | 'summaryOf' | 'fingerprintOf'>;
  readonly accounts: () => readonly Account[];
  readonly verify: (accountId: string | null, options: VerifyOptions) => Promise<Result<Verification>>;
  /** The user's own choices, for what a request leaves open. */
  readonly options: () => ExportOptions;
  /** How figures and days are written for the user. */
  readonly format: () => Format;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The program's own version, for the manifest. */
  readonly version: string;
  /** How automatic exports are run. */
  readonly runJob: RunJob;
  readonly emit: Emit<'exports.changed'>;
}

export type ExportParts = ExportDependencies & { readonly jobs: ExportJobs; readonly outputs: Outputs };
