import { z } from 'zod';
import type { MonthTotal, Snapshot } from '../ipc/calls/watch.ts';
import { type Money, moneySchema, sumsByCurrency } from '../money.ts';
import { addMonths, monthIn, monthOf, type Period, periodContains, periodSchema } from '../period.ts';
import { type Reason, reasonSchema } from '../reasons.ts';
import { type Instant, instantSchema, type Month, monthSchema } from '../time.ts';

/** A sum in one currency that chosen accounts together are not to exceed in a month or a year. */
export const newBudgetSchema = z.object({
  name: z.string().trim().min(1).max(80),
  accountIds: z.array(z.string()).min(1),
  amount: moneySchema.refine(({ amount }) => amount > 0),
  every: z.enum(['month', 'year']),
});
export const budgetSchema = newBudgetSchema.extend({ id: z.string() });
export type NewBudget = z.infer<typeof newBudgetSchema>;
export type Budget = z.infer<typeof budgetSchema>;

/** How a budget stands in one of its periods. A sum with a hole is said to be one. */
export const budgetStandingSchema = z.object({
  period: periodSchema,
  /** Its first month. */
  month: monthSchema,
  outcome: z.enum(['exceeded', 'not-exceeded', 'not-compared']),
  /** Why a part is not known; null where all of it is. */
  missing: reasonSchema.nullable(),
  /** Issued in it, and upcoming invoices that will be, as far as they are known; null where that is too large. */
  spent: moneySchema.nullable(),
  /** The same with forecasts; null where a part has none. */
  expected: moneySchema.nullable(),
  /** When it was exceeded first; null where it was not, or nobody noticed. */
  exceededAt: instantSchema.nullable(),
});
export type BudgetStanding = z.infer<typeof budgetStandingSchema>;

/** What is known of one of the accounts. */
export interface BudgetedAccount {
  readonly snapshot: Snapshot | null;
  /** Why it is not known now; null where it is. */
  readonly failure: Reason | null;
  /** All its invoices were fetched once. */
  readonly synced: boolean;
  /** By month of issue; at least the months that the period has so far. */
  readonly months: readonly MonthTotal[];
}

export interface BudgetPeriod {
  readonly period: Period;
  readonly first: Month;
  readonly last: Month;
}

/** The month or calendar year in which a moment is, or the next one, in the accounting time zone. */
export function budgetPeriod(every: Budget['every'], at: Instant, timeZone: string, next = false): BudgetPeriod {
  const month = monthOf(at, timeZone);
  const first = every === 'month' ? month : (`${month.slice(0, 4)}-01` as Month);
  const length = every === 'month' ? 1 : 12;
  const begins = next ? addMonths(first, length) : first;
  const last = addMonths(begins, length - 1);
  return {
    period: { start: monthIn(timeZone, begins).start, end: monthIn(timeZone, last).end },
    first: begins,
    last,
  };
}

function missingOf({ snapshot, failure, synced }: BudgetedAccount): Reason | null {
  if (failure) return failure;
  if (!snapshot || snapshot.failed?.includes('billing')) return 'account-not-read';
  if (!synced) return 'billed-unknown';
  if ((snapshot.unread ?? []).length > 0) return 'unreadable';
  const reasons = snapshot.subscriptions.flatMap(({ upcoming }) => (upcoming.kind === 'none' ? [upcoming.reason] : []));
  return reasons.find((reason) => reason === 'no-plan' || reason === 'usage-incomplete') ?? null;
}

/** Issued in the period in the currency. */
const billedIn = ({ months }: BudgetedAccount, { first, last }: BudgetPeriod) =>
  months.filter(({ month }) => month >= first && month <= last);

const dueIn = ({ snapshot }: BudgetedAccount, { period }: BudgetPeriod, currency: string) =>
  (snapshot?.subscriptions ?? []).flatMap(({ upcoming, forecast }) =>
    upcoming.kind !== 'none' && upcoming.total.currency === currency && periodContains(period, upcoming.period.end)
      ? [{ total: upcoming.total, forecast: forecast?.total ?? null }]
      : [],
  );

const sumOf = (amounts: readonly Money[], currency: string): Money | null =>
  amounts.length === 0 ? { amount: 0, currency } : (sumsByCurrency(amounts).totals[0] ?? null);

/** How it stands in a period, by what its accounts were and will be billed. More than the amount is exceeded, as with alerts. */
export function budgetStanding(
  { amount }: Pick<Budget, 'amount'>,
  accounts: readonly BudgetedAccount[],
  within: BudgetPeriod,
): Omit<BudgetStanding, 'exceededAt'> {
  const { currency } = amount;
  const months = accounts.flatMap((account) => billedIn(account, within));
  const billed = months.flatMap(({ totals }) => totals.filter((total) => total.currency === currency));
  const due = accounts.flatMap((account) => dueIn(account, within, currency));
  const isTooLarge = months.some(({ tooLarge }) => tooLarge.includes(currency));
  const spent = isTooLarge ? null : sumOf([...billed, ...due.map(({ total }) => total)], currency);
  const forecasts = due.flatMap(({ forecast }) => forecast ?? []);
  const missing =
    spent === null ? 'sum-too-large' : (accounts.map(missingOf).find((reason) => reason !== null) ?? null);
  const isExceeded = spent !== null && spent.amount > amount.amount;
  return {
    period: within.period,
    month: within.first,
    outcome: isExceeded ? 'exceeded' : missing === null ? 'not-exceeded' : 'not-compared',
    missing,
    spent,
    expected: isTooLarge || forecasts.length < due.length ? null : sumOf([...billed, ...forecasts], currency),
  };
}

/** Whether an upcoming invoice of these accounts will be issued in the period: then it is worth looking at ahead. */
export const isDueIn = (accounts: readonly BudgetedAccount[], within: BudgetPeriod, currency: string): boolean =>
  accounts.some((account) => dueIn(account, within, currency).length > 0);
