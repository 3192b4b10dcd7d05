import { computed, type ComputedRef } from 'vue';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/use-text.ts';

/** A number of units in words: `15 requests`, and `15 × 20 GB` where the vendor sells blocks of so much. */
export function useCounted(): ComputedRef<(value: number, unit: string | null) => string> {
  const { t } = useText();
  const format = useFormat();
  return computed(() => (value, unit) => {
    const shown = format.value.number(value);
    if (unit === null || unit === '') return shown;
    return t(/^\d/.test(unit) ? 'account.blocks' : 'account.amountOf', { value: shown, unit });
  });
}
