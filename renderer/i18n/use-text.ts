import type { AppError } from '#shared/errors.ts';
import type { ErrorWords } from '#shared/messages/en.ts';
import { wordsOf } from '#shared/messages/error-words.ts';
import { type Language, useLanguage } from './language.ts';

/** An error in words, and the same as data for support. */
export interface ExplainedError extends ErrorWords {
  readonly details: string;
}

export function useText(): Pick<Language, 't' | 'known'> & { explain: (error: AppError) => ExplainedError } {
  const { t, known } = useLanguage();
  return { t, known, explain: (error) => ({ ...wordsOf(error, t), details: JSON.stringify(error, null, 2) }) };
}
