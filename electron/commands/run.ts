import type { Writable } from 'node:stream';
import { Command, CommanderError, Option } from 'commander';
import type { Account } from '#shared/accounts.ts';
import { type Measure, measureSchema } from '#shared/alerts.ts';
import { languageOf } from '#shared/messages/index.ts';
import type { Result } from '#shared/result.ts';
import type { Program } from '../bootstrap.ts';
import { practiceHelp } from '../practice/index.ts';
import { addAccount, listAccounts, removeAccount } from './accounts.ts';
import { addAlert, listAlerts, removeAlert } from './alerts.ts';
import { formats, moment, month, positiveNumber, roleOption, steps, wholeNumber } from './arguments.ts';
import { askForKey } from './ask-for-key.ts';
import { check } from './check.ts';
import { exportInvoices } from './export.ts';
import { createOutput, type ExitCode, exitCodes, type Output } from './output.ts';
import { practice } from './practice.ts';
import { sync } from './sync.ts';

export interface CommandLine {
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  readonly locale: string;
  readonly input: NodeJS.ReadStream;
  readonly standardOutput: Writable;
  readonly standardError: Writable;
  /** Ends what runs: the user interrupted it. */
  readonly signal: AbortSignal;
  /** Opens the data folder; called only by commands that need it. */
  readonly openProgram: () => Result<Program>;
}

interface AccountOption {
  readonly account?: string;
}

/** Runs one command and answers its exit code. Standard output carries the answer, standard error words for people. */
export async function runCommand(args: readonly string[], line: CommandLine): Promise<ExitCode> {
  const { environment, input, standardOutput, standardError, signal } = line;
  let exitCode: ExitCode = exitCodes.done;

  const outputOf = (json: boolean): Output =>
    createOutput({ json, language: languageOf(line.locale), standardOutput, standardError });

  /** What every command does around its own work: opens the program, finds the account, closes the program. */
  const withProgram =
    <Options extends AccountOption & { json?: true }>(
      work: (
        program: Program,
        account: Account | null,
        options: Options,
        output: Output,
      ) => Promise<ExitCode> | ExitCode,
    ) =>
    async (options: Options): Promise<void> => {
      const output = outputOf(options.json === true);
      const opened = line.openProgram();
      if (!opened.ok) {
        exitCode = output.complain(opened.error);
        return;
      }
      const program = opened.value;
      try {
        const account = options.account === undefined ? null : program.accounts.find(options.account);
        if (options.account !== undefined && account === null)
          exitCode = output.complain({ code: 'account-not-found', account: options.account });
        else exitCode = await work(program, account, options, output);
      } finally {
        await program.dispose();
      }
    };

  const billfold = new Command('billfold')
    .description('Watches subscription bills before they grow too large, and keeps every invoice on your own disk.')
    .version(line.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => standardOutput.write(text),
      writeErr: (text) => standardError.write(text),
    })
    .showHelpAfterError('Use --help to see what can be given.');
  const add = (parent: Command, usage: string, description: string) =>
    parent.command(usage).description(description).option('--json', 'answer with one JSON document');

  const accounts = billfold.command('accounts').description('the vendor subscriptions that Billfold knows');
  add(accounts, 'list', 'list all accounts').action(
    withProgram((program, _account, _options, output) => listAccounts(program, output)),
  );
  add(accounts, 'add', 'add an account; its key is tried first')
    .requiredOption('--name <name>', 'what to call it')
    .addOption(
      new Option('--source <source>', 'where its bills come from')
        .choices(['stripe', 'imagekit'])
        .makeOptionMandatory(),
    )
    .option('--customer <id>', 'the customer id at the vendor, cus_…')
    .option('--base-url <url>', 'another server than the vendor’s: https, or http on this computer; no path')
    .addOption(roleOption())
    .addHelpText('after', '\nThe key is read from BILLFOLD_STRIPE_KEY, or asked for. It is never an argument.')
    .action(
      withProgram((program, _account, options: Parameters<typeof addAccount>[1] & { json?: true }, output) =>
        addAccount(program, options, (source) => askForKey(source, environment, input, standardError), output),
      ),
    );
  add(accounts, 'remove', 'remove an account; its invoices stay in the archive')
    .argument('<name>')
    .action((name: string, options: { json?: true }) =>
      withProgram((program, _account, _options, output) => removeAccount(program, name, output))(options),
    );

  const alerts = billfold.command('alerts').description('thresholds that are watched');
  add(alerts, 'list', 'list all alerts').action(
    withProgram((program, _account, _options, output) => listAlerts(program, output)),
  );
  add(alerts, 'add', 'watch a threshold')
    .requiredOption('--account <name>', 'whose upcoming invoice')
    .requiredOption('--threshold <amount>', 'for example 500.00, or with its currency "500.00 EUR"')
    .addOption(new Option('--measure <measure>', 'what is compared').choices(measureSchema.options).default('total'))
    .option('--steps <percents>', 'early steps: 50, 75 and 90 percent, separated by commas', steps, [])
    .action(
      withProgram(
        (
          program,
          account,
          options: { account: string; threshold: string; measure: Measure; steps: (50 | 75 | 90)[]; json?: true },
          output,
        ) => (account ? addAlert(program, { ...options, account }, output) : exitCodes.usage),
      ),
    );
  add(alerts, 'remove', 'stop watching a threshold')
    .argument('<id>')
    .action((id: string, options: { json?: true }) =>
      withProgram((program, _account, _options, output) => removeAlert(program, id, output))(options),
    );

  add(
    billfold,
    'check',
    'look at upcoming invoices once, evaluate alerts, notify; exits with 10 when a threshold is exceeded',
  )
    .option('--account <name>', 'one account only')
    .action(withProgram((program, account, _options, output) => check(program, account, output)));
  add(billfold, 'sync', 'bring the archive of invoices up to date')
    .option('--account <name>', 'one account only')
    .option('--full', 'read all invoices again, not only new and unpaid ones', false)
    .action(
      withProgram((program, account, options: AccountOption & { full: boolean; json?: true }, output) =>
        sync(program, account, options.full, signal, output),
      ),
    );
  add(billfold, 'export', 'write archived invoices to a folder, with ledger and checksums')
    .requiredOption('--out <folder>', 'where to; nothing in it is overwritten')
    .option('--account <name>', 'one account only')
    .option('--from <month>', 'first month of issue, 2026-01', month)
    .option('--to <month>', 'last month of issue, included', month)
    .option('--month <month>', 'one month of issue', month)
    .option('--format <formats>', 'pdf, csv and xlsx, separated by commas; all of them unless given', formats)
    .option('--template <template>', 'names of the files, for example {year}/{date}_{number}.pdf')
    .option('--dry-run', 'only say what would be written', false)
    .action(
      withProgram((program, account, { format, ...options }: ExportOptions, output) =>
        exportInvoices(program, { ...options, account, formats: format }, signal, output),
      ),
    );
  billfold
    .command('practice')
    .description('serve made-up billing data on this computer, for trying out')
    .option('--port <port>', 'on 127.0.0.1; 0 takes a free one', wholeNumber(0, 65_535), 0)
    .option('--seed <number>', 'which made-up data', wholeNumber(0, 2 ** 31 - 1), 7)
    .option('--invoices <number>', 'invoices of the customer', wholeNumber(1, 100_000), 60)
    .option('--clock <moment>', 'where its clock starts', moment)
    .option('--speed <number>', 'its seconds per real second', positiveNumber, 1)
    .addHelpText('after', `\n${practiceHelp}`)
    .action(async (options: { port: number; seed: number; invoices: number; clock?: number; speed: number }) => {
      exitCode = await practice({ ...options, clock: options.clock ?? null, output: outputOf(false), signal });
    });

  try {
    await billfold.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return cause.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
}

type ExportOptions = Omit<Parameters<typeof exportInvoices>[1], 'account' | 'formats'> &
  AccountOption & { format: Parameters<typeof exportInvoices>[1]['formats']; json?: true };
