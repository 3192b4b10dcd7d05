import type { Amount } from '#shared/alerts.ts';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/use-text.ts';
import { useSettings } from '../stores/settings.ts';

/** For sentences: what `present` makes of an amount, or a word in its place while amounts are hidden. */
function useWords(present: (amount: Amount) => string): (amount: Amount) => string {
  const settings = useSettings();
  const { t } = useText();
  return (amount) => (settings.settings.hideAmounts ? t('common.hiddenAmount') : present(amount));
}

/** For amounts inside sentences. */
export function useAmountWords() {
  const format = useFormat();
  return useWords((amount) => format.value.amount(amount));
}

/** For thresholds inside sentences. */
export function useThresholdWords() {
  const format = useFormat();
  return useWords((threshold) => format.value.threshold(threshold));
}
