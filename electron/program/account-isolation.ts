import type { AppError } from '#shared/errors.ts';
import { fail, type Result } from '#shared/result.ts';
import { bugOf } from '../logging/index.ts';
import type { Logger } from '../platform/ports.ts';

/** Work on one account beside that on others. */
export type IsolateAccount = <T>(
  message: string,
  accountId: string,
  work: () => Promise<Result<T>>,
) => Promise<Result<T>>;

/**
 * Keeps what one account's work throws from the others': a bug is that account's error, and in the log.
 * @param explain what a thrown failure means to the user, as of a full disk; null for a bug
 */
export const createAccountIsolation =
  (logger: Pick<Logger, 'error'>, explain: (cause: unknown) => AppError | null): IsolateAccount =>
  async (message, accountId, work) => {
    try {
      return await work();
    } catch (cause) {
      const bug = bugOf(logger, message, cause, { account: accountId });
      return fail(explain(cause) ?? bug);
    }
  };
