import { forecastOf, risesSince, type SeenQuantities } from '#shared/forecast.ts';
import { unknown } from '#shared/invoice-money.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import { type Money, money } from '#shared/money.ts';
import { previewBill } from '#shared/preview-bill.ts';
import type { SubscriptionItem } from '#shared/subscription.ts';
import { type Instant, instantFromSeconds } from '#shared/time.ts';
import { cycleLines, type Line, sumOf } from '../../electron/practice/data/amounts.ts';
import type { Calendar, Seconds } from '../../electron/practice/data/calendar.ts';
import { offerOf } from '../../electron/practice/data/catalog.ts';
import type { CustomerProfile, SubscriptionProfile } from '../../electron/practice/data/profiles.ts';
import type { UsageHistory } from '../../electron/practice/data/usage.ts';

/** One billing period of a practice customer, as its preview would show it and its final invoice bills it. */
export interface PracticePeriod {
  readonly customer: CustomerProfile;
  readonly subscription: SubscriptionProfile;
  readonly calendar: Calendar;
  readonly usage: UsageHistory;
}

export interface PracticeForecast {
  readonly elapsed: Seconds;
  readonly forecast: Money | null;
}

/** The bill as it stands at a time, or after all of the period. */
export function practiceBill(period: PracticePeriod, until: Seconds = period.calendar.start(1)): Money {
  return totalOf(linesAt(period, until), period.customer);
}

/** What each check of the period forecast, with what the checks before it had kept. */
export function practiceForecasts(practice: PracticePeriod, checkEvery: Seconds): readonly PracticeForecast[] {
  const { customer, subscription, calendar } = practice;
  const [start, end] = [calendar.start(0), calendar.start(1)];
  const period = { start: instantFromSeconds(start), end: instantFromSeconds(end) };
  const items = subscription.items.flatMap(({ offer }) => itemOf(offer, customer));

  const forecasts: PracticeForecast[] = [];
  let seen: SeenQuantities | null = null;
  for (let now = start + checkEvery; now < end; now += checkEvery) {
    const lines = linesAt(practice, now);
    const asOf = instantFromSeconds(now);
    const preview = { total: totalOf(lines, customer), period, lines: lines.map(invoiceLine(customer)) };
    const bill = previewBill(preview, items);
    if (!bill) throw new Error('A preview is no amount');
    const rises = risesSince(seen, bill, asOf);
    seen = { asOf, metered: bill.metered.map(({ key, used }) => ({ key, used, risenAt: rises.get(key) ?? null })) };
    forecasts.push({ elapsed: now - start, forecast: forecastOf(bill, asOf, rises)?.total ?? null });
  }
  return forecasts;
}

const linesAt = ({ customer, subscription, calendar, usage }: PracticePeriod, until: Seconds): readonly Line[] =>
  cycleLines({ customer, subscription, period: 1, final: false, until }, calendar, usage);
const currencyOf = ({ currency }: CustomerProfile): string => currency.toUpperCase();
const totalOf = (lines: readonly Line[], customer: CustomerProfile): Money =>
  money(sumOf(lines).total, currencyOf(customer));

const invoiceLine =
  (customer: CustomerProfile) =>
  (line: Line, index: number): InvoiceLine => ({
    id: `il_${String(index)}`,
    description: line.description,
    amount: money(line.amount, currencyOf(customer)),
    quantity: line.quantity,
    unitAmountDecimal: String(line.unitAmount),
    discounts: [],
    taxes: line.taxes.map(({ amount, inclusive, rate }) => ({
      ...{ rate: String(rate.percent), kind: unknown, name: null, jurisdiction: null, base: unknown },
      ...{ amount: money(amount, currencyOf(customer)), inclusive },
    })),
    period: { start: instant(line.start), end: instant(line.end) },
    priceId: line.offer,
    kind: offerOf(line.offer).metered ? 'metered' : 'fixed',
  });
const instant = (seconds: Seconds): Instant => instantFromSeconds(seconds);

function itemOf(key: Line['offer'], { currency }: CustomerProfile): SubscriptionItem[] {
  const { metered, amount, name } = offerOf(key);
  if (!metered) return [];
  const tiers = [
    { upTo: metered.includedUnits, unitAmountDecimal: '0', flatAmountDecimal: null },
    { upTo: null, unitAmountDecimal: String(amount[currency]), flatAmountDecimal: null },
  ];
  return [
    {
      ...{ id: key, priceId: key, name, quantity: null, metered: true, unitAmountDecimal: null, currency, tiers },
      ...{ tiersMode: 'graduated', included: metered.includedUnits, used: null, overage: null, unit: null },
    },
  ];
}
