import { type Amount, isMoney } from '#shared/alerts.ts';
import { type Known, unknown } from '#shared/invoice-money.ts';
import type { Format } from '../i18n/format.ts';
import { useText } from '../i18n/use-text.ts';
import { useSettings } from '../stores/settings.ts';

/** For sentences: what `present` makes of an amount, or a word in its place where none is stated or amounts are hidden. */
function useHidable<A>(present: (format: Format, amount: A) => string): (amount: Known<A>) => string {
  const settings = useSettings();
  const { t, format } = useText();
  return (amount) => {
    if (settings.settings.hideAmounts) return t('common.hiddenAmount');
    return amount === unknown ? t('common.notStated') : present(format.value, amount);
  };
}

/** For amounts inside sentences. */
export const useAmountWords = () => useHidable((format, amount: Amount) => format.amount(amount));

/** No amount is parted from its currency at the end of a line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** For amounts in a list where other currencies may stand: `512.40 USD`. */
export const useCodedAmountWords = () =>
  useHidable((format, amount: Amount) =>
    isMoney(amount) ? unbroken(format.moneyWithCode(amount)) : format.amount(amount),
  );

/** For the price of one, in minor units as decimal text: `0.45` of USD as `$0.0045`. */
export const usePriceWords = () =>
  useHidable((format, { value, currency }: { value: string; currency: string }) => format.unitPrice(value, currency));

/** For thresholds inside sentences. */
export const useThresholdWords = () => useHidable((format, threshold: Amount) => format.threshold(threshold));
