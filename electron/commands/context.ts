import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import type { Account } from '#shared/accounts.ts';
import type { Result } from '#shared/result.ts';
import type { Program } from '../bootstrap.ts';
import { createOutput, type ExitCode, exitCodes, type Output } from './output.ts';

/** What commands have from the process that they run in. */
export interface CommandLine {
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  readonly input: NodeJS.ReadStream;
  readonly standardOutput: Writable;
  readonly standardError: Writable;
  /** Ends what runs: the user interrupted it. */
  readonly signal: AbortSignal;
  /** Opens the data folder; called only by commands that need it. */
  readonly openProgram: () => Result<Program>;
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
}

export type CommandContext = ReturnType<typeof createContext>;

/** What every command does around its own work, and the exit code that it ended with. */
export function createContext(line: CommandLine) {
  let exitCode: ExitCode = exitCodes.done;

  async function inProgram(
    { account: name }: CommonOptions,
    mayBeClosed: boolean,
    output: Output,
    work: (place: Workplace) => Promise<ExitCode> | ExitCode,
  ): Promise<ExitCode> {
    const opened = line.openProgram();
    if (!opened.ok) return output.fail(opened.error);
    const program = opened.value;
    try {
      const account = name === undefined ? null : program.accounts.find(name);
      if (name !== undefined && account === null) return output.fail({ code: 'account-not-found', account: name });
      if (account && account.closedAt !== null && !mayBeClosed)
        return output.fail({ code: 'account-closed', account: account.name });
      return await work({ program, account, output });
    } finally {
      await program.dispose();
    }
  }

  return {
    line,
    exitCode: () => exitCode,

    /** A command that can answer in JSON. */
    command: (parent: Command, usage: string, description: string): Command =>
      parent.command(usage).description(description).option('--json', 'answer with one JSON document'),

    /** Runs work that needs nothing of the data folder. */
    async run({ json }: CommonOptions, work: (output: Output) => Promise<ExitCode>): Promise<void> {
      exitCode = await work(createOutput({ ...line, json: json === true }));
    },

    /** Opens the program, finds the account, works, and closes the program. */
    async runWithProgram(
      options: CommonOptions,
      work: (place: Workplace) => Promise<ExitCode> | ExitCode,
    ): Promise<void> {
      await this.run(options, (output) => inProgram(options, false, output, work));
    },

    /** The same for work on the archive, which holds the invoices of closed accounts as well. */
    async runInArchive(
      options: CommonOptions,
      work: (place: Workplace) => Promise<ExitCode> | ExitCode,
    ): Promise<void> {
      await this.run(options, (output) => inProgram(options, true, output, work));
    },
  };
}
