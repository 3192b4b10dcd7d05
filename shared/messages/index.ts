import type { AppError } from '../errors.ts';
import { networkProblemOf } from '../network-problem.ts';
import { de } from './de.ts';
import { en, type ErrorWords, type SharedMessages } from './en.ts';
import { asSentence } from './sentence.ts';

export type { ErrorWords, SharedMessages };
export const languages = { en, de } as const;
export type Language = keyof typeof languages;

/** The language of a locale such as `de-AT`; English where Billfold does not speak it. */
export const languageOf = (locale: string): Language => (/^de\b/i.test(locale) ? 'de' : 'en');

/** Puts values in place of `{name}`. A value that is null or absent leaves nothing behind. */
export const fill = (text: string, values: Readonly<Record<string, string | number | null | undefined>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')).trim();

/** An error in words: what happened, what was not lost, what to do. */
export function errorWords(error: AppError, language: Language): ErrorWords {
  const { what, safe, todo } = languages[language].errors[error.code];
  const values = valuesOf(error, languages[language]);
  return { what: fill(what, values), safe: fill(safe, values), todo: fill(todo, values) };
}

/** An error's data; what is one of a few words of ours is told in the language. */
function valuesOf(
  error: AppError,
  { templateProblems, guardedActions, found, reasons, networkProblems, backupProblems, recoveryWays }: SharedMessages,
): Parameters<typeof fill>[1] {
  switch (error.code) {
    case 'request-refused':
    case 'change-refused':
    case 'tax-id-refused':
    case 'email-refused':
      return { ...error, detail: error.detail && asSentence(error.detail) };
    case 'template-invalid':
      return { ...error, reason: fill(templateProblems[error.reason], error) };
    case 'document-not-pdf':
    case 'file-not-pdf':
      return { ...error, found: found[error.found] };
    case 'server-unreachable':
      // The code goes along: whoever looks after the network knows it.
      return { ...error, reason: `${networkProblems[networkProblemOf(error.reason)]} (${error.reason})` };
    case 'alert-not-comparable':
      return { ...error, reason: reasons[error.reason] };
    case 'role-forbids':
      return { ...error, action: guardedActions[error.action] };
    case 'backup-damaged':
      return { ...error, reason: backupProblems[error.reason] };
    case 'database-corrupt':
    case 'database-missing':
      return { ...error, ways: error.ways.map((way) => fill(recoveryWays[way], { backup: error.backup })).join('; ') };
    default:
      return error;
  }
}

/** The same as one paragraph, for the command line and the log. */
export function errorSentence(error: AppError, language: Language): string {
  const { what, safe, todo } = errorWords(error, language);
  return [what, safe, todo].filter((part) => part !== '').join(' ');
}
