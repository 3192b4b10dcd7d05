import type { en } from './en.ts';
import type * as first from './en/first.ts';
import type { Words } from './words.ts';

export type Texts = Words<typeof en>;

interface LanguageFiles {
  /** What the first screen says; loaded before it is shown. */
  readonly first: () => Promise<Words<typeof first>>;
  /** Everything, with the sentences about errors. */
  readonly all: () => Promise<Texts>;
}

/** Each in files of its own, of which the window loads those of the language that it speaks. */
export const languages: Readonly<Record<'en' | 'de', LanguageFiles>> = {
  en: { first: () => import('./en/first.ts'), all: async () => (await import('./en.ts')).en },
  de: { first: () => import('./de/first.ts'), all: async () => (await import('./de.ts')).de },
};

/** The one of a locale such as `de-AT`; English where Billfold does not speak it. */
export const languageFor = (locale: string): keyof typeof languages => (locale.split('-')[0] === 'de' ? 'de' : 'en');
