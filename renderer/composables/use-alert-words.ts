import type { Alert, AlertEvent, Measure } from '#shared/alerts.ts';
import { monthOf, type Period } from '#shared/period.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import { useText } from '../i18n/use-text.ts';
import { useThresholdWords } from './use-amount-words.ts';

/** What an alert watches, and which alert fired, in words. */
export function useAlertWords() {
  const { t, format } = useText();
  const threshold = useThresholdWords();
  const measure = (watched: Measure): string =>
    watched === 'total'
      ? t('overview.upcoming')
      : watched === 'forecast'
        ? t('overview.forecast')
        : watched === 'above-usual'
          ? t('alerts.aboveUsual')
          : t(`metrics.${watched}`);
  /** Of a month in any time zone: by its middle. */
  const month = ({ start, end }: Period): string =>
    format.value.month(monthOf(instantFromMillis((millisOf(start) + millisOf(end)) / 2)));
  return {
    measure,
    threshold,
    month,
    /** Over what and which time; empty where it is each subscription's billing period, or usage. */
    reach({ scope, window }: Pick<Alert, 'scope' | 'window'>): string {
      if (scope === 'all') return t('alerts.reach.all');
      if (scope === 'account') return t('alerts.reach.account');
      return window === 'calendar-month' ? t('alerts.reach.month') : '';
    },
    /** `90% of $500.00 · forecast`. */
    triggered({ step, threshold: limit, measure: watched, scope, window }: AlertEvent): string {
      const percent = format.value.percent(step / 100);
      const words = step === 100 ? threshold(limit) : t('alerts.triggeredOf', { percent, threshold: threshold(limit) });
      const kind = watched === 'total' ? '' : watched === 'forecast' ? t('alerts.forecastShort') : measure(watched);
      return [words, kind, this.reach({ scope, window })].filter((part) => part !== '').join(' · ');
    },
  };
}
