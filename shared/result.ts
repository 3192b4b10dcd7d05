import type { AppError } from './errors.ts';

/** What a call that may fail in an expected way returns. Exceptions are left for bugs. */
export type Result<T, E = AppError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

/** No sentence, which has a blank, and nothing empty. What is only known to be a string passes. */
type Datum<Value> = Value extends '' | `${string} ${string}` ? never : Value;

/** Words of a vendor or the operating system are marked as such by their field's name, and by it alone. */
type CodesAndData<E> = {
  readonly [Name in keyof E]: Name extends 'vendorWords' | 'systemWords' ? E[Name] : Datum<E[Name]>;
};

/** The literals of an error are codes and data: a sentence among them, or an empty text, does not compile. */
export const fail = <const E>(error: E & CodesAndData<E>): Result<never, E> => ({ ok: false, error });
