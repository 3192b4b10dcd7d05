import { Command, CommanderError, Option } from 'commander';
import { type LogLevel, logLevels } from '#shared/settings.ts';
import { visibleLine } from '#shared/visible-text.ts';
import { registerAccounts } from './accounts.ts';
import { registerAlerts } from './alerts.ts';
import { registerBackup } from './backup.ts';
import { registerChannels } from './channels.ts';
import { registerCheck } from './check.ts';
import { type CommandLine, createContext } from './context.ts';
import { registerDetails } from './details.ts';
import { registerDoctor } from './doctor.ts';
import { registerExport } from './export.ts';
import { registerLayouts } from './layouts.ts';
import { registerMailbox } from './mailbox.ts';
import { type ExitCode, exitCodes } from './output.ts';
import { registerDesk } from './desk.ts';
import { registerImport } from './import.ts';
import { registerHandover } from './handover.ts';
import { registerInvoices } from './invoices.ts';
import { registerPractice } from './practice.ts';
import { registerRestore } from './restore.ts';
import { registerSellers } from './sellers.ts';
import { registerSubscription } from './subscription.ts';
import { registerTeam } from './team.ts';
import { registerSync } from './sync.ts';
import { registerUsage } from './usage.ts';
import { registerVerify } from './verify.ts';
import { registerWatch } from './watch.ts';

/** Runs one command and answers its exit code. Standard output carries the answer, standard error words for people. */
export async function runCommand(args: readonly string[], line: CommandLine): Promise<ExitCode> {
  const context = createContext(line);
  const billfold = new Command('billfold')
    .description('Alerts you before subscription bills grow too large, and keeps every invoice on your own disk.')
    .version(line.version)
    .addOption(
      new Option('--log-level <level>', 'how much is written into the log, in place of the setting').choices(logLevels),
    )
    .hook('preAction', () => {
      const { logLevel } = billfold.opts<{ logLevel?: LogLevel }>();
      if (logLevel !== undefined) context.useLogLevel(logLevel);
    })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => line.standardOutput.write(text),
      // It repeats what was typed.
      writeErr: (text) => line.standardError.write(text.split('\n').map(visibleLine).join('\n')),
    })
    .showHelpAfterError('Use --help to see the options.')
    .addHelpText('after', helpOnEnvironment);

  registerAccounts(billfold, context);
  registerAlerts(billfold, context);
  registerDesk(billfold, context);
  registerCheck(billfold, context);
  registerSync(billfold, context);
  registerExport(billfold, context);
  registerHandover(billfold, context);
  registerVerify(billfold, context);
  registerInvoices(billfold, context);
  registerImport(billfold, context);
  registerMailbox(billfold, context);
  registerLayouts(billfold, context);
  registerSellers(billfold, context);
  registerChannels(billfold, context);
  registerBackup(billfold, context);
  registerRestore(billfold, context);
  registerSubscription(billfold, context);
  registerDetails(billfold, context);
  registerUsage(billfold, context);
  registerTeam(billfold, context);
  registerWatch(billfold, context);
  registerDoctor(billfold, context);
  registerPractice(billfold, context);

  try {
    await billfold.parseAsync([...args], { from: 'user' });
    return context.exitCode();
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return cause.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
}

const helpOnEnvironment = `
Environment
  BILLFOLD_DATA_DIR     the data folder
  BILLFOLD_STRIPE_KEY   the key, if it isn’t in the computer’s secret store; sent only to the account it was added with
  BILLFOLD_IMAGEKIT_KEY the same for ImageKit
  BILLFOLD_MAILBOX_PASSWORD the password of a mailbox that is added or read
  BILLFOLD_CHANNEL_SECRET the password or address (and signing key) of a channel that is added, or of the one
                        that isn’t in the secret store
  BILLFOLD_TEAM_PASSWORD this computer’s password for the team’s server, where there is no secret store
  BILLFOLD_TEAM_OWNER_PASSWORD the password of the login that makes a team
  BILLFOLD_PROXY_LOGIN  user:password@proxy:port, for a proxy that asks; HTTPS_PROXY can include it as well

Exit codes
  0 done   1 something failed   2 wrong usage   10 a threshold is exceeded
  11 the verification has findings   12 an alert could not be compared
  13 the doctor found something broken   14 the doctor found something to be looked at, or not known`;
