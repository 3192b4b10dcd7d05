import { type Amount, formatAmount, formatThreshold } from './alerts.ts';
import { decimalsOf, formatMoney, type Money } from './money.ts';
import { accountingDay, addDays, monthOfDay, type Period, periodDays } from './period.ts';
import { compactIn, datesIn, numbersIn, unitsIn } from './regional.ts';
import { type Day, type Instant, millisOf, type Month } from './time.ts';
import { isInBytes } from './usage-plan.ts';
import type { UsageMetric } from './usage.ts';

/**
 * How figures, dates and days are written: one for window, main process, notifications and files. More than ten, since
 * whoever writes for people finds everything here.
 */
export interface Format {
  readonly locale: string;
  /** The accounting time zone. */
  readonly timeZone: string;
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
  /** For the axis of a chart: `1.2K`. */
  compact(value: number): string;
  /** `61 kB`. */
  fileSize(bytes: number): string;
  /** A price per unit, in minor units as decimal text: `0.4` of USD as `$0.004`. */
  unitPrice(minorDecimal: string, currency: string): string;
  /** A country's name from its two letters. */
  country(code: string): string;
  /** `0.75` as `75 %`. */
  percent(share: number): string;
  /** A percentage as decimal text, every digit of it: `8.875` as `8.875%`. */
  rate(percent: string): string;
  /** `0.034` as `+3.4%`. */
  signedPercent(share: number): string;
  /** A day in the books. */
  billingDay(instant: Instant): string;
  /** `30 Nov`, a day in the books where the year is clear. */
  billingDayShort(instant: Instant): string;
  date(day: Day): string;
  /** First and last day of a period in the books. */
  period(period: Period): string;
  /** `30 Nov`: its last day. */
  lastDayShort(period: Period): string;
  /** A whole calendar month by its name, anything else by its days. `brief` shortens the name: `Sep 2026`. */
  periodName(period: Period, brief?: boolean): string;
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

const millisOfDay = (day: Day): number => Date.parse(day);

export function createFormat(locale: string, timeZone: string): Format {
  const numbers = numbersIn(locale, { maximumFractionDigits: 2 });
  const rates = numbersIn(locale, { style: 'percent', maximumFractionDigits: 6 });
  const percents = numbersIn(locale, { style: 'percent', maximumFractionDigits: 0 });
  const signedPercents = numbersIn(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const plainDays = datesIn(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const shortDays = datesIn(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const months = datesIn(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const briefMonths = datesIn(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const monthNames = datesIn(locale, { month: 'long', timeZone: 'UTC' });
  const shortMonths = datesIn(locale, { month: 'short', timeZone: 'UTC' });
  const moments = datesIn(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const days = datesIn(locale, { dateStyle: 'medium' });
  const times = datesIn(locale, { timeStyle: 'short' });
  const size = (unit: 'byte' | 'kilobyte' | 'megabyte') => unitsIn(locale, { unit, maximumSignificantDigits: 3 });
  const sizes = { byte: size('byte'), kilobyte: size('kilobyte'), megabyte: size('megabyte') };
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const firstOf = (month: Month) => millisOf(`${month}-01T00:00:00.000Z`);
  const period = (of: Period): string => {
    const { first, last } = periodDays(of, timeZone);
    return plainDays.formatRange(millisOfDay(first), millisOfDay(last));
  };
  return {
    locale,
    timeZone,
    money: (value) => formatMoney(value, locale),
    amount: (value) => formatAmount(value, locale),
    usage: (metric, quantity) => formatAmount({ quantity, unit: isInBytes(metric) ? 'byte' : 'count' }, locale),
    threshold: (value) => formatThreshold(value, locale),
    moneyWithCode: (value) => formatMoney(value, locale, 'code'),
    number: (value) => numbers.format(value),
    compact: compactIn(locale),
    fileSize: (bytes) =>
      bytes < 1_000
        ? sizes.byte(bytes)
        : bytes < 1_000_000
          ? sizes.kilobyte(bytes / 1_000)
          : sizes.megabyte(bytes / 1_000_000),
    unitPrice: (minorDecimal, currency) =>
      numbersIn(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: decimalsOf(currency),
        maximumFractionDigits: 12,
        // Intl takes decimal text exactly; a number would pass through floating point.
      }).format(`${minorDecimal}E-${decimalsOf(currency)}` as Intl.StringNumericLiteral),
    country: (code) => (/^[A-Za-z]{2}$/.test(code) ? (countries.of(code.toUpperCase()) ?? code) : code),
    percent: (share) => percents.format(share),
    rate: (percent) => rates.format(`${percent}e-2` as Intl.StringNumericLiteral),
    signedPercent: (share) => signedPercents.format(share),
    billingDay: (instant) => plainDays.format(millisOfDay(accountingDay(instant, timeZone))),
    billingDayShort: (instant) => shortDays.format(millisOfDay(accountingDay(instant, timeZone))),
    date: (day) => plainDays.format(millisOfDay(day)),
    period,
    lastDayShort: (of) => shortDays.format(millisOfDay(periodDays(of, timeZone).last)),
    periodName(of, brief = false) {
      const { first, last } = periodDays(of, timeZone);
      const month = monthOfDay(first);
      const isWhole = first === `${month}-01` && monthOfDay(last) === month && monthOfDay(addDays(last, 1)) !== month;
      if (!isWhole) return period(of);
      return (brief ? briefMonths : months).format(firstOf(month));
    },
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

export function formatOf(locale: string, timeZone: string): Format {
  const name = `${locale} ${timeZone}`;
  const known = made.get(name);
  if (known) return known;
  const format = createFormat(locale, timeZone);
  made.set(name, format);
  return format;
}
