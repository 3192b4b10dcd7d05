import type { AppError } from '#shared/errors.ts';
import type { ErrorWords } from '#shared/messages/error-shape.ts';
import { wordsOf } from '#shared/messages/error-words.ts';
import { useFormat } from './format.ts';
import { useLanguage } from './language.ts';

/** An error in words, and the same as data for support. */
export interface ExplainedError extends ErrorWords {
  readonly details: string;
}

/** All that the window says: texts, errors in words, and figures as the user's locale writes them. */
export function useText() {
  const { t, known } = useLanguage();
  const explain = (error: AppError): ExplainedError => ({
    ...wordsOf(error, t),
    details: JSON.stringify(error, null, 2),
  });
  /** What happened and what to do, for under a field. */
  const briefly = (error: AppError): string => [explain(error).message, explain(error).nextStep].join(' ');
  return { t, known, explain, briefly, format: useFormat() };
}
