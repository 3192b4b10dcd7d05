import { fail, ok, type Result } from '#shared/result.ts';
import type { FormFields, FormNode } from '../http/form.ts';
import { type Refusal, refusals } from './refusals.ts';

/** Reads one parameter, or says why Stripe would refuse it. */
export type Reader<T> = (node: FormNode, name: string) => Result<T, Refusal>;
/** What the readers give, each parameter absent unless it was sent. */
export type Values<R extends object> = {
  readonly [Name in keyof R]?: R[Name] extends Reader<infer T> ? T : never;
};

export const text: Reader<string> = (node, name) => {
  if (typeof node !== 'string') return fail(refusals.wrongValue(name, 'Invalid string: {...}'));
  return node === '' ? fail(refusals.emptyParameter(name)) : ok(node);
};

/** An absolute address of a web page. */
export const webAddress: Reader<string> = (node, name) => {
  const read = text(node, name);
  if (!read.ok) return read;
  return /^https?:\/\/[^/\s]+/.test(read.value) ? read : fail(refusals.wrongUrl(name));
};

/** A value where the empty string unsets it. */
export const clearable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (node, name) =>
    node === '' ? ok(null) : reader(node, name);

export const clearableText = clearable(text);

export const integer =
  (least: number, most: number): Reader<number> =>
  (node, name) => {
    const read = text(node, name);
    if (!read.ok) return read;
    if (!/^-?\d{1,15}$/.test(read.value)) return fail(refusals.notInteger(name, read.value));
    const value = Number(read.value);
    if (value > most) return fail(refusals.tooLarge(name, value, most));
    return value < least ? fail(refusals.tooSmall(name, value, least)) : ok(value);
  };

const time = integer(0, 9_999_999_999);

export const boolean: Reader<boolean> = (node, name) => {
  if (node === 'true' || node === 'false') return ok(node === 'true');
  return fail(refusals.wrongValue(name, `Invalid boolean: ${typeof node === 'string' ? node : '{...}'}`));
};

export const oneOf =
  <const T extends string>(...values: readonly T[]): Reader<T> =>
  (node, name) => {
    const read = text(node, name);
    if (!read.ok) return read;
    const found = values.find((value) => value === read.value);
    if (found !== undefined) return ok(found);
    const last = name.replace(/^.*\[|\]$/g, '');
    return fail(
      refusals.wrongValue(
        name,
        `Invalid ${last}: must be one of ${values.slice(0, -1).join(', ')}, or ${values.at(-1) ?? ''}`,
      ),
    );
  };

export const listOf =
  <T>(reader: Reader<T>): Reader<T[]> =>
  (node, name) => {
    if (typeof node === 'string' || !isList(node)) return fail(refusals.wrongValue(name, 'Invalid array'));
    const values: T[] = [];
    for (const [index, each] of node.entries()) {
      const read = reader(each, `${name}[${index}]`);
      if (!read.ok) return read;
      values.push(read.value);
    }
    return ok(values);
  };

export const group =
  <R extends object>(readers: R): Reader<Values<R>> =>
  (node, name) => {
    if (typeof node === 'string' || isList(node)) return fail(refusals.wrongValue(name, 'Invalid object'));
    return readFields(readers, node, name);
  };

export const metadata: Reader<Record<string, string>> = (node, name) => {
  if (node === '') return ok({});
  if (typeof node === 'string' || isList(node)) return fail(refusals.wrongValue(name, 'Invalid hash'));
  const entries = Object.entries(node);
  const nested = entries.find(([, value]) => typeof value !== 'string');
  if (nested) return fail(refusals.wrongValue(`${name}[${nested[0]}]`, 'Metadata values must be strings'));
  return ok(Object.fromEntries(entries.map(([key, value]) => [key, typeof value === 'string' ? value : ''])));
};

export const anyTime = { from: -Infinity, to: Infinity };

const bounds = group({ gt: time, gte: time, lt: time, lte: time });

/** A moment, or `gt`, `gte`, `lt`, `lte`; both ends of the result are included. */
export const timeRange: Reader<typeof anyTime> = (node, name) => {
  if (typeof node === 'string') {
    const read = time(node, name);
    return read.ok ? ok({ from: read.value, to: read.value }) : read;
  }
  const read = bounds(node, name);
  if (!read.ok) return read;
  const { gt, gte, lt, lte } = read.value;
  return ok({
    from: Math.max(gte ?? -Infinity, (gt ?? -Infinity) + 1),
    to: Math.min(lte ?? Infinity, (lt ?? Infinity) - 1),
  });
};

function isList(node: Exclude<FormNode, string>): node is readonly FormNode[] {
  return Array.isArray(node);
}

/** Reads all fields; the first one that nobody knows or that does not fit is the refusal, as with Stripe. */
export function readFields<R extends object>(readers: R, fields: FormFields, outer = ''): Result<Values<R>, Refusal> {
  // A constraint to readers would be taken as the type of each value, and lose it; `Values` turns anything else into never.
  const byName = readers as Readonly<Record<string, Reader<unknown>>>;
  const values: Record<string, unknown> = {};
  for (const [key, node] of Object.entries(fields)) {
    const name = outer === '' ? key : `${outer}[${key}]`;
    const reader = Object.hasOwn(readers, key) ? byName[key] : undefined;
    if (!reader) return fail(refusals.unknownParameter(name));
    const read = reader(node, name);
    if (!read.ok) return read;
    values[key] = read.value;
  }
  // Each value came from the reader of the same name.
  return ok(values as Values<R>);
}
