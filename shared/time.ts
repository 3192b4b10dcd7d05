import { z } from 'zod';

/**
 * A moment as ISO 8601 UTC text with milliseconds, e.g. `2026-11-22T12:00:00.000Z`.
 * One fixed width, so that moments sort as text, in memory and in SQL.
 */
export type Instant = `${Day}T${number}:${number}:${number}Z`;
export const instantSchema = z.iso.datetime({ precision: 3 }) as z.ZodType<Instant, Instant>;

/** A calendar day, `YYYY-MM-DD`. */
export type Day = `${number}-${number}-${number}`;
export const daySchema = z.iso.date() as z.ZodType<Day, Day>;

/** A calendar month, `YYYY-MM`. */
export type Month = `${number}-${number}`;
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) as z.ZodType<Month, Month>;

/** Of a date that may be either. */
export const isMonth = (date: Day | Month): date is Month => date.length === 7;

/** Years have four digits, so that moments sort as text: what lies beyond is the first or the last moment of these. */
const firstMillis = Date.parse('0001-01-01T00:00:00.000Z');
const lastMillis = Date.parse('9999-12-31T23:59:59.999Z');

export const instantFromMillis = (millis: number): Instant =>
  new Date(Math.min(Math.max(millis, firstMillis), lastMillis)).toISOString() as Instant;

/** Stripe's timestamps are whole seconds since 1970. */
export const instantFromSeconds = (seconds: number): Instant => instantFromMillis(seconds * 1000);

export const millisOf = (instant: Instant): number => Date.parse(instant);
