const ownSwitches = ['--hidden', '--help', '--version'];
/** Of Electron itself: the module to load first follows. */
const loading = ['-r', '--require'];

/** The program's own arguments: behind the executable, and in a checkout behind the script. Other switches in front are Chromium's. */
export function commandArguments(argv: readonly string[], packaged: boolean): string[] {
  // Windows starts a program whose notification was clicked with `-Embedding`: that is no command.
  const own = argv.slice(packaged ? 1 : scriptPlace(argv) + 1).filter((argument) => argument !== '-Embedding');
  const first = own.findIndex((argument) => !argument.startsWith('--') || ownSwitches.includes(argument));
  return first === -1 ? [] : own.slice(first);
}

/** As Electron finds it (default_app/main.ts): whoever inspects or drives the program puts switches in front of it. */
function scriptPlace(argv: readonly string[]): number {
  const place = argv.findIndex(
    (argument, index) => index > 0 && !argument.startsWith('-') && !loading.includes(argv[index - 1] ?? ''),
  );
  return place === -1 ? argv.length : place;
}
