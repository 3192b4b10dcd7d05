import { describe, expect, it } from 'vitest';
import { budgetPeriod, budgetStanding, type BudgetedAccount, isDueIn } from '#shared/desk/budgets.ts';
import { figuresOf, nextInvoiceOf } from '#shared/desk/figures.ts';
import { converted, missingRates } from '#shared/desk/rates.ts';
import { reachedAt } from '#shared/desk/reached.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import { money } from '#shared/money.ts';
import { anUpcoming, aSubscription, november, usd } from '../../../support/billing-objects.ts';

const view = (amount: number, forecast: number | null, currency = 'USD'): SubscriptionView => ({
  subscription: aSubscription({ id: `sub_${String(amount)}` }),
  upcoming: anUpcoming({ total: money(amount, currency) }),
  forecast: forecast === null ? null : { total: money(forecast, currency), method: 'fixed' },
});
const alone = (each: SubscriptionView) => ({ view: each, comparison: null });

describe('what an account comes to', () => {
  it('is a sum a currency; one of which a part is not known is not known', () => {
    const figures = figuresOf([view(100, 200), view(50, null), view(7, 9, 'EUR')].map(alone));
    expect(figures).toEqual([
      { currency: 'USD', soFar: usd(150), forecast: null, usualNow: null, usualEnd: null },
      { currency: 'EUR', soFar: money(7, 'EUR'), forecast: money(9, 'EUR'), usualNow: null, usualEnd: null },
    ]);
  });

  it('has the first invoice to come as its next', () => {
    expect(nextInvoiceOf([view(100, null)].map(alone))).toEqual({
      ...{ at: november.end, amount: usd(100), basis: 'so-far' },
    });
    expect(nextInvoiceOf([])).toBeNull();
  });
});

describe('a sum in one currency', () => {
  const rates = {
    base: 'EUR',
    rates: [
      { currency: 'USD', rate: '1.25', day: '2026-11-02' },
      { currency: 'KWD', rate: '0.333', day: '2026-10-01' },
    ],
  } as const;

  it('is made with the rates that were entered, and says of when the oldest is', () => {
    expect(
      converted([money(1000, 'EUR'), usd(1250), money(333, 'KWD')], { ...rates, rates: [...rates.rates] }),
    ).toEqual({
      total: money(1000 + 1000 + 100, 'EUR'),
      oldest: '2026-10-01',
    });
  });

  it('is none where a rate is missing, which is named', () => {
    const few = { ...rates, rates: [...rates.rates] };
    expect(converted([usd(1), money(1, 'JPY')], few)).toBeNull();
    expect(missingRates(['EUR', 'USD', 'JPY'], few)).toEqual(['JPY']);
  });
});

describe('when an amount is reached', () => {
  const running = anUpcoming({ total: usd(100), asOf: '2026-11-16T00:00:00.000Z' });

  it('is on the way to the forecast', () => {
    expect(reachedAt(running, usd(200), usd(150))).toBe('2026-11-23T12:00:00.000Z');
  });

  it('is not said where it is over already, or not within the period', () => {
    expect(reachedAt(running, usd(200), usd(99))).toBeNull();
    expect(reachedAt(running, usd(200), usd(200))).toBeNull();
    expect(reachedAt(running, null, usd(150))).toBeNull();
    expect(reachedAt(running, usd(200), money(150, 'EUR'))).toBeNull();
  });
});

describe('a budget', () => {
  const account = (changes: Partial<BudgetedAccount> = {}, amount = 100): BudgetedAccount => ({
    snapshot: {
      ...{ accountId: 'a', asOf: '2026-11-16T00:00:00.000Z', details: null, missingPermissions: [] },
      subscriptions: [view(amount, 2 * amount)],
    },
    failure: null,
    synced: true,
    months: [{ month: '2026-11', totals: [usd(400)], tooLarge: [] }],
    ...changes,
  });
  const budget = (amount: number) => ({ amount: usd(amount) });
  const at = '2026-11-16T00:00:00.000Z' as const;
  const month = budgetPeriod('month', at, 'UTC');

  it('counts what was issued in its period and what will be', () => {
    expect(budgetStanding(budget(500), [account()], month)).toMatchObject({
      ...{ outcome: 'not-exceeded', spent: usd(400), expected: usd(400), month: '2026-11' },
    });
    // The invoice of November is issued when December begins.
    const next = budgetPeriod('month', at, 'UTC', true);
    expect(isDueIn([account()], next, 'USD')).toBe(true);
    expect(budgetStanding(budget(150), [account(), account()], next)).toMatchObject({
      ...{ outcome: 'exceeded', spent: usd(200), expected: usd(400), month: '2026-12' },
    });
    const year = budgetPeriod('year', at, 'UTC');
    expect([year.first, year.last]).toEqual(['2026-01', '2026-12']);
    expect(budgetStanding(budget(600), [account()], year)).toMatchObject({ spent: usd(500), outcome: 'not-exceeded' });
  });

  it('is not exceeded by its amount, and is by one more', () => {
    expect(budgetStanding(budget(400), [account()], month).outcome).toBe('not-exceeded');
    expect(budgetStanding(budget(399), [account()], month).outcome).toBe('exceeded');
  });

  it('is not called kept while a part is not known; what is exceeded without it is exceeded', () => {
    const refused = account({ failure: 'key-refused' });
    expect(budgetStanding(budget(900), [account(), refused], month)).toMatchObject({
      ...{ outcome: 'not-compared', missing: 'key-refused', spent: usd(800) },
    });
    expect(budgetStanding(budget(300), [account(), refused], month).outcome).toBe('exceeded');
    expect(budgetStanding(budget(900), [account({ synced: false })], month).missing).toBe('billed-unknown');
  });
});
