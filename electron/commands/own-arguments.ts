import { type LogLevel, logLevels } from '#shared/settings.ts';
import { scriptPlace } from '../script-place.ts';

const levelSwitch = '--log-level';
const ownSwitches = ['--hidden', '--help', '--version', levelSwitch];
/** Every command has these: they may stand in front of it, too. */
const ofEveryCommand = ['--json'];

/** The program's own arguments: behind the executable, and in a checkout behind the script. Other switches in front are Chromium's. */
export function commandArguments(argv: readonly string[], packaged: boolean): string[] {
  // Windows starts a program whose notification was clicked with `-Embedding`: that is no command.
  const own = argv.slice(packaged ? 1 : scriptPlace(argv) + 1).filter((argument) => argument !== '-Embedding');
  const first = own.findIndex(
    (argument) =>
      !argument.startsWith('--') || ownSwitches.includes(argument) || argument.startsWith(`${levelSwitch}=`),
  );
  if (first === -1) return [];
  return [...own.slice(first), ...own.slice(0, first).filter((argument) => ofEveryCommand.includes(argument))];
}

export interface WindowArguments {
  /** Start in the tray, without showing the window. */
  readonly hidden: boolean;
  /** In place of the one of the settings; null where none was given. */
  readonly logLevel: LogLevel | null;
}

/** How the window is to be opened; null where the arguments are a command's. */
export function windowArguments(args: readonly string[]): WindowArguments | null {
  let logLevel: LogLevel | null = null;
  let hidden = false;
  for (let at = 0; at < args.length; at++) {
    const argument = args[at];
    // A link that was clicked: `electron/security/deep-links.ts` says where it leads.
    if (argument?.startsWith('billfold:')) continue;
    if (argument === '--hidden') {
      hidden = true;
      continue;
    }
    const given = argument === levelSwitch ? args[++at] : argument?.split(`${levelSwitch}=`)[1];
    const level = logLevels.find((each) => each === given);
    // Behind `--hidden` the system and Chromium may have put switches of theirs.
    if (level === undefined && !hidden) return null;
    logLevel = level ?? logLevel;
  }
  return { hidden, logLevel };
}
