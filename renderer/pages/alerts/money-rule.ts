import { computed } from 'vue';
import type { AlertWindow, MoneyMeasure, Scope } from '#shared/alerts.ts';
import type { Money } from '#shared/money.ts';
import { refOfAccount } from '../../stores/accounts.ts';
import { type AlertDraft, useAlerts } from '../../stores/alerts.ts';
import { useOverview } from '../../stores/overview.ts';
import { currenciesOf } from './threshold-advice.ts';

/** What a new alert on money compares, without the steps. */
export type MoneyRule = Omit<Extract<AlertDraft, { measure: MoneyMeasure }>, 'steps'>;

/** Where nothing was billed yet. */
const usualCurrencies = ['USD', 'EUR', 'GBP', 'CHF', 'JPY'];

/** The part of the form that watches money: a threshold, its currency, and over what it adds up. Begins again with another account. */
export function useMoneyRule() {
  const store = useAlerts();
  const overview = useOverview();
  const threshold = refOfAccount<Money | null>(null);
  const chosenCurrency = refOfAccount<string | null>(null);
  const scope = refOfAccount<Scope>('subscription');
  const chosenWindow = refOfAccount<AlertWindow>('billing-period');

  const currencies = computed(() => {
    const known = currenciesOf(store.recent ?? [], overview.snapshot?.subscriptions ?? []);
    return known.length > 0 ? known : usualCurrencies;
  });
  const currency = computed({
    get: () => chosenCurrency.value ?? currencies.value[0] ?? 'USD',
    set: (value) => {
      chosenCurrency.value = value;
    },
  });
  /** Sums over several subscriptions, whose billing periods differ, go by calendar month. */
  const alertWindow = computed({
    get: () => (scope.value === 'subscription' ? chosenWindow.value : 'calendar-month'),
    set: (value) => {
      chosenWindow.value = value;
    },
  });

  return {
    threshold,
    currencies,
    currency,
    scope,
    alertWindow,
    /** Takes an amount that was billed or will be. */
    use(money: Money): void {
      chosenCurrency.value = money.currency;
      threshold.value = money;
    },
    /** Null while there is no amount above zero. */
    ruleFor(measure: MoneyRule['measure']): MoneyRule | null {
      const wanted = threshold.value;
      if (!wanted || wanted.amount <= 0) return null;
      return {
        measure,
        threshold: { amount: wanted.amount, currency: wanted.currency },
        // Each subscription by its billing period is what is meant unless said.
        ...(measure !== 'above-usual' &&
          alertWindow.value === 'calendar-month' && { scope: scope.value, window: alertWindow.value }),
      };
    },
  };
}
