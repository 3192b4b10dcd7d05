import { randomUUID } from 'node:crypto';
import type { AppError } from '#shared/errors.ts';
import type { Logger } from '../platform/ports.ts';

/** Logs what was thrown, a bug of ours or of a library, under a reference that the error names to the user. */
export function bugOf(
  logger: Pick<Logger, 'error'>,
  message: string,
  cause: unknown,
  about: Readonly<Record<string, unknown>> = {},
): Extract<AppError, { code: 'internal' }> {
  const reference = randomUUID().slice(0, 8);
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  logger.error(message, { ...about, reference, reason });
  return { code: 'internal', reference };
}
