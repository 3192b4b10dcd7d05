/** Of Electron itself: the module to load first follows. */
const loading = ['-r', '--require'];

/**
 * Where the script of a checkout is among the arguments, as Electron finds it (default_app/main.ts): whoever inspects or
 * drives the program puts switches in front of it.
 */
export function scriptPlace(argv: readonly string[]): number {
  const place = argv.findIndex(
    (argument, index) => index > 0 && !argument.startsWith('-') && !loading.includes(argv[index - 1] ?? ''),
  );
  return place === -1 ? argv.length : place;
}
