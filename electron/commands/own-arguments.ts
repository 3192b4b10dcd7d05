import { scriptPlace } from '../script-place.ts';

const ownSwitches = ['--hidden', '--help', '--version'];
/** Every command has these: they may stand in front of it, too. */
const ofEveryCommand = ['--json'];

/** The program's own arguments: behind the executable, and in a checkout behind the script. Other switches in front are Chromium's. */
export function commandArguments(argv: readonly string[], packaged: boolean): string[] {
  // Windows starts a program whose notification was clicked with `-Embedding`: that is no command.
  const own = argv.slice(packaged ? 1 : scriptPlace(argv) + 1).filter((argument) => argument !== '-Embedding');
  const first = own.findIndex((argument) => !argument.startsWith('--') || ownSwitches.includes(argument));
  if (first === -1) return [];
  return [...own.slice(first), ...own.slice(0, first).filter((argument) => ofEveryCommand.includes(argument))];
}
