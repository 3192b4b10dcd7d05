import { app } from 'electron';
import { ok } from '#shared/result.ts';
import { visibleLine } from '#shared/visible-text.ts';
import { commandArguments, windowArguments } from './commands/own-arguments.ts';
import { takeEnvironment } from './platform/environment.ts';
import { dataFolderOf, setDataFolder } from './platform/paths.ts';
import { systemLocale } from './platform/system-locale.ts';
import { runWindow } from './windows/run-window.ts';

// Windows knows the program by it, the command line as well as the window: under another one a notification of a command
// would write the Start-menu shortcut again.
app.setAppUserModelId('app.billfold.desktop');

// What is not needed to open a window is imported when there is one, or by the command that needs it.
// The command line or the window: `billfold check --json` or `billfold`.
const args = commandArguments(process.argv, app.isPackaged);
const environment = takeEnvironment(process.env);
const window = windowArguments(args);
const running = window ? runWindow({ environment, mainFolder: import.meta.dirname, ...window }) : runCommandLine(args);
// Not awaited here: Electron becomes ready only after this module has been evaluated.
running.catch((bug: unknown) => {
  const words = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
  process.stderr.write(`${words.split('\n').map(visibleLine).join('\n')}\n`);
  app.exit(1);
});

// Time limit for an interrupted command to report, in milliseconds.
const longestInterruption = 5_000;

/** Runs a command beside a window that may be open: without its lock, with session data of its own. */
async function runCommandLine(words: string[]): Promise<void> {
  // Not hidden from the dock by `app.dock`: on newer systems that does nothing once the icon is there.
  if (process.platform === 'darwin') app.setActivationPolicy('prohibited');
  const place = dataFolderOf(environment);
  const folder = setDataFolder(environment, words[0] === 'doctor' ? 'doctor' : 'command');
  const [{ createProgram }, { createLogTo }, { readPolicy }, { createRecoverer }, { exitCodes }, { runCommand }] =
    await Promise.all([
      import('./bootstrap.ts'),
      import('./log.ts'),
      import('./office-policy.ts'),
      import('./recovery.ts'),
      import('./commands/output.ts'),
      import('./commands/run.ts'),
      app.whenReady(),
    ]);
  // Whoever read the answer may have gone, as `head` does: that is no failure of ours.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const interruption = new AbortController();
  // More than one signal may come for one: a library of the settings raises it again.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (interruption.signal.aborted) return;
      interruption.abort();
      setTimeout(() => {
        app.exit(exitCodes.failed);
      }, longestInterruption).unref();
    });
  // On a signal Electron quits by itself: with 0, and before the command has answered.
  app.on('will-quit', (event) => {
    event.preventDefault();
  });
  const exitCode = await runCommand(words, {
    environment,
    version: app.getVersion(),
    input: process.stdin,
    standardOutput: process.stdout,
    standardError: process.stderr,
    now: () => performance.now(),
    signal: interruption.signal,
    async openDoctor() {
      const { createDiagnostics } = await import('./diagnostics.ts');
      return createDiagnostics({
        ...{ folder: place, mainFolder: import.meta.dirname, environment },
        version: app.getVersion(),
      });
    },
    policyProblem: () => readPolicy(environment).problem(),
    openRecoverer: () =>
      folder.ok
        ? ok(
            createRecoverer({
              folder: folder.value,
              mainFolder: import.meta.dirname,
              locale: systemLocale(environment).language,
              logger: createLogTo(folder.value, environment['BILLFOLD_DEBUG'] === '1'),
            }),
          )
        : folder,
    openProgram: (logLevel) =>
      folder.ok
        ? createProgram({
            folder: folder.value,
            mainFolder: import.meta.dirname,
            environment,
            version: app.getVersion(),
            system: systemLocale(environment),
            verbose: environment['BILLFOLD_DEBUG'] === '1',
            logLevel,
            isWindowVisible: () => false,
          })
        : folder,
  });
  // What was written to a pipe must have left before the process ends.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((written) => stream.write('', written))),
  );
  app.exit(exitCode);
}
