import type { Result } from '#shared/result.ts';
import type { Listed, ReadObject } from '../../electron/sources/billing-source.ts';

/** The values that were read; none where the call failed. */
export const readValues = <Value>(listed: Result<Listed<Value>>): Value[] =>
  listed.ok ? listed.value.read.map(({ value }) => value) : [];

/** As if a vendor had sent the value itself. */
export const asRead = <Value>(value: Value): ReadObject<Value> => ({ value, raw: JSON.stringify(value), unread: [] });

export const asListed = <Value>(values: readonly Value[]): Listed<Value> => ({ read: values.map(asRead), unread: [] });
