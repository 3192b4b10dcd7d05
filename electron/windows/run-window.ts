import { join } from 'node:path';
import { app, dialog, nativeTheme } from 'electron';
import type { AppError } from '#shared/errors.ts';
import { errorSentence, languageOf } from '#shared/messages/index.ts';
import trayIcon from './icons/tray.png?asset';
import { createProgram, type Program } from '../bootstrap.ts';
import { receiveDroppedFiles } from '../ipc/dropped-files.ts';
import { createHandlers } from '../ipc/handlers/index.ts';
import { words } from '../ipc/handlers/words.ts';
import { startRouter } from '../ipc/router.ts';
import { createAutostart } from '../platform/autostart.ts';
import { createClipboard } from '../platform/clipboard.ts';
import { createDialogs } from '../platform/dialogs.ts';
import type { Disposer } from '../platform/ports.ts';
import { createOpener } from '../platform/opener.ts';
import { useDataFolder } from '../platform/paths.ts';
import { hasTrayHost } from '../platform/tray-host.ts';
import { registerAppScheme, serveApp } from '../security/app-protocol.ts';
import { createDocumentLinks } from '../security/document-links.ts';
import { lockDown } from '../security/lock-down.ts';
import { isTrustedSender } from '../security/trusted-sender.ts';
import { createAnnouncements } from './announcements.ts';
import { describeApp } from './app-info.ts';
import { createMainWindow } from './main-window.ts';
import { createTray } from './tray.ts';

interface WindowOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** The folder that this program's built main file is in. */
  readonly mainFolder: string;
  /** Start in the tray, without showing the window. */
  readonly hidden: boolean;
}

// Quitting waits so long for work under way; a notification alone may take ten seconds.
const longestEnding = 15_000;
/** The watch begins when the window is there, and after so long in any case. */
const longestShowing = 5_000;

/** Billfold with its window: one per data folder, watching in the background until it is quit. */
export async function runWindow({ environment, mainFolder, hidden }: WindowOptions): Promise<void> {
  const data = useDataFolder(environment, 'window');
  if (!data.ok) {
    await app.whenReady();
    giveUp(data.error);
    return;
  }
  app.setAppUserModelId('app.billfold.desktop');
  registerAppScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let isWanted = !hidden;
  let ended = false;
  let showWindow = (): void => {
    isWanted = true;
  };
  // Another launch may come before there is a window to show.
  app.on('second-instance', () => {
    showWindow();
  });
  await app.whenReady();
  lockDown();

  const announcements = createAnnouncements();
  const created = createProgram({
    folder: data.value,
    mainFolder,
    environment,
    version: app.getVersion(),
    systemLocale: app.getSystemLocale(),
    verbose: environment['BILLFOLD_DEBUG'] === '1',
    isWindowShown: () => window.isShown(),
    onWatchEvent: announcements.watchEvent,
    onSynced: announcements.synced,
    onImportsChanged: announcements.importsChanged,
    onExported: announcements.exported,
    follow: announcements.follow,
    showAccount(accountId, firingId, screen) {
      if (ended) return;
      void show().then(() => {
        announcements.showFiring(accountId, firingId, screen);
      });
    },
  });
  if (!created.ok) {
    giveUp(created.error);
    return;
  }
  const program: Program = created.value;
  const { settings, watch, presence } = program;

  let quitting = false;
  const autostart = createAutostart(environment);
  const trayShown = await hasTrayHost();
  const window = createMainWindow({
    settings,
    preload: join(mainFolder, '../preload/index.cjs'),
    onClose() {
      if (quitting) return 'close';
      if (trayShown) void tellOnceAboutTray(program);
      return trayShown ? 'hide' : 'minimize';
    },
    onFocus() {
      presence.note();
      watch.onWindowFocus();
    },
  });
  const jobs = announcements.connect(program, window.contents);
  const documents = createDocumentLinks();
  serveApp({
    windowFolder: join(mainFolder, '../renderer'),
    documents,
    developmentServer: app.isPackaged ? null : (environment['ELECTRON_RENDERER_URL'] ?? null),
  });
  const { dropped, stop: stopDrops } = receiveDroppedFiles(isTrustedSender);
  const stopRouter = startRouter({
    handlers: createHandlers({
      program,
      jobs,
      documents,
      dropped,
      dialogs: createDialogs(),
      opener: createOpener(),
      clipboard: createClipboard(),
      autostart,
      appInfo: () => describeApp(program),
      windowReady: announcements.windowReady,
      invoicesChanged: announcements.synced,
      accountsChanged: announcements.accountsChanged,
    }),
    isTrusted: isTrustedSender,
    logger: program.logger.child('ipc'),
  });

  const tray = createTray({
    icon: trayIcon,
    words: () => words(program).tray,
    onOpen: () => {
      showWindow();
    },
    onCheckNow: () => void watch.check(null),
    onQuit() {
      app.quit();
    },
  });
  announcements.onUnseen(tray.update);
  nativeTheme.themeSource = settings.get().theme;
  const stopSettings = settings.onChange(({ theme }) => {
    nativeTheme.themeSource = theme;
    tray.update(announcements.unseen());
    void watch.deliver();
  });

  app.on('activate', () => {
    showWindow();
  });
  // The watch goes on without a window.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', () => {
    quitting = true;
  });
  const stopBackground: Disposer[] = [];
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    ended = true;
    for (const stop of [...stopBackground, stopRouter, stopDrops, stopSettings, announcements.dispose, tray.dispose])
      stop();
    const patience = new Promise<void>((over) => program.clock.after(longestEnding, over));
    const ending = jobs.cancelAll().then(() => program.dispose());
    void Promise.race([ending, patience])
      .catch((cause: unknown) => {
        program.logger.error('Did not end in order', { cause });
      })
      .then(() => {
        app.quit();
      });
  });

  async function show(): Promise<void> {
    try {
      await window.show();
    } catch (cause) {
      // It was closed while it loaded, for one; the watch goes on.
      program.logger.error('The window did not load', { cause });
    }
  }
  showWindow = () => {
    if (!ended) void show();
  };
  function startBackground(): void {
    if (!ended) stopBackground.push(program.start());
  }
  program.notifier.onEarlierClick(watch.openEarlier);
  // The window first: what the background begins with would keep the user waiting for it.
  if (isWanted && !autostart.startedThisRun()) {
    await Promise.race([show(), new Promise<void>((over) => program.clock.after(longestShowing, over))]);
  }
  startBackground();
}

/** There is no window to say it in. */
function giveUp(error: AppError): void {
  dialog.showErrorBox('Billfold', errorSentence(error, languageOf(app.getSystemLocale())));
  app.exit(1);
}

async function tellOnceAboutTray(program: Program): Promise<void> {
  if (program.settings.toldAboutTray()) return;
  const { stillWatchingTitle: title, stillWatching: body } = words(program).dialogs;
  const { outcome } = await program.notifier.show({ title, body, onClick: () => undefined });
  if (outcome === 'shown') program.settings.setToldAboutTray();
}
