import type { Amount } from '#shared/alerts.ts';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/use-text.ts';
import { useSettings } from '../stores/settings.ts';

/** For amounts inside sentences: the amount, or a word in its place while amounts are hidden. */
export function useAmountWords() {
  const settings = useSettings();
  const format = useFormat();
  const { t } = useText();
  return (amount: Amount): string =>
    settings.settings.hideAmounts ? t('common.hiddenAmount') : format.value.amount(amount);
}
