import { type Inclusion, includedOf, sizeOfUnit, type UsagePlan } from '#shared/usage-plan.ts';
import { useAmountWords } from '../../composables/use-amount-words.ts';
import { useText } from '../../i18n/use-text.ts';

/** A plan of usage in sentences. */
export function usePlanWords() {
  const { t, format } = useText();
  const amount = useAmountWords();

  return {
    /** `Premium: $49.00 per month` */
    fee: ({ name, fee }: UsagePlan): string =>
      t('usage.planFee', { name, fee: amount(fee), interval: t('account.interval.month', { count: 1 }) }),

    /** `Bandwidth: 40 GB included, $9.00 for each further 20 GB` */
    inclusion(inclusion: Inclusion): string {
      const { metric, unit, overage } = inclusion;
      const quantity = (value: number) => format.value.usage(metric, value);
      const values = { metric: t(`metrics.${metric}`), included: quantity(includedOf(inclusion)) };
      if (!overage) return t('usage.planIncludes', values);
      const step = quantity(overage.size * sizeOfUnit[unit]);
      return t('usage.planCharges', { ...values, step, price: amount(overage.price) });
    },
  };
}
