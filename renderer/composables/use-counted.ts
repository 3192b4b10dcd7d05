import { computed, type ComputedRef } from 'vue';
import { countedUnits, oneUnit } from '#shared/unit-words.ts';
import { useFormat } from '../i18n/format.ts';

interface Counted {
  /** `15 requests`, and `15 × 20 GB` where the vendor sells blocks of so much; without a label `15 units`. */
  readonly units: (value: number, unit: string | null) => string;
  /** The same for a column of figures: without a label the number alone. */
  readonly figure: (value: number, unit: string | null) => string;
  /** What a price is for: `GB`, `request`, `20 GB`. */
  readonly one: (unit: string | null) => string;
}

/** Vendors' units in words. */
export function useCounted(): ComputedRef<Counted> {
  const format = useFormat();
  return computed(() => {
    const { locale, number } = format.value;
    return {
      units: (value, unit) => countedUnits(value, unit, locale),
      figure: (value, unit) => (unit ? countedUnits(value, unit, locale) : number(value)),
      one: (unit) => oneUnit(unit, locale),
    };
  });
}
