import type { z } from 'zod';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';

/** Reads what a server sent; a missing or impossible field is `answer-incomplete`, named. */
export function read<Schema extends z.ZodType>(schema: Schema, raw: unknown, object: string): Result<z.output<Schema>> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  return fail(incomplete(object, raw, field));
}

/** `invoice in_123` has no usable `field`. */
export function incomplete(object: string, raw: unknown, field: string): AppError {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? ` ${raw.id}` : '';
  return { code: 'answer-incomplete', object: `${object}${id}`, field };
}

/** Every value, or the first error. */
export function all<T>(results: Iterable<Result<T>>): Result<T[]> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}
