import type { Writable } from 'node:stream';
import type { AppError, ErrorCode } from '#shared/errors.ts';
import { errorSentence, type Language } from '#shared/messages/index.ts';

/** 0 done, 1 something failed, 2 wrong usage, 10 a threshold is exceeded. */
export const exitCodes = { done: 0, failed: 1, usage: 2, exceeded: 10 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Output {
  readonly language: Language;
  /** The answer: one JSON document on standard output, or lines for people where `--json` was not given. */
  answer(document: unknown, lines: readonly string[]): void;
  /** A word for people, on standard error. */
  say(line: string): void;
  /** An error in words, on standard error; answers the exit code that it means. */
  complain(error: AppError): ExitCode;
}

interface OutputParts {
  readonly json: boolean;
  readonly language: Language;
  readonly standardOutput: Writable;
  readonly standardError: Writable;
}

export function createOutput({ json, language, standardOutput, standardError }: OutputParts): Output {
  const say = (line: string) => {
    standardError.write(`${line}\n`);
  };
  return {
    language,
    answer(document, lines) {
      standardOutput.write(json ? `${JSON.stringify(document, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
    },
    say,
    complain(error) {
      say(errorSentence(error, language));
      return wrongUsage.has(error.code) ? exitCodes.usage : exitCodes.failed;
    },
  };
}

/** Errors that only other arguments can mend. */
const wrongUsage: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'account-not-found',
  'account-name-empty',
  'alert-not-found',
  'amount-ambiguous',
  'amount-not-a-number',
  'amount-out-of-range',
  'amount-too-precise',
  'base-url-not-allowed',
  'template-invalid',
]);

/** An error as the JSON answers carry it: its code and one sentence. */
export const errorForJson = (error: AppError, language: Language): { code: string; message: string } => ({
  code: error.code,
  message: errorSentence(error, language),
});
