import { computed, type ComputedRef } from 'vue';
import { type Format, formatOf } from '#shared/format.ts';
import { useLanguage } from './language.ts';

export type { Format } from '#shared/format.ts';

/** Formats in the user's locale and the books' time zone; follows a change of them. */
export function useFormat(): ComputedRef<Format> {
  const { locale, timeZone } = useLanguage();
  return computed(() => formatOf(locale.value, timeZone.value));
}
