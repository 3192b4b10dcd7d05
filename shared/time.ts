import { z } from 'zod';

/**
 * A moment as ISO 8601 UTC text with milliseconds, e.g. `2026-11-22T12:00:00.000Z`.
 * One fixed width, so that moments sort as text, in memory and in SQL.
 */
export const instantSchema = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof instantSchema>;

/** A calendar day, `YYYY-MM-DD`. */
export const daySchema = z.iso.date();
export type Day = z.infer<typeof daySchema>;

/** A calendar month, `YYYY-MM`. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export type Month = z.infer<typeof monthSchema>;

export const instantFromMillis = (millis: number): Instant => new Date(millis).toISOString();

/** Stripe's timestamps are whole seconds since 1970. */
export const instantFromSeconds = (seconds: number): Instant => instantFromMillis(seconds * 1000);

export const millisOf = (instant: Instant): number => Date.parse(instant);
