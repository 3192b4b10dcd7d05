import type { Settings } from '#shared/settings.ts';
import type { en } from './en.ts';
import type { Words } from './words.ts';

export type Texts = Words<typeof en>;

/** Each in a file of its own, of which the window loads the one that it speaks. */
export const languages: Readonly<Record<'en' | 'de', () => Promise<Texts>>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
};

/** The language that is languageFor where the user wants this one, on a system with this locale. */
export function languageFor(wanted: Settings['language'], systemLocale: string): keyof typeof languages {
  if (wanted !== 'system') return wanted;
  return systemLocale.split('-')[0] === 'de' ? 'de' : 'en';
}
