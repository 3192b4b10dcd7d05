import type { Writable } from 'node:stream';
import type { AppError } from '#shared/errors.ts';
import { errorSentence, type Language } from '#shared/messages/index.ts';

/** 0 done, 1 something failed, 2 wrong usage, 10 a threshold is exceeded. */
export const exitCodes = { done: 0, failed: 1, usage: 2, exceeded: 10 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Output {
  /** The answer: one JSON document on standard output, or lines for people where `--json` was not given. */
  answer(document: unknown, lines: readonly string[]): void;
  /** A word for people, on standard error. */
  say(line: string): void;
  /** An error in words, on standard error. */
  complain(error: AppError): void;
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
    answer(document, lines) {
      standardOutput.write(json ? `${JSON.stringify(document, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
    },
    say,
    complain(error) {
      say(errorSentence(error, language));
    },
  };
}

/** An error as the JSON answers carry it: its code and one sentence. */
export const errorForJson = (error: AppError, language: Language): { code: string; message: string } => ({
  code: error.code,
  message: errorSentence(error, language),
});
