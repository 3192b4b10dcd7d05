import { type AppError, appErrorSchema } from '#shared/errors.ts';

/** A stored text as it was before it was written; null where it is no JSON, as after a fault of the disk. */
export function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** An error as kept in the database; one that this version does not know is still an error. */
export function readError(json: string | null): AppError | null {
  if (json === null) return null;
  const parsed = appErrorSchema.safeParse(readJson(json));
  return parsed.success ? parsed.data : { code: 'internal', reference: 'unknown-code' };
}

export const writeError = (error: AppError | null): string | null => error && JSON.stringify(error);
