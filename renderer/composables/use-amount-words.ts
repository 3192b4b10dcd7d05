import type { Amount } from '#shared/alerts.ts';
import type { Money } from '#shared/money.ts';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/use-text.ts';
import { useSettings } from '../stores/settings.ts';

/** For sentences: what `present` makes of an amount, or a word in its place while amounts are hidden. */
function useWords<A extends Amount>(present: (amount: A) => string): (amount: A) => string {
  const settings = useSettings();
  const { t } = useText();
  return (amount) => (settings.settings.hideAmounts ? t('common.hiddenAmount') : present(amount));
}

/** For amounts inside sentences. */
export function useAmountWords() {
  const format = useFormat();
  return useWords((amount: Amount) => format.value.amount(amount));
}

/** For amounts in a list where other currencies may stand: `512.40 USD`. */
export function useCodedAmountWords() {
  const format = useFormat();
  return useWords((amount: Money) => format.value.moneyWithCode(amount));
}

/** For thresholds inside sentences. */
export function useThresholdWords() {
  const format = useFormat();
  return useWords((threshold: Amount) => format.value.threshold(threshold));
}
