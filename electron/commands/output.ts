import type { Writable } from 'node:stream';
import type { ReportProgress } from '#shared/combined-progress.ts';
import type { AppError, ErrorCode } from '#shared/errors.ts';
import { visibleJson, visibleLine } from '#shared/visible-text.ts';
import { sentenceOf } from './error-words.ts';
import { createProgressLine, type MaybeTerminal } from './progress.ts';

/**
 * 0 done, 1 something failed, 2 wrong usage, 10 a threshold is exceeded, 11 the verification found something, 12 an alert
 * could not be compared; of the doctor 13 something is broken, 14 something is to be looked at or not known.
 */
export const exitCodes = {
  ...{ done: 0, failed: 1, usage: 2, exceeded: 10, findings: 11, notCompared: 12 },
  ...{ broken: 13, toBeLookedAt: 14 },
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * The one way to the terminal. Lines are plain text, whatever vendors put into them: what a terminal would obey is written
 * out, in JSON as its own escapes.
 */
export interface Output {
  /** The answer: one JSON document on standard output, or lines for people where `--json` was not given. */
  answer(document: object, lines: readonly string[]): void;
  /** A word for people, on standard error. */
  say(line: string): void;
  /** An error in words, on standard error; answers the exit code that it means. */
  warn(error: AppError): ExitCode;
  /**
   * An error in place of the answer: in words, and with `--json` as a document like the one that was asked for, so far
   * as there is one, with its `error`. Wrong usage has no document. `words` are those of a command's own situation.
   */
  fail(error: AppError, document?: object, words?: (error: AppError) => string): ExitCode;
  /**
   * Follows long work: on standard error where that is a terminal and no document was asked for, else nowhere. What is
   * printed next takes its place.
   */
  follow(work: string): ReportProgress;
  /** Says what is wrong with the arguments. */
  refuse(line: string): ExitCode;
}

interface OutputParts {
  readonly json: boolean;
  readonly standardOutput: Writable;
  readonly standardError: Writable & MaybeTerminal;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

export function createOutput({ json, standardOutput, standardError, now }: OutputParts): Output {
  const progress = createProgressLine(standardError, now);
  const isTracked = !json && standardError.isTTY === true;
  const say = (line: string): void => {
    progress.clear();
    standardError.write(`${visibleLine(line)}\n`);
  };
  const answer = (document: object, lines: readonly string[]): void => {
    progress.clear();
    standardOutput.write(
      json ? `${visibleJson(document, 2)}\n` : lines.map((line) => `${visibleLine(line)}\n`).join(''),
    );
  };
  const warn = (error: AppError, words = sentenceOf): ExitCode => {
    say(words(error));
    return exitCodeOf(error);
  };
  return {
    answer,
    say,
    warn: (error) => warn(error),
    fail(error, document = {}, words = sentenceOf) {
      if (exitCodeOf(error) !== exitCodes.usage) answer({ ...document, error: errorForJson(error, words) }, []);
      return warn(error, words);
    },
    follow: (work) => (isTracked ? progress.begin(visibleLine(work)) : () => undefined),
    refuse(line) {
      say(line);
      return exitCodes.usage;
    },
  };
}

/** Errors that only other arguments can mend. */
const wrongUsage: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'account-not-found',
  'no-account-chosen',
  'account-name-empty',
  'alert-not-comparable',
  'alert-not-found',
  'alert-ambiguous',
  'finding-not-found',
  'amount-ambiguous',
  'amount-missing',
  'amount-not-a-number',
  'amount-out-of-range',
  'amount-too-precise',
  'quantity-not-understood',
  'base-url-missing',
  'base-url-not-allowed',
  'template-empty',
  'template-invalid',
]);

const exitCodeOf = ({ code }: AppError): ExitCode => (wrongUsage.has(code) ? exitCodes.usage : exitCodes.failed);

/** An error as the JSON answers carry it: its code and one sentence. */
export const errorForJson = (error: AppError, words = sentenceOf): { code: string; message: string } => ({
  code: error.code,
  message: words(error),
});

/** Nothing was done, and nobody should take that for all being well. */
export const reportNoAccounts = (output: Output): void => {
  output.say('There are no accounts yet: add one with `billfold accounts add`.');
};
