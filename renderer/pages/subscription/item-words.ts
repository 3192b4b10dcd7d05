import { nextStepOf } from '#shared/price-steps.ts';
import type { SubscriptionItem } from '#shared/subscription.ts';
import { useCounted } from '../../composables/use-counted.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSettings } from '../../stores/settings.ts';

interface Amounts {
  readonly unitAmountDecimal: string | null;
  readonly flatAmountDecimal?: string | null;
}

/** What an item's prices mean, in sentences. */
export function useItemWords() {
  const settings = useSettings();
  const counted = useCounted();
  const { t, explain, format } = useText();

  const amount = (decimal: string, { currency }: SubscriptionItem): string =>
    settings.settings.hideAmounts ? t('common.hiddenAmount') : format.value.unitPrice(decimal, currency);

  function price({ unitAmountDecimal, flatAmountDecimal = null }: Amounts, item: SubscriptionItem): string {
    const unit = unitAmountDecimal === null ? null : amount(unitAmountDecimal, item);
    const flat = flatAmountDecimal === null || Number(flatAmountDecimal) === 0 ? null : amount(flatAmountDecimal, item);
    return unit !== null && flat !== null ? t('account.tierFlat', { unit, flat }) : (unit ?? flat ?? '');
  }

  const unitOf = ({ unit }: SubscriptionItem): string => counted.value.one(unit);
  const units = (count: number, { unit }: SubscriptionItem): string => counted.value.units(count, unit);

  /** The one paid tier after a free first one: what most vendors call inclusions and overage. */
  function paidTier({ tiers, included }: SubscriptionItem) {
    const [, second, ...more] = tiers;
    return included !== null && second && more.length === 0 ? second : null;
  }

  /** That a price could not be read, and why where that is known. */
  function unread(items: readonly SubscriptionItem[]): string {
    const error = items.find(({ priceError }) => priceError)?.priceError;
    return [t('subscription.priceUnread'), error ? explain(error).message : ''].join(' ').trim();
  }

  return {
    price,
    unread,

    /** How the item is counted and billed. */
    billed(item: SubscriptionItem): string {
      const { packages, tiers, tiersMode, metered, unitAmountDecimal, included } = item;
      if (packages && unitAmountDecimal !== null) {
        const up = packages.round === 'up';
        const values = { price: price(item, item), size: units(packages.size, item) };
        if (metered) return t(up ? 'subscription.packagesUp' : 'subscription.packagesDown', values);
        return t(up ? 'subscription.fixedPackagesUp' : 'subscription.fixedPackagesDown', values);
      }
      if (!metered) {
        if (tiersMode && tiers.length === 0) return t('subscription.fixedUnread', { why: unread([item]) });
        if (tiers.length === 0) return t('subscription.fixed');
        return t(tiersMode === 'volume' ? 'subscription.fixedVolume' : 'subscription.fixedGraduated');
      }
      if (tiersMode === 'volume' && tiers.length > 0) return t('subscription.meteredVolume');
      const paid = tiers.length === 0 && unitAmountDecimal !== null ? item : paidTier(item);
      if (!paid)
        return tiers.length > 0
          ? t('subscription.meteredGraduated')
          : t('subscription.meteredUnread', { why: unread([item]) });
      const values = { price: price(paid, item), unit: unitOf(item) };
      return included === null
        ? t('subscription.metered', values)
        : t('subscription.meteredIncluded', { ...values, included: units(included, item) });
    },

    /** What going on will cost; null where that is not known or nothing. */
    next(item: SubscriptionItem): string | null {
      const step = nextStepOf(item);
      if (!step) return null;
      const values = { price: price(step, item), unit: unitOf(item), left: units(step.unitsLeft, item) };
      if (step.everyUnit) return t('subscription.stepVolume', values);
      if (step.unitsLeft === 0) return t('subscription.stepNow', { ...values, unit: nextUnit(item) });
      return t(item.packages ? 'subscription.packageLeft' : 'subscription.stepLeft', values);
    },
  };

  function nextUnit(item: SubscriptionItem): string {
    return item.packages ? units(item.packages.size, item) : unitOf(item);
  }
}
