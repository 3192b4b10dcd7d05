import countryCodes from 'i18n-iso-countries/codes.json';
import { computed } from 'vue';
import { useFormat } from '../../i18n/format.ts';

/** ISO 3166-1, sorted by their names in the user's language. */
export function useCountries() {
  const format = useFormat();
  return computed(() => {
    const { compare } = new Intl.Collator(format.value.locale);
    return countryCodes
      .flatMap(([code]) => (code === undefined ? [] : [{ value: code, label: format.value.country(code) }]))
      .sort((a, b) => compare(a.label, b.label));
  });
}
