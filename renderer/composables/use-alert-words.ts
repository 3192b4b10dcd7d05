import type { Firing, Measure } from '#shared/alerts.ts';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/use-text.ts';
import { useThresholdWords } from './use-amount-words.ts';

/** What an alert watches, and which alert fired, in words. */
export function useAlertWords() {
  const { t } = useText();
  const format = useFormat();
  const threshold = useThresholdWords();
  const measure = (watched: Measure): string =>
    watched === 'total'
      ? t('alerts.measureTotal')
      : watched === 'forecast'
        ? t('alerts.measureForecast')
        : t(`metrics.${watched}`);
  return {
    measure,
    threshold,
    /** `90% of $500.00 · forecast`. */
    fired({ step, threshold: limit, measure: watched }: Firing): string {
      const percent = format.value.percent(step / 100);
      const words = step === 100 ? threshold(limit) : t('alerts.firedOf', { percent, threshold: threshold(limit) });
      if (watched === 'total') return words;
      return `${words} · ${watched === 'forecast' ? t('alerts.forecastShort') : measure(watched)}`;
    },
  };
}
