import type { AppError } from '../errors.ts';
import { de } from './de.ts';
import { en, type ErrorWords, type SharedMessages } from './en.ts';
import { type Translate, wordsOf } from './error-words.ts';

export type { ErrorWords, SharedMessages };
export const languages = { en, de } as const;
export type Language = keyof typeof languages;

/** The language of a locale such as `de-AT`; English where Billfold does not speak it. */
export const languageOf = (locale: string): Language => (/^de\b/i.test(locale) ? 'de' : 'en');

/** Puts values in place of `{name}`. A value that is null or absent leaves nothing behind. */
export const fill = (text: string, values: Readonly<Record<string, string | number | null | undefined>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')).trim();

/** An error in words: what happened, what was not lost, what to do. */
export const errorWords = (error: AppError, language: Language): ErrorWords => wordsOf(error, translateIn(language));

const translateIn =
  (language: Language): Translate =>
  (key, values) => {
    // The type of the key says that there is a text.
    const text = key
      .split('.')
      .reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>>)[name], languages[language]);
    return fill(String(text), values);
  };

/** The same as one paragraph, for the command line and the log. */
export function errorSentence(error: AppError, language: Language): string {
  const { message, reassurance, nextStep } = errorWords(error, language);
  return [message, reassurance, nextStep].filter((part) => part !== '').join(' ');
}
