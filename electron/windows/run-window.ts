import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { app, dialog } from 'electron';
import type { AppError } from '#shared/errors.ts';
import type { Destination } from '#shared/ipc/contract.ts';
import type { LogLevel } from '#shared/settings.ts';
import type { Answering } from '../ipc/answer.ts';
import { startRouter } from '../ipc/router.ts';
import { createAutostart } from '../platform/autostart.ts';
import { createClock } from '../platform/clock.ts';
import { setDataFolder } from '../platform/paths.ts';
import { systemLocale } from '../platform/system-locale.ts';
import { registerAppScheme, serveApp } from '../security/app-protocol.ts';
import { destinationIn } from '../security/deep-links.ts';
import { createDocumentLinks } from '../security/document-links.ts';
import { lockDown } from '../security/lock-down.ts';
import { isTrustedSender } from '../security/trusted-sender.ts';
import { receiveLinks } from './receive-links.ts';
import { createMainWindow } from './main-window.ts';
import { startMenus } from './menus.ts';

/** The window's process is given so long to begin. */
const longestPause = 250;

interface WindowOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** The folder that this program's built main file is in. */
  readonly mainFolder: string;
  /** Start in the tray, without showing the window. */
  readonly hidden: boolean;
  /** In place of the one of the settings; null where none was given. */
  readonly logLevel: LogLevel | null;
}

/**
 * Billfold with its window: one per data folder, watching in the background until it is quit. The window's page loads
 * while the program behind it is read from disk and opened.
 */
export async function runWindow({ environment, mainFolder, hidden, logLevel }: WindowOptions): Promise<void> {
  const data = setDataFolder(environment, 'window');
  if (!data.ok) {
    await app.whenReady();
    await giveUp(data.error);
    return;
  }
  registerAppScheme();
  const menus = startMenus();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let isWanted = !hidden;
  let showWindow = (): void => {
    isWanted = true;
  };
  let linked = destinationIn(process.argv);
  if (linked) isWanted = true;
  let follow = (destination: Destination): void => {
    linked = destination;
    showWindow();
  };
  receiveLinks((destination) => {
    follow(destination);
  });
  // Another launch may come before there is a program to show.
  app.on('second-instance', (_event, argv) => {
    const destination = destinationIn(argv);
    if (destination) follow(destination);
    // The session of the desktop starts it, and wants no window.
    else if (!argv.includes('--hidden')) showWindow();
  });
  await app.whenReady();
  lockDown();

  const documents = createDocumentLinks();
  const asked = Promise.withResolvers<null>();
  serveApp({
    windowFolder: join(mainFolder, '../renderer'),
    documents,
    developmentServer: app.isPackaged ? null : (environment['ELECTRON_RENDERER_URL'] ?? null),
    onRequest() {
      asked.resolve(null);
    },
  });
  const autostart = createAutostart(environment);
  if (autostart.startedThisRun()) isWanted = false;
  const window = createMainWindow(join(mainFolder, '../preload/index.cjs'), createClock());
  const answering = Promise.withResolvers<Answering>();
  // Whatever the page asks once the program ends comes too late.
  app.on('will-quit', startRouter(answering.promise, isTrustedSender));
  const loading = isWanted ? window.show() : null;
  // What becomes of it is asked below, once there is a log to say it in.
  loading?.catch(() => undefined);
  // First the page's process is let begin, until it asks for the page: what follows keeps this one busy.
  if (loading) await Promise.race([asked.promise, pause(longestPause)]);

  const { openSession } = await import('./data-session.ts');
  const opened = openSession({
    ...{ folder: data.value, mainFolder, environment, logLevel },
    ...{ window, menus, documents, autostart },
  });
  if (!opened.ok) {
    await giveUp(opened.error);
    return;
  }
  const session = opened.value;
  answering.resolve(session.answer);
  showWindow = session.show;
  follow = session.goTo;
  if (linked) session.goTo(linked);
  // The window first: what the background begins with would keep the user waiting for it.
  if (isWanted || session.asks) await session.shown(loading ?? window.show());
  session.start();
}

/** There is no window to say it in. */
async function giveUp(error: AppError): Promise<void> {
  const { errorSentence } = await import('#shared/messages/index.ts');
  dialog.showErrorBox('Billfold', errorSentence(error, systemLocale(process.env).language));
  app.exit(1);
}
