import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import { type Account, accountNotFound } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { ActionNeeds } from '#shared/permissions.ts';
import { ok, type Result } from '#shared/result.ts';
import type { LogLevel } from '#shared/settings.ts';
import type { Program } from '../bootstrap.ts';
import type { Doctor } from '../doctor/index.ts';
import type { Recoverer } from '../recovery.ts';
import { createOutput, type ExitCode, exitCodes, type Output } from './output.ts';
import type { MaybeTerminal } from './progress.ts';

/** What commands have from the process that they run in. */
export interface CommandLine {
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  readonly input: NodeJS.ReadStream;
  readonly standardOutput: Writable;
  readonly standardError: Writable & MaybeTerminal;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  /** Ends what runs: the user interrupted it. */
  readonly signal: AbortSignal;
  /** Opens the data folder; called only by commands that need it. `logLevel`: in place of the one of the settings. */
  readonly openProgram: (logLevel: LogLevel | null) => Result<Program>;
  /** For what is done to a data folder on which nothing is open; called only by the command that needs it. */
  readonly openRecoverer: () => Result<Recoverer>;
  /** For looking at a data folder in whatever state it is. */
  readonly openDoctor: () => Promise<Doctor>;
  /** For a command that opens no program: why the policy of this computer is not in force as it was meant. */
  readonly policyProblem: () => AppError | null;
}

export interface CommonOptions {
  readonly json?: true;
  readonly account?: string;
}

/** Where a command does its work. `account` is the one that `--account` names; a closed one only where `closed` allows it. */
export interface Workplace {
  readonly program: Program;
  readonly account: Account | null;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** What a command that changes something needs, as for the window's calls; `refused` is its document where that is missing. */
export type CommandNeeds = 'anyone' | 'viewer' | (ActionNeeds<Workplace> & { readonly refused: object });

/** What every command does around its own work, and the exit code that it ended with. */
export interface CommandContext {
  readonly line: CommandLine;
  exitCode(): ExitCode;
  /** For the programs that are opened from now on. */
  useLogLevel(level: LogLevel): void;
  /** A command that can answer in JSON. */
  command(parent: Command, usage: string, description: string): Command;
  /** Runs work that needs nothing of the data folder. */
  run(commonOptions: CommonOptions, work: (output: Output) => Promise<ExitCode>): Promise<void>;
  /** Opens the program, finds the account, asks whether the work is permitted, works, and closes the program. */
  runWithProgram(
    options: CommonOptions,
    needs: CommandNeeds,
    work: (place: Workplace) => Promise<ExitCode> | ExitCode,
  ): Promise<void>;
  /**
   * The same for looking at what is kept, closed accounts as well: it is done on a folder that cannot be written to, too.
   */
  runInArchive(options: CommonOptions, work: (place: Workplace) => Promise<ExitCode> | ExitCode): Promise<void>;
}

export function createContext(line: CommandLine): CommandContext {
  let exitCode: ExitCode = exitCodes.done;
  let logLevel: LogLevel | null = null;

  async function inProgram(
    { account: name }: CommonOptions,
    needs: CommandNeeds | 'only-looks',
    output: Output,
    work: (place: Workplace) => Promise<ExitCode> | ExitCode,
  ): Promise<ExitCode> {
    const opened = line.openProgram(logLevel);
    if (!opened.ok) return output.fail(opened.error);
    const program = opened.value;
    try {
      reportDamaged(program, output);
      const problem = program.policy.problem();
      if (problem) output.warn(problem);
      if (logLevel !== null && program.policy.isLocked('logLevel'))
        output.warn({ code: 'setting-locked', setting: 'logLevel' });
      const onlyLooks = needs === 'only-looks';
      if (program.readOnly && !onlyLooks) return output.fail({ code: 'data-folder-read-only', folder: program.folder });
      const account = name === undefined ? null : program.accounts.find(name);
      if (name !== undefined && account === null) return output.fail(accountNotFound(name));
      if (account && account.closedAt !== null && !onlyLooks)
        return output.fail({ code: 'account-closed', account: account.name });
      const place = { program, account, output, signal: line.signal };
      const allowed = onlyLooks ? ok(null) : program.permit(needs, place);
      if (!allowed.ok) return output.fail(allowed.error, typeof needs === 'string' ? {} : needs.refused);
      const code = await work(place);
      const [fault] = program.faults();
      if (fault === undefined) return code;
      // Something went wrong beside the work: it is not said to be done.
      const faultCode = output.warn({ code: 'internal', reference: fault });
      return code === exitCodes.done ? faultCode : code;
    } catch (cause) {
      const error = program.databaseErrorOf(cause);
      if (!error) throw cause;
      return output.fail(error);
    } finally {
      await program.dispose();
    }
  }

  return {
    line,
    exitCode: () => exitCode,
    useLogLevel(level) {
      logLevel = level;
    },

    command: (parent, usage, description) =>
      parent.command(usage).description(description).option('--json', 'print the result as one JSON document'),

    async run({ json }, work) {
      const { standardOutput, standardError, now } = line;
      exitCode = await work(createOutput({ json: json === true, standardOutput, standardError, now }));
    },

    async runWithProgram(options, needs, work) {
      await this.run(options, (output) => inProgram(options, needs, output, work));
    },

    async runInArchive(options, work) {
      await this.run(options, (output) => inProgram(options, 'only-looks', output, work));
    },
  };
}

function reportDamaged({ settings: { damaged } }: Program, output: Output): void {
  if (damaged === null) return;
  output.say(
    `The settings couldn’t be read, so Billfold is using the defaults; the file is kept as ${damaged}. ` +
      'If the archive was in another folder, choose it again in Billfold’s window under Settings → Archive.',
  );
}
