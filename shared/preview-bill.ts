import { shareOf, shareOfPercent, type Share } from './decimal.ts';
import type { Metered, Quantities, RunningBill } from './forecast.ts';
import { type InvoiceTax, isKnown } from './invoice-money.ts';
import type { InvoiceLine } from './invoices.ts';
import { lineAmountsOf } from './item-price.ts';
import { type Money, money } from './money.ts';
import type { SubscriptionItem } from './subscription.ts';
import type { UpcomingFigures } from './upcoming.ts';

/*
 * What a previewed invoice would come to with more usage: price → discounts → tax, as the vendor does it line by line. What its
 * lines do not tell, the rate of a tax for one, is taken from the rest of the invoice.
 */

interface Preview extends Pick<UpcomingFigures, 'total' | 'period' | 'unread'> {
  readonly lines: readonly InvoiceLine[];
}

/** Null where some lines could not be read: how much is metered is not known then. Null, too, where it adds up to no amount. */
export function previewBill(preview: Preview, items: readonly SubscriptionItem[]): RunningBill | null {
  const { total, period, lines } = preview;
  const meters = metersOf(preview, items);
  if (!meters) return null;
  return {
    period,
    total,
    metered: meters.map(({ key, used }): Metered => ({ key, used, isLevel: false })),
    totalWith: (expected) => totalWith(total, lines, meters, expected),
  };
}

/** A bill as it stood when this share of its period was gone, had usage been even; each price is one line. Null as above. */
export function invoiceAt(
  preview: Preview,
  items: readonly SubscriptionItem[],
  share: Share,
): Pick<Preview, 'total' | 'lines'> | null {
  const meters = metersOf(preview, items);
  if (!meters) return null;
  const used = new Map(meters.map((meter) => [meter.key, partOf(meter.used, share)]));
  const total = totalWith(preview.total, preview.lines, meters, used);
  const metered = meters.flatMap(({ key, lines: [first, ...others], isCounted, amountsWith }) => {
    const quantity = used.get(key) ?? 0;
    const amount = sumOf(amountsWith(quantity));
    if (!first || amount === null) return [];
    // Tiers have a price each: together they have none.
    const isOnePrice = others.every(({ unitAmountDecimal }) => unitAmountDecimal === first.unitAmountDecimal);
    return [
      {
        ...first,
        amount: money(amount, first.amount.currency),
        quantity: isCounted ? quantity : null,
        unitAmountDecimal: isOnePrice ? first.unitAmountDecimal : null,
      },
    ];
  });
  const others = preview.lines.filter((line) => !meters.some(({ lines }) => lines.includes(line)));
  return total && { total, lines: [...others, ...metered] };
}

/** Whole of what is counted in whole units. */
const partOf = (used: number, share: Share): number =>
  (Number.isSafeInteger(used) ? shareOf(used, share) : null) ?? (used * Number(share.part)) / Number(share.whole);

function metersOf({ total, lines, unread }: Preview, items: readonly SubscriptionItem[]): Meter[] | null {
  if (unread) return null;
  const meters: Meter[] = [];
  const own = lines.filter(({ kind, amount }) => kind === 'metered' && amount.currency === total.currency);
  for (const [key, group] of Map.groupBy(own, ({ priceId, id }) => priceId ?? id)) {
    const meter = meterOf(
      key,
      group,
      items.find(({ priceId }) => priceId === key),
    );
    if (!meter) return null;
    meters.push(meter);
  }
  return meters;
}

/** The lines of one price, and what they would be with another quantity; its quantity is an amount where no price is told. */
interface Meter {
  readonly key: string;
  readonly used: number;
  /** Else it is an amount. */
  readonly isCounted: boolean;
  readonly lines: readonly InvoiceLine[];
  amountsWith(quantity: number): readonly number[] | null;
}

function meterOf(key: string, lines: readonly InvoiceLine[], item: SubscriptionItem | undefined): Meter | null {
  const amount = sumOf(lines.map((line) => line.amount.amount));
  if (amount === null) return null;
  const used = lines.reduce((sum, { quantity }) => sum + (quantity ?? Number.NaN), 0);
  // Only a price that explains what is billed so far is to be trusted with the rest.
  if (item && used >= 0 && used <= Number.MAX_SAFE_INTEGER && sumOf(lineAmountsOf(item, used)) === amount)
    return { key, used, lines, isCounted: true, amountsWith: (quantity) => lineAmountsOf(item, quantity) };
  const amounts = lines.map((line) => line.amount.amount);
  if (amount <= 0) return { key, used: 0, lines, isCounted: false, amountsWith: () => amounts };
  return { key, used: amount, lines, isCounted: false, amountsWith: (expected) => scaled(amounts, expected, amount) };
}

function scaled(amounts: readonly number[], part: number, whole: number): readonly number[] | null {
  const share = { part: BigInt(part), whole: BigInt(whole) };
  const all = amounts.map((amount) => shareOf(amount, share));
  return all.every((amount) => amount !== null) ? all : null;
}

function sumOf(amounts: readonly number[] | null): number | null {
  const sum = amounts?.reduce((total, amount) => total + amount, 0) ?? null;
  return Number.isSafeInteger(sum) ? sum : null;
}

/** The total as it is, and what the expected lines add after their discounts and taxes to those that they stand for. */
function totalWith(total: Money, lines: readonly InvoiceLine[], meters: readonly Meter[], expected: Quantities) {
  let sum: number | null = total.amount;
  for (const { key, used, lines: own, amountsWith } of meters) {
    const amounts = amountsWith(expected.get(key) ?? used);
    const rates = ratesOf(own, lines);
    const now = costOf(
      own.map(({ amount }) => amount.amount),
      rates,
    );
    const then = amounts && costOf(amounts, rates);
    if (sum === null || now === null || then === null) return null;
    sum = sumOf([sum, then, -now]);
  }
  return sum === null ? null : money(sum, total.currency);
}

/** What becomes of a line's amount on its way into the total. */
interface Rates {
  readonly discounts: readonly Share[];
  readonly taxes: readonly Share[];
}

/** What lines of these amounts add to the total. */
function costOf(amounts: readonly number[], { discounts, taxes }: Rates): number | null {
  const costs: (number | null)[] = [];
  for (const amount of amounts) {
    const off = sumOfShares(amount, discounts);
    const net = off === null ? null : amount - off;
    costs.push(net, net === null ? null : sumOfShares(net, taxes));
  }
  return costs.every((cost) => cost !== null) ? sumOf(costs) : null;
}

function sumOfShares(amount: number, shares: readonly Share[]): number | null {
  const parts = shares.map((share) => shareOf(amount, share));
  return parts.every((part) => part !== null) ? sumOf(parts) : null;
}

/** Of the lines themselves; what they do not tell, of all lines. */
function ratesOf(own: readonly InvoiceLine[], all: readonly InvoiceLine[]): Rates {
  return {
    discounts: discountsOf(own) ?? discountsOf(all) ?? [],
    taxes: taxesOf(own) ?? taxesOf(all) ?? [],
  };
}

const big = (amounts: readonly Money[]): bigint => amounts.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
const amountsOf = (lines: readonly InvoiceLine[]): bigint => big(lines.map(({ amount }) => amount));

/** Those in percent; a fixed discount takes no more off what is to come. Null where the lines do not tell. */
function discountsOf(lines: readonly InvoiceLine[]): Share[] | null {
  const told = lines.filter(
    ({ amount, discounts }) => isKnown(discounts) && (discounts.length > 0 || amount.amount !== 0),
  );
  if (told.length === 0) return null;
  const listed = told.flatMap(({ discounts }) => (isKnown(discounts) ? discounts : []));
  const relative = listed.filter(({ percent }) => percent !== null);
  const rates = new Set(relative.flatMap(({ percent }) => percent ?? []));
  const [rate] = rates;
  // As the vendor rounds it, line by line; of several together what they took off.
  if (rate !== undefined && rates.size === 1 && relative.length === told.length) return [shareOfPercent(rate)];
  const off = big(relative.map(({ amount }) => amount));
  const whole = amountsOf(told);
  return off === 0n || whole <= 0n ? [] : [{ part: off, whole }];
}

/** Those that come on top. Null where the lines do not tell: a line of nothing may have none. */
function taxesOf(lines: readonly InvoiceLine[]): Share[] | null {
  const told = lines.filter(({ amount, taxes }) => isKnown(taxes) && (taxes.length > 0 || amount.amount !== 0));
  const [first] = told;
  if (!first) return null;
  const rates = onTop(first).map(({ rate }) => rate);
  const isSame = told.every((line) => JSON.stringify(onTop(line).map(({ rate }) => rate)) === JSON.stringify(rates));
  if (isSame && rates.every(isKnown)) return rates.filter(isKnown).map(shareOfPercent);
  const off = told.flatMap(({ discounts }) => (isKnown(discounts) ? discounts.map(({ amount }) => amount) : []));
  const whole = amountsOf(told) - big(off);
  return whole > 0n ? [{ part: big(told.flatMap(onTop).map(({ amount }) => amount)), whole }] : null;
}

const onTop = ({ taxes }: InvoiceLine): InvoiceTax[] =>
  isKnown(taxes) ? taxes.filter(({ inclusive }) => !inclusive) : [];
