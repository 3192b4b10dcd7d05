import { type InvoiceMoney, type InvoiceTax, isKnown, type Known, unknown } from './invoice-money.ts';
import type { Invoice, InvoiceLine } from './invoices.ts';
import { type Money, money } from './money.ts';

/** What must be so in every invoice, by the figure that follows from the others. */
export const identities = ['subtotal', 'total', 'net', 'tax', 'tax-rate', 'remaining'] as const;
export type Identity = (typeof identities)[number];

export interface FailedIdentity {
  readonly identity: Identity;
  /** As the invoice states it, and as it follows from its other figures. */
  readonly stated: Money;
  readonly counted: Money;
}

type Checked = Pick<Invoice, 'status'> & InvoiceMoney;

/**
 * The identities of an invoice that do not hold, as far as all of their parts are known.
 * @param lines all of them; null where some are not known
 */
export function failedIdentities(invoice: Checked, lines: readonly InvoiceLine[] | null): FailedIdentity[] {
  const { total, subtotal, discounts, shipping, taxes, tax, net } = invoice;
  const { currency } = total;
  const found: FailedIdentity[] = [];
  const check = (identity: Identity, stated: Known<Money>, counted: Known<bigint>, tolerance = 0): void => {
    if (!isKnown(stated) || !isKnown(counted) || stated.currency !== currency) return;
    const difference = BigInt(stated.amount) - counted;
    const isLarge = difference > BigInt(tolerance) || -difference > BigInt(tolerance);
    if (isLarge && isSafe(counted)) found.push({ identity, stated, counted: money(Number(counted), currency) });
  };

  const own = lines && lines.length > 0 && lines.every(({ amount }) => amount.currency === currency) ? lines : null;
  check('subtotal', subtotal, own ? sumOf(own.map(({ amount }) => amount)) : unknown);
  check(
    'total',
    total,
    [
      subtotal,
      isKnown(discounts) ? minus(sumOf(discounts.map(({ amount }) => amount))) : unknown,
      isKnown(shipping) ? (shipping?.amount ?? 0n) : unknown,
      isKnown(taxes) ? sumOf(taxes.filter(({ inclusive }) => !inclusive).map(({ amount }) => amount)) : unknown,
    ].reduce<Known<bigint>>(plus, 0n),
  );
  check('net', net, plus(big(total), minus(big(tax))));
  check('tax', tax, isKnown(taxes) ? sumOf(taxes.map(({ amount }) => amount)) : unknown);
  // The tax of each line, and of the shipping, may have been rounded by itself.
  for (const each of isKnown(taxes) ? taxes : [])
    check('tax-rate', each.amount, reckoned(each), (own?.length ?? 1) + 1);
  // Nobody pays what was voided.
  if (invoice.status !== 'void') check('remaining', invoice.remaining, stillToPay(invoice));
  return found;
}

function stillToPay({ total, creditApplied, prepaid, creditNotesApplied, rounding, paid }: InvoiceMoney) {
  const settled = [creditApplied, prepaid, creditNotesApplied, paid].reduce<Known<bigint>>(plus, 0n);
  return [minus(settled), rounding].reduce<Known<bigint>>(plus, big(total));
}

/** Base × rate, rounded to whole minor units, halves away from zero. */
function reckoned({ base, rate }: InvoiceTax): Known<bigint> {
  if (!isKnown(base) || !isKnown(rate)) return unknown;
  const [whole = '0', fraction = ''] = rate.split('.');
  const scale = 100n * 10n ** BigInt(fraction.length);
  const product = BigInt(base.amount) * BigInt(whole + fraction);
  const size = product < 0n ? -product : product;
  const rounded = (2n * size + scale) / (2n * scale);
  return product < 0n ? -rounded : rounded;
}

const isSafe = (amount: bigint): boolean => Number.isSafeInteger(Number(amount));
const big = (amount: Known<Money | bigint>): Known<bigint> =>
  typeof amount === 'object' ? BigInt(amount.amount) : amount;
const minus = (amount: Known<bigint>): Known<bigint> => (isKnown(amount) ? -amount : amount);
const sumOf = (amounts: readonly Money[]): bigint => amounts.reduce((sum, { amount }) => sum + BigInt(amount), 0n);

function plus(one: Known<bigint>, two: Known<Money | bigint>): Known<bigint> {
  const other = big(two);
  return isKnown(one) && isKnown(other) ? one + other : unknown;
}
