import { z } from 'zod';

/* Single values of Stripe's objects, read as `wire.ts` says. */

export const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null);

/** A text that no figure needs: null where there is none, an empty one, or something else. Numbers are written out. */
export const words = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : null,
  );
/** What nobody needs to be right: null where it cannot be read. */
export const dispensable = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .unknown()
    .optional()
    .transform((value): z.output<Schema> | null => {
      const parsed = schema.safeParse(value);
      return parsed.success ? parsed.data : null;
    });
/** Some servers send whole numbers as text. */
export const wholeNumber = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value), schema);

/** Minor units. Stripe's largest amount has 12 digits; a bound keeps sums of many exact. */
export const amount = wholeNumber(z.int().min(-9e12).max(9e12));
export const currency = z
  .string()
  .regex(/^[a-z]{3}$/i)
  .transform((code) => code.toUpperCase());
/** Whole seconds since 1970, up to the year 9999. */
export const timestamp = wholeNumber(z.int().min(0).max(253_402_300_799));
export const quantity = wholeNumber(z.int().min(0));
export const count = wholeNumber(z.int().min(1));
/** The SDK turns some decimal texts into objects of its own. */
export const decimal = z
  .union([
    z.string(),
    z.number(),
    z.custom<{ toString(): string }>(
      (value) => typeof value === 'object' && value !== null && typeof value.toString === 'function',
    ),
  ])
  .transform(String)
  .pipe(z.string().regex(/^-?\d{1,15}(\.\d{1,30})?$/));
/** An id, or the object in its place where it was expanded. */
export const reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
export const named = z.object({ id: z.string(), name: words });

export const address = z.object({
  line1: words,
  line2: words,
  city: words,
  state: words,
  postal_code: words,
  country: words,
});
