import { z } from 'zod';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { UnreadKind, UnreadName } from '#shared/unread.ts';
import type { VendorObject } from '#shared/vendor-objects.ts';
import type { ReadObject, UnreadObject } from '../billing-source.ts';

/** Reads what a server sent; a missing field is `answer-incomplete`, an impossible one `value-unknown`, both named. */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  object: VendorObject,
): Result<z.output<Schema>> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  return fail(unusable(object, raw, parsed.error.issues[0]?.path ?? []));
}

/** It has no usable field there. */
export function unusable(object: VendorObject, raw: unknown, path: readonly PropertyKey[]): AppError {
  const field = path.map(String).join('.');
  const value = valueAt(raw, path);
  const id = idOf(raw);
  // What is no object at all lacks whatever makes it one.
  return value === undefined || value === null
    ? { code: 'answer-incomplete', object, id, field: field || 'id' }
    : { code: 'value-unknown', object, id, field: field || 'object', value: shown(value) };
}

export const idOf = (raw: unknown): string | null =>
  isObject(raw) && typeof raw['id'] === 'string' && raw['id'] !== '' ? raw['id'] : null;

export const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    raw,
  );

const longestShown = 60;

/** A value in an error's words: texts bare unless they are empty, all else as JSON, cut short. */
function shown(value: unknown): string {
  const text = typeof value === 'string' && value !== '' ? value : jsonOf(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** What the SDK makes of some numbers is no JSON: they become texts. */
export function jsonOf(raw: unknown): string {
  try {
    return JSON.stringify(raw);
  } catch {
    return JSON.stringify(raw, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  }
}

// The JSON is made when somebody asks for it: most of what is read never needs it.
export const readObject = <Value>(
  value: Value,
  sent: unknown,
  unread: readonly UnreadObject[] = [],
): ReadObject<Value> => ({
  value,
  get raw() {
    return jsonOf(sent);
  },
  unread,
});

export const unreadObject = (object: UnreadKind, sent: unknown, reason: AppError): UnreadObject => ({
  object,
  id: idOf(sent),
  reason,
  get raw() {
    return sent === undefined ? null : jsonOf(sent);
  },
});

/** Without what was sent, as the window and answers in JSON carry them. */
export const namesOf = (unread: readonly UnreadObject[]): UnreadName[] =>
  unread.map(({ object, id, reason }) => ({ object, id, reason }));

/** Each object by itself: one that cannot be read costs itself alone. */
export function readEach<Value>(
  sent: readonly unknown[],
  object: UnreadKind,
  readOne: (raw: unknown) => Result<Value>,
): { values: Value[]; unread: UnreadObject[] } {
  const values: Value[] = [];
  const unread: UnreadObject[] = [];
  for (const raw of sent) {
    const result = readOne(raw);
    if (result.ok) values.push(result.value);
    else unread.push(unreadObject(object, raw, result.error));
  }
  return { values, unread };
}

const partsSchema = z.object({ data: z.array(z.unknown()), has_more: z.boolean().nullish() });

/** A list within an object: its lines, its items. None of them where the server sent none. */
export function readParts<Schema extends z.ZodType>(
  sent: unknown,
  object: 'invoice-line' | 'credit-note-line' | 'subscription-item',
  schema: Schema,
): { values: z.output<Schema>[]; unread: UnreadObject[]; sent: readonly unknown[]; more: boolean } {
  if (sent === undefined || sent === null) return { values: [], unread: [], sent: [], more: false };
  const list = read(partsSchema, sent, `${object}-list`);
  if (!list.ok) return { values: [], unread: [unreadObject(object, sent, list.error)], sent: [], more: false };
  const { data, has_more: more } = list.value;
  return { ...readEach(data, object, (raw) => read(schema, raw, object)), sent: data, more: more ?? false };
}
