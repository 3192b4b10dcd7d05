import { computed, type ComputedRef } from 'vue';
import { type Amount, formatAmount, formatThreshold } from '#shared/alerts.ts';
import { decimalsOf, formatMoney, type Money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import { type Instant, millisOf, type Month } from '#shared/time.ts';
import type { UsageMetric } from '#shared/usage.ts';
import { isInBytes } from '#shared/usage-plan.ts';
import { useLanguage } from './language.ts';

export interface Format {
  readonly locale: string;
  money(value: Money): string;
  /** Money, bytes, things counted or percent. */
  amount(value: Amount): string;
  /** What was used of a metric: `12.4 GB`. */
  usage(metric: UsageMetric, quantity: number): string;
  /** Of an alert: exactly as it is compared, where amounts are rounded up. */
  threshold(value: Amount): string;
  /** `512.40 USD`, where several currencies stand beside each other. */
  moneyWithCode(value: Money): string;
  number(value: number): string;
  /** `61 kB`. */
  fileSize(bytes: number): string;
  /** A price per unit, in minor units as decimal text: `0.4` of USD as `$0.004`. */
  unitPrice(minorDecimal: string, currency: string): string;
  /** A country's name from its two letters. */
  country(code: string): string;
  /** `0.75` as `75 %`. */
  percent(share: number): string;
  /** `0.034` as `+3.4%`. */
  signedPercent(share: number): string;
  /** A day as the vendor bills it, in UTC. */
  billingDay(instant: Instant): string;
  /** First and last day of a billing period, in UTC as vendors bill. */
  period(period: Period): string;
  month(month: Month): string;
  /** `Sep 2026`. */
  monthBrief(month: Month): string;
  /** `Sep`. */
  monthShort(month: Month): string;
  /** Of the number 1 to 12. */
  monthName(number: number): string;
  /** Date and time on this computer's clock. */
  dateTime(instant: Instant): string;
  day(instant: Instant): string;
  time(instant: Instant): string;
  /** `3 minutes ago`, seen from `now` in milliseconds. */
  ago(instant: Instant, now: number): string;
}

const minute = 60_000;
const hour = 60 * minute;
const dayLength = 24 * hour;

/** A moment of the period's last day, in UTC: the end itself is not part of it. */
const lastMoment = ({ start, end }: Period) => Math.max(millisOf(start), millisOf(end) - 1);

export function createFormat(locale: string): Format {
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const signedPercents = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const utcDays = dates({ dateStyle: 'medium', timeZone: 'UTC' });
  const months = dates({ month: 'long', year: 'numeric', timeZone: 'UTC' });
  const briefMonths = dates({ month: 'short', year: 'numeric', timeZone: 'UTC' });
  const monthNames = dates({ month: 'long', timeZone: 'UTC' });
  const shortMonths = dates({ month: 'short', timeZone: 'UTC' });
  const moments = dates({ dateStyle: 'medium', timeStyle: 'short' });
  const days = dates({ dateStyle: 'medium' });
  const times = dates({ timeStyle: 'short' });
  const size = (unit: 'byte' | 'kilobyte' | 'megabyte') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumSignificantDigits: 3 });
  const sizes = { byte: size('byte'), kilobyte: size('kilobyte'), megabyte: size('megabyte') };
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const firstOf = (month: Month) => millisOf(`${month}-01T00:00:00.000Z`);
  return {
    locale,
    money: (value) => formatMoney(value, locale),
    amount: (value) => formatAmount(value, locale),
    usage: (metric, quantity) => formatAmount({ quantity, unit: isInBytes(metric) ? 'byte' : 'count' }, locale),
    threshold: (value) => formatThreshold(value, locale),
    moneyWithCode: (value) => formatMoney(value, locale, 'code'),
    number: (value) => numbers.format(value),
    fileSize: (bytes) =>
      bytes < 1_000
        ? sizes.byte.format(bytes)
        : bytes < 1_000_000
          ? sizes.kilobyte.format(bytes / 1_000)
          : sizes.megabyte.format(bytes / 1_000_000),
    unitPrice: (minorDecimal, currency) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: decimalsOf(currency),
        maximumFractionDigits: 12,
        // Intl takes decimal text exactly; a number would pass through floating point.
      }).format(`${minorDecimal}E-${decimalsOf(currency)}` as Intl.StringNumericLiteral),
    country: (code) => (/^[A-Za-z]{2}$/.test(code) ? (countries.of(code.toUpperCase()) ?? code) : code),
    percent: (share) => percents.format(share),
    signedPercent: (share) => signedPercents.format(share),
    billingDay: (instant) => utcDays.format(millisOf(instant)),
    period: (period) => utcDays.formatRange(millisOf(period.start), lastMoment(period)),
    month: (month) => months.format(firstOf(month)),
    monthName: (number) => monthNames.format(Date.UTC(2026, number - 1)),
    monthBrief: (month) => briefMonths.format(firstOf(month)),
    monthShort: (month) => shortMonths.format(firstOf(month)),
    dateTime: (instant) => moments.format(millisOf(instant)),
    day: (instant) => days.format(millisOf(instant)),
    time: (instant) => times.format(millisOf(instant)),
    ago(instant, now) {
      const past = millisOf(instant) - now;
      const size = Math.abs(past);
      if (size < hour) return relative.format(Math.round(past / minute), 'minute');
      if (size < dayLength) return relative.format(Math.round(past / hour), 'hour');
      return relative.format(Math.round(past / dayLength), 'day');
    },
  };
}

/** Made once for a locale: `Intl` objects cost far more than formatting, and a list shows thousands of amounts. */
const made = new Map<string, Format>();

function formatOf(locale: string): Format {
  const known = made.get(locale);
  if (known) return known;
  const format = createFormat(locale);
  made.set(locale, format);
  return format;
}

/** Formats in the user's locale; follows a change of language. */
export function useFormat(): ComputedRef<Format> {
  const { locale } = useLanguage();
  return computed(() => formatOf(locale.value));
}
