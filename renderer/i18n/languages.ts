import type { en } from './en.ts';
import type { Words } from './words.ts';

export type Texts = Words<typeof en>;

/** Each in a file of its own, of which the window loads the one that it speaks. */
export const languages: Readonly<Record<'en' | 'de', () => Promise<Texts>>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
};

/** The one of a locale such as `de-AT`; English where Billfold does not speak it. */
export const languageFor = (locale: string): keyof typeof languages => (locale.split('-')[0] === 'de' ? 'de' : 'en');
