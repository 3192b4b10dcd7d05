import type { AppError } from '../errors.ts';
import { de } from './de.ts';
import { en, type SharedMessages } from './en.ts';
import type { ErrorWords } from './error-shape.ts';
import type { DoctorTranslate } from './doctor-words.ts';
import { type Translate, wordsOf } from './error-words.ts';
import { translateBy } from './fill.ts';

export { fill } from './fill.ts';
export type { ErrorWords, SharedMessages };
export const languages = { en, de } as const;
export type Language = keyof typeof languages;

/** The language of a locale such as `de-AT`; English where Billfold does not speak it. */
export const languageOf = (locale: string): Language => (/^de\b/i.test(locale) ? 'de' : 'en');

/** An error in words: what happened, what was not lost, what to do. */
export const errorWords = (error: AppError, language: Language): ErrorWords => wordsOf(error, translateIn(language));

export const translateIn = (language: Language): Translate & DoctorTranslate => translateBy(languages[language]);

/** The same as one paragraph, for the command line and the log. */
export function errorSentence(error: AppError, language: Language): string {
  const { message, reassurance, nextStep } = errorWords(error, language);
  return [message, reassurance, nextStep].filter((part) => part !== '').join(' ');
}
