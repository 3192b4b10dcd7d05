import { computed } from 'vue';
import { countedUnits, oneUnit } from '#shared/unit-words.ts';
import { useText } from '../i18n/use-text.ts';

/** Vendors' units in words. */
export function useCounted() {
  const { format } = useText();
  return computed(() => {
    const { locale, number } = format.value;
    return {
      /** `15 requests`, and `15 × 20 GB` where the vendor sells blocks of so much; without a label `15 units`. */
      units: (value: number, unit: string | null): string => countedUnits(value, unit, locale),
      /** The same for a column of figures: without a label the number alone. */
      figure: (value: number, unit: string | null): string =>
        unit ? countedUnits(value, unit, locale) : number(value),
      /** What a price is for: `GB`, `request`, `20 GB`. */
      one: (unit: string | null): string => oneUnit(unit, locale),
    };
  });
}
