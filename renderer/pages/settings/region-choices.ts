import { regions, systemRegion } from '#shared/region.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Regions by their countries' names in the language of the locale, with their own language beside it. */
export function regionNames(locale: string) {
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const { compare } = new Intl.Collator(locale);
  const nameOf = (tag: string): string => {
    const { language, region } = new Intl.Locale(tag);
    return `${countries.of(region ?? '') ?? tag} (${languages.of(language) ?? language})`;
  };
  return {
    nameOf,
    /** All that are offered, and the chosen one whichever it is. */
    all: (chosen: string): Choice[] =>
      [...new Set([...regions, ...(chosen === systemRegion ? [] : [chosen])])]
        .map((value) => ({ value, label: nameOf(value) }))
        .toSorted((a, b) => compare(a.label, b.label)),
  };
}

/** IANA's names; `UTC` is none of a place, and so is not among those that Intl tells. */
export const timeZonesWith = (chosen: string): Choice[] =>
  [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])]
    .toSorted()
    .map((value) => ({ value, label: value.replaceAll('_', ' ') }));
