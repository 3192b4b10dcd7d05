import { app, nativeTheme } from 'electron';
import { ok, type Result } from '#shared/result.ts';
import type { LogLevel } from '#shared/settings.ts';
import { createProgram, type Program } from '../bootstrap.ts';
import { wait } from '../http/index.ts';
import { type Answering, createAnswering } from '../ipc/answer.ts';
import { readOnly } from '../ipc/read-only-calls.ts';
import { receiveDroppedFiles } from '../ipc/dropped-files.ts';
import { createSend } from '../ipc/events.ts';
import { confirmed } from '../ipc/handlers/confirmed.ts';
import { createHandlers } from '../ipc/handlers/index.ts';
import { words } from '../ipc/parts.ts';
import { createClipboard } from '../platform/clipboard.ts';
import { createDialogs } from '../platform/dialogs.ts';
import { canNotify } from '../platform/notifier.ts';
import { createOpener } from '../platform/opener.ts';
import type { Autostart, Disposer } from '../platform/ports.ts';
import { restart } from '../platform/restart.ts';
import { systemLocale } from '../platform/system-locale.ts';
import { hasTrayHost } from '../platform/session-bus.ts';
import type { Destination } from '#shared/ipc/contract.ts';
import type { Restoring } from '../ipc/parts.ts';
import type { Doctor } from '../doctor/index.ts';
import type { DocumentLinks } from '../security/document-links.ts';
import {
  boundedDialogs,
  boundedOpener,
  createBudget,
  maxConnectionTests,
  maxDrags,
  maxTests,
} from '../security/bounded-desktop.ts';
import { isTrustedSender } from '../security/trusted-sender.ts';
import { describeApp, type RestoreOutcome } from './app-info.ts';
import type { MainWindow } from './main-window.ts';
import { startLists } from './lists.ts';
import type { Menus } from './menus.ts';
import { createDragOut } from './drag-out.ts';
import { trayIcon } from './tray-icon.ts';
import { showTrayHintOnce } from './tray-hint.ts';
import { createTray } from './tray.ts';
import { startWindowEvents } from './window-events.ts';

export interface OpeningParts {
  /** The data folder. */
  readonly folder: string;
  readonly mainFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** In place of the one of the settings; null where none was given. */
  readonly logLevel: LogLevel | null;
  readonly window: MainWindow;
  readonly menus: Menus;
  readonly documents: DocumentLinks;
  readonly autostart: Autostart;
  /** What restoring takes, which closes this program and opens another one. */
  readonly restoring: Restoring;
  readonly doctor: Doctor;
  /** Of a restore that this program follows. */
  readonly outcome: RestoreOutcome;
}

export interface OpenProgram {
  readonly answer: Answering;
  /** Brings the window to the front. */
  show(): void;
  goTo(destination: Destination): void;
  /** Resolves when the page shows what it has, could not be loaded, or takes too long. */
  shown(loading: Promise<void>): Promise<void>;
  /** Ends the program so that its data folder can be replaced; the window stays. */
  close(): Promise<void>;
  /** Begins the watch and what else goes on without the window. */
  start(): void;
}

// Quitting waits so long for work under way; a notification alone may take ten seconds.
const longestEnding = 15_000;
/** The watch begins when the window is there, and after so long in any case. */
const longestShowing = 5_000;

/** Opens the program behind the window and the tray, and ends it when Billfold is quit. */
export function openProgram(parts: OpeningParts): Result<OpenProgram> {
  const { folder, mainFolder, environment, window, menus, documents, autostart } = parts;
  let quitting = false;
  let ended = false;
  const ready = Promise.withResolvers<null>();

  const created = createProgram({
    ...{ folder, mainFolder, environment, logLevel: parts.logLevel },
    version: app.getVersion(),
    system: systemLocale(environment),
    verbose: environment['BILLFOLD_DEBUG'] === '1',
    isWindowVisible: window.isShown,
  });
  if (!created.ok) return created;
  const program: Program = created.value;
  const { clock, events, lastSeen, logger, settings, watch } = program;

  const dialogs = createDialogs();
  let trayHost: Promise<boolean> | null = null;
  /** Asked once: the desktop's answer takes processes of its own. */
  const isTrayShown = (): Promise<boolean> => (trayHost ??= hasTrayHost().catch(() => false));
  window.connect({
    settings,
    onClose() {
      return quitting ? 'close' : putAway();
    },
    onFocus() {
      outside(() => {
        lastSeen.note();
        watch.background.onWindowFocus();
      });
    },
    onPageLost() {
      logger.error('The window’s page crashes whenever it is loaded');
      outside(async () => {
        if (!ended && (await confirmed(program, dialogs, 'pageLost'))) show();
      });
    },
  });
  const send = createSend(window.contents);
  const windowEvents = startWindowEvents({
    ...{ on: events.on, send, contents: window.contents },
    show: () => (ended ? Promise.resolve() : shown(window.show())),
  });
  const { dropped, stop: stopDrops } = receiveDroppedFiles(isTrustedSender);
  const dragOut = createDragOut(window.contents, trayIcon(process.platform, 'idle'), createBudget(clock, maxDrags));
  const handlers = createHandlers({
    program,
    documents,
    dropped,
    dialogs: boundedDialogs(dialogs, clock),
    opener: boundedOpener(createOpener(), clock),
    dragOut: dragOut.drag,
    clipboard: createClipboard(),
    isFocused: window.isFocused,
    mayTestNotification: createBudget(clock, maxTests),
    mayTestConnection: createBudget(clock, maxConnectionTests),
    autostart,
    restoring: parts.restoring,
    doctor: parts.doctor,
    appInfo: () => describeApp(program, parts.outcome),
    canNotify,
    windowReady() {
      ready.resolve(null);
      return windowEvents.ready();
    },
    restart() {
      restart(environment);
    },
  });

  const tray = createTray({
    iconOf: (state) => trayIcon(process.platform, state),
    words: () => words(program).tray,
    onOpen: show,
    onRefresh: () => {
      outside(() => watch.check(null));
    },
    onQuit() {
      app.quit();
    },
  });
  tray.update();
  menus.speak(words(program).menu);
  const stopLists = startLists({ program, showAttention: tray.update, send });
  nativeTheme.themeSource = settings.get().theme;
  const stopSettings = events.on('settings.changed', ({ theme }) => {
    nativeTheme.themeSource = theme;
    tray.update();
    menus.speak(words(program).menu);
    void watch.notifications.deliver();
  });

  const onBeforeQuit = () => {
    quitting = true;
  };
  const disposers: Disposer[] = [dragOut.dispose, stopDrops, stopSettings, stopLists, tray.dispose];
  /** Resolves when nothing of the program goes on. */
  async function end(): Promise<void> {
    ended = true;
    for (const dispose of disposers) dispose();
    await program.dispose();
    // Last: the page hears of the jobs that were cancelled.
    windowEvents.dispose();
  }
  const onWillQuit = (event: Electron.Event) => {
    if (ended) return;
    event.preventDefault();
    void Promise.race([end(), wait(clock, longestEnding)])
      .catch((cause: unknown) => {
        logger.error('Did not end in order', { cause });
      })
      .then(() => {
        app.quit();
      });
  };
  app.on('activate', show);
  app.on('before-quit', onBeforeQuit);
  app.on('will-quit', onWillQuit);

  async function putAway(): Promise<'hide' | 'minimize'> {
    if (!(await isTrayShown())) return 'minimize';
    outside(() => showTrayHintOnce(program));
    return 'hide';
  }
  /** Does what the user asked for outside the page. A failure is reported in the window, which opens for it. */
  function outside(work: () => unknown): void {
    void Promise.resolve()
      .then(work)
      .catch((cause: unknown) => {
        if (!ended) events.emit('trouble', program.errorOf(cause));
      });
  }
  function show(): void {
    if (!ended) void shown(window.show());
  }
  async function shown(loading: Promise<void>): Promise<void> {
    try {
      await Promise.race([loading.then(() => ready.promise), wait(clock, longestShowing)]);
    } catch (cause) {
      // It was closed while it loaded, for one; the watch goes on.
      logger.error('The window did not load', { cause });
    }
  }
  program.notifier.onEarlierClick(watch.notifications.openEarlier);

  const answering = createAnswering(handlers, program.permit, logger.child('ipc'), program.databaseErrorOf);
  return ok({
    answer: program.readOnly ? readOnly(answering, folder) : answering,
    show,
    goTo: (destination) => {
      events.emit('navigate', destination);
    },
    shown,
    async close() {
      app.off('activate', show);
      app.off('before-quit', onBeforeQuit);
      app.off('will-quit', onWillQuit);
      await end();
    },
    start() {
      if (ended) return;
      disposers.unshift(program.start());
      void isTrayShown();
    },
  });
}
