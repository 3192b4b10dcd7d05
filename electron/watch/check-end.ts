import type { AlertId } from '#shared/alerts.ts';
import type { AppError } from '#shared/errors.ts';
import type { Reading } from './read-account.ts';

/** How a check ended: what it learned (perhaps with an error beside), or why nothing. Times in milliseconds since 1970. */
export interface CheckEnd {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly reading: Reading | null;
  readonly error: AppError | null;
  /** Alerts that there were when it began. */
  readonly alertIds: ReadonlySet<AlertId>;
}
