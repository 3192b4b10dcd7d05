import { decimalsOf } from '#shared/money.ts';
import type { Calendar, Seconds } from './calendar.ts';
import { type Charges, type LineDiscount, type LineTax, noCharges, rateOfCustomer, taxed } from './charges.ts';
import { type Offer, offerOf, type OfferKey } from './catalog.ts';
import type { CustomerProfile, SubscriptionProfile } from './profiles.ts';
import { hashOf } from './random.ts';
import type { Story } from './timelines.ts';
import type { UsageHistory } from './usage.ts';
import { amountText } from './words.ts';

export interface Line {
  readonly description: string;
  /** Minor units, before discounts, without a tax that is not inclusive. */
  readonly amount: number;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly discounts: readonly LineDiscount[];
  readonly taxes: readonly LineTax[];
  readonly offer: OfferKey;
  readonly start: Seconds;
  readonly end: Seconds;
}

/** Minor units. The subtotal, as Stripe has it, is without the discounts of single lines. */
export interface Sums {
  readonly subtotal: number;
  readonly discount: number;
  readonly tax: number;
  readonly total: number;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export function sumOf(lines: readonly Line[], { shipping }: Pick<Charges, 'shipping'> = noCharges): Sums {
  const discounts = lines.flatMap((line) => line.discounts);
  const taxes = [...lines.flatMap((line) => line.taxes), ...(shipping?.taxes ?? [])];
  const discountOf = (ofLine: boolean) => sum(discounts.flatMap((each) => (each.ofLine === ofLine ? each.amount : [])));
  const subtotal = sum(lines.map(({ amount }) => amount)) - discountOf(true);
  const discount = discountOf(false);
  const onTop = sum(taxes.flatMap(({ inclusive, amount }) => (inclusive ? [] : amount)));
  return {
    ...{ subtotal, discount },
    tax: sum(taxes.map(({ amount }) => amount)),
    total: subtotal - discount + (shipping?.amount ?? 0) + onTop,
  };
}

type LineParts = Omit<Line, 'amount' | 'taxes' | 'discounts'>;

function lineOf(customer: CustomerProfile, parts: LineParts): Line {
  const amount = parts.quantity * parts.unitAmount;
  const rate = rateOfCustomer(customer);
  return { ...parts, amount, discounts: [], taxes: rate ? [taxed(amount, rate, false)] : [] };
}

const priced = (customer: CustomerProfile, amount: number): string => amountText(amount, customer.currency);

function feeLine(customer: CustomerProfile, offer: OfferKey, quantity: number, start: Seconds, end: Seconds): Line {
  const { name, interval, amount } = offerOf(offer);
  const unitAmount = amount[customer.currency];
  const description = `${quantity} × ${name} (at ${priced(customer, unitAmount)} / ${interval ?? 'once'})`;
  return lineOf(customer, { description, quantity, unitAmount, offer, start, end });
}

// As Stripe does for graduated prices: one line for each tier that was reached.
function usageLines(customer: CustomerProfile, key: OfferKey, used: number, start: Seconds, end: Seconds): Line[] {
  const offer: Offer = offerOf(key);
  if (!offer.metered) return [];
  const { unitSize, unit, includedUnits } = offer.metered;
  const units = Math.ceil(used / unitSize);
  const tiers = [
    { tier: 1, quantity: Math.min(units, includedUnits), unitAmount: 0 },
    { tier: 2, quantity: units - includedUnits, unitAmount: offer.amount[customer.currency] },
  ];
  return tiers
    .filter(({ tier, quantity }) => tier === 1 || quantity > 0)
    .map(({ tier, quantity, unitAmount }) => {
      const description = `${quantity} × ${unitSize} ${unit} ${offer.name.toLowerCase()} (Tier ${tier} at ${priced(customer, unitAmount)} / month)`;
      return lineOf(customer, { description, quantity, unitAmount, offer: key, start, end });
    });
}

export interface CycleRequest {
  readonly customer: CustomerProfile;
  readonly subscription: SubscriptionProfile;
  /** Number of the period that begins with this invoice. */
  readonly period: number;
  /** The subscription ends here: only the usage of the last period is billed. */
  readonly final: boolean;
  /** Usage is counted up to here, or to the end of the period that closes. */
  readonly until: Seconds;
}

/** Lines of a period's invoice: the fee of the coming period in advance, the usage of the past one in arrears. */
export function cycleLines(request: CycleRequest, calendar: Calendar, usage: UsageHistory): Line[] {
  const { customer, subscription, period, final } = request;
  const start = calendar.start(period);
  const end = calendar.start(period + 1);
  const trial = subscription.kind === 'trial' || subscription.kind === 'paused';
  if (trial && period === subscription.firstPeriod) {
    const description = `Trial period for ${offerOf('pro').name}`;
    return [lineOf(customer, { description, quantity: 1, unitAmount: 0, offer: 'pro', start, end })];
  }
  const before = calendar.start(period - 1);
  const billsUsage = period > subscription.firstPeriod + (trial ? 1 : 0);
  return subscription.items.flatMap(({ offer, quantity }) => {
    const { metered } = offerOf(offer);
    if (!metered) return final ? [] : [feeLine(customer, offer, quantity, start, end)];
    if (!billsUsage) return [];
    const used = usage.between(metered.metric, before, Math.min(start, request.until));
    return usageLines(customer, offer, used, before, start);
  });
}

const tasks = [
  'Migration support',
  'Custom domain set-up',
  'Bandwidth top-up',
  'Training for a team',
  'Archive restore',
] as const;

/** Lines of an invoice that was written by hand. */
export function manualLines(
  seed: number,
  customer: CustomerProfile,
  story: Story,
  key: string,
  created: Seconds,
): Line[] {
  const whole = 10 ** decimalsOf(customer.currency.toUpperCase());
  const line = (description: string, quantity: number, unitAmount: number): Line =>
    lineOf(customer, { description, quantity, unitAmount, offer: 'services', start: created, end: created });
  if (story === 'negative') return [line('Credit for an outage of the image service', 1, -25 * whole)];
  if (story === 'zero') return [line('Invitation to the user conference', 1, 0)];
  const count = story === 'many-lines' ? 34 : 1 + (hashOf(seed, key, 'lines') % 2);
  return Array.from({ length: count }, (_, index) => {
    const luck = hashOf(seed, key, 'line', index);
    const task = tasks[luck % tasks.length] ?? tasks[0];
    // Many small lines come to about as much as a few larger ones.
    const dearest = count > 2 ? 6 : 75;
    const unitAmount =
      (Math.ceil(dearest / 5) + (luck % Math.ceil(0.8 * dearest))) * whole + (luck % 4) * Math.floor(whole / 4);
    return line(count > 2 ? `${task}, part ${index + 1}` : task, 1 + (luck % 3), unitAmount);
  });
}
