import { decimalsOf, type Money, sumsByCurrency } from '../money.ts';
import type { EInvoice, EInvoiceField, EInvoiceTax } from './model.ts';
import type { Values } from './values.ts';

/* What EN 16931 asks of an invoice, each by the number of its business rule, as far as its profile goes. */

/** How much a profile states; `old`: ZUGFeRD 1, which is older than the rules. */
type Level = 'old' | 'minimum' | 'without-lines' | 'whole' | 'extended';

function levelOf(profile: string | null): Level {
  if (profile === null) return 'whole';
  if (/urn:ferd:/i.test(profile)) return 'old';
  if (/:minimum$/i.test(profile)) return 'minimum';
  if (/:basic-?wl$/i.test(profile)) return 'without-lines';
  return /extended|extension/i.test(profile) ? 'extended' : 'whole';
}

/** In minor units: rounding may leave a cent each in what has no exact rule. */
const tolerance = 2;

/** Notes what an invoice lacks and which of its own sums differ. */
export function checkRules(invoice: EInvoice, values: Values): void {
  const level = levelOf(invoice.profile);
  const rule = (name: string): string | null => (level === 'old' ? null : name);
  checkFacts(invoice, values, level, rule);
  checkSums(invoice, values, level, rule);
}

type RuleName = (name: string) => string | null;

function checkFacts(invoice: EInvoice, { find, findings }: Values, level: Level, rule: RuleName): void {
  const { totals, currency } = invoice;
  const need = (value: unknown, field: EInvoiceField, name: string) => {
    if (value === null && !findings.some((each) => each.field === field)) find('missing', field, rule(name));
  };
  need(invoice.number, 'number', 'BR-02');
  need(invoice.issuedOn, 'issued', 'BR-03');
  need(currency, 'currency', 'BR-05');
  need(invoice.seller.name, 'seller', 'BR-06');
  if (currency !== null) need(totals.total, 'total', 'BR-14');
  if (level === 'old') return;
  need(invoice.buyer.name, 'buyer', 'BR-07');
  if (currency !== null) {
    need(totals.net, 'net', 'BR-13');
    need(totals.amountDue, 'amountDue', 'BR-15');
  }
  if (level === 'minimum') return;
  if (level !== 'without-lines' && invoice.lines.length === 0) find('missing', 'lines', rule('BR-16'));
  if (invoice.taxes.length === 0) find('missing', 'tax', rule('BR-CO-18'));
}

function checkSums(
  { totals, lines, taxes, adjustments }: EInvoice,
  { find, findings }: Values,
  level: Level,
  rule: RuleName,
): void {
  const { total, net, tax, allowances, charges, prepaid, rounding, thirdParty, amountDue } = totals;
  const isExact = level === 'whole' || level === 'minimum' || level === 'without-lines';
  const rounded = findings.some(({ code }) => code === 'too-precise') ? lines.length : 0;
  const spare = isExact ? rounded : Math.max(tolerance, lines.length);
  const differs = (stated: Money | null, counted: Money | null): boolean =>
    stated !== null && counted !== null && Math.abs(stated.amount - counted.amount) > spare;
  const check = (field: EInvoiceField, stated: Money | null, counted: (Money | null)[], name: string) => {
    if (differs(stated, sumOf(counted))) find('sum-differs', field, rule(name));
  };

  // Lines that only sum up others are not added, or else those that they sum up are not.
  const ways = [lines.filter(({ group }) => !group), lines.filter(({ parent }) => parent === null)];
  const sums = ways.map((way) => (way.length > 0 ? sumOf(way.map((line) => line.net)) : null));
  if (sums.every((sum) => sum !== null && differs(totals.lines, sum))) find('sum-differs', 'lines', rule('BR-CO-10'));
  for (const [kind, stated, field, name] of [
    ['allowance', allowances, 'allowances', 'BR-CO-11'],
    ['charge', charges, 'charges', 'BR-CO-12'],
  ] as const) {
    const listed = adjustments.filter((each) => each.kind === kind).map(({ amount }) => amount);
    const sum = sumOf(listed) ?? (listed.length === 0 ? none(total) : null);
    check(field, stated ?? none(total), [sum], name);
  }
  check('net', net, [totals.lines, negative(allowances, net), charges ?? none(net)], 'BR-CO-13');
  if (taxes.length > 0)
    check(
      'tax',
      tax,
      taxes.map((each) => each.tax),
      'BR-CO-14',
    );
  if (taxes.some((each) => differsFromRate(each))) find('sum-differs', 'tax', rule('BR-CO-17'));
  check('total', total, [net, tax], 'BR-CO-15');
  // The profile has no place for what was paid before.
  if (level === 'minimum') return;
  check(
    'amountDue',
    amountDue,
    [total, negative(prepaid, total), rounding ?? none(total), thirdParty ?? none(total)],
    'BR-CO-16',
  );
}

/** Validators let it be off by less than one whole unit: rates are applied to lines, to sums, before or after rounding. */
function differsFromRate({ base, tax, percent }: EInvoiceTax): boolean {
  if (!base || !tax || percent === null) return false;
  const counted = (base.amount * Number(percent)) / 100;
  return Math.abs(Math.abs(tax.amount) - Math.abs(counted)) >= 10 ** decimalsOf(tax.currency);
}

const none = (like: Money | null): Money | null => like && { ...like, amount: 0 };
const negative = (amount: Money | null, like: Money | null): Money | null =>
  amount ? { ...amount, amount: -amount.amount } : none(like);

/** Null as soon as one of them is not known. All are in the invoice's one currency. */
function sumOf(amounts: readonly (Money | null)[]): Money | null {
  const known = amounts.filter((amount) => amount !== null);
  const { totals } = sumsByCurrency(known);
  return known.length === amounts.length ? (totals[0] ?? null) : null;
}
