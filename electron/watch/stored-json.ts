import { type AppError, appErrorSchema } from '#shared/errors.ts';

/** An error as kept in the database; one that this version does not know is still an error. */
export function readError(json: string | null): AppError | null {
  if (json === null) return null;
  const parsed = appErrorSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : { code: 'internal', reference: 'unknown-code' };
}

export const writeError = (error: AppError | null): string | null => error && JSON.stringify(error);
