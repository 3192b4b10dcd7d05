import { scriptPlace } from '../script-place.ts';

const ownSwitches = ['--hidden', '--help', '--version'];

/** The program's own arguments: behind the executable, and in a checkout behind the script. Other switches in front are Chromium's. */
export function commandArguments(argv: readonly string[], packaged: boolean): string[] {
  // Windows starts a program whose notification was clicked with `-Embedding`: that is no command.
  const own = argv.slice(packaged ? 1 : scriptPlace(argv) + 1).filter((argument) => argument !== '-Embedding');
  const first = own.findIndex((argument) => !argument.startsWith('--') || ownSwitches.includes(argument));
  return first === -1 ? [] : own.slice(first);
}
