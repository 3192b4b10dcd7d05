import { _electron } from '@playwright/test';
import type { ElectronApplication, JSHandle } from '@playwright/test';
import type { AppControl, ControlledWindow } from './app-control.ts';
import { type Recorder, startRecording } from './electron-recorder.ts';
import type { ElectronStart } from './electron-start.ts';
import type { LaunchOptions, LaunchedApp } from './launched-app.ts';
import { watchPage } from './page-problems.ts';
import { isRecorded } from './recorded-desktop.ts';
import { within } from './waits.ts';

/* The launcher for real Electron. Specs that drive what it refuses bear the tag `@host` (tests/support/spec-tags.ts). */

export async function launchInElectron(
  start: ElectronStart,
  { desktop, dataDir, args = [], env = {} }: LaunchOptions,
): Promise<LaunchedApp> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const app = await _electron.launch({
    // Of the one that it finds by itself Playwright holds `ready` back until it listens, and takes its switches away.
    ...(start.installed ? {} : { executablePath: start.executable }),
    args: [...start.args, ...args],
    env: { ...Object.fromEntries(inherited), ...desktop.env, BILLFOLD_DATA_DIR: dataDir, LANG: 'en_US.UTF-8', ...env },
  });
  let text = '';
  const child = app.process();
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = new Promise<number | null>((settle) => child.once('exit', settle));
  const record = isRecorded(desktop)
    ? { file: desktop.record, before: (await desktop.shownNotifications()).length }
    : null;
  const recorder = await within(30, 'the main process of Electron', app.evaluateHandle(startRecording, record));
  if (isRecorded(desktop))
    desktop.host({
      clickNotification: (id) =>
        recorder.evaluate((kept, clicked) => {
          kept.clickNotification(clicked);
        }, id),
      copyText: (copied) => app.evaluate(({ clipboard }, words) => clipboard.writeText(words), copied),
    });
  // On Windows the child is a shell.
  const pid = await app.evaluate(() => process.pid);
  const page = await app.firstWindow({ timeout: 40_000 });
  app.context().setDefaultTimeout(20_000);
  return {
    page,
    control: createControl(app, recorder),
    pid,
    problems: await watchPage(page),
    exited,
    output: () => text,
    async quit() {
      await app.evaluate(({ app: running }) => {
        running.quit();
      });
      return within(40, 'Electron to quit', exited);
    },
    async kill() {
      process.kill(pid, 'SIGKILL');
      await within(20, 'the killed Electron to end', exited);
    },
  };
}

const onlyByHand = (what: string) => (): Promise<never> =>
  Promise.reject(new Error(`${what} cannot be driven on real Electron: see docs/electron-launcher.md`));

function createControl(app: ElectronApplication, recorder: JSHandle<Recorder>): AppControl {
  const withWindow =
    (action: 'show' | 'focus' | 'blur' | 'close' | 'minimize' | 'maximize' | 'unmaximize') => (): Promise<void> =>
      app.evaluate(({ BrowserWindow }, name) => {
        BrowserWindow.getAllWindows()[0]?.[name]();
      }, action);
  return {
    answerDialog: (answer) =>
      recorder.evaluate((kept, given) => {
        kept.answers.push({ ...given });
      }, answer),
    answerMessageBoxes: (button) =>
      recorder.evaluate((kept, response) => {
        kept.toMessageBoxes = response === null ? null : { response };
      }, button),
    askedDialogs: () => recorder.evaluate(({ asked }) => asked),
    shellCalls: () => recorder.evaluate(({ shellCalls }) => shellCalls),
    power: (event) =>
      app.evaluate(({ powerMonitor }, name) => {
        powerMonitor.emit(name);
      }, event),
    cutNetwork: (cut) =>
      app.evaluate(({ session }, chosen) => {
        const { defaultSession } = session;
        // It knows no servers of this machine: those of elsewhere alone are refused one by one.
        if (chosen === 'everything') defaultSession.enableNetworkEmulation({ offline: true });
        else defaultSession.disableNetworkEmulation();
        const isHere = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?\//;
        const refuse = ({ url }: { url: string }, answer: (response: { cancel: boolean }) => void): void => {
          answer({ cancel: !isHere.test(url) });
        };
        const filter = { urls: ['http://*/*', 'https://*/*'] };
        if (chosen === 'remote') defaultSession.webRequest.onBeforeRequest(filter, refuse);
        else defaultSession.webRequest.onBeforeRequest(null);
      }, cut),
    setOnline: (online) =>
      recorder.evaluate((kept, given) => {
        kept.online = given;
      }, online),
    setSystemDark: onlyByHand('The theme of the system'),
    trays: onlyByHand('The tray'),
    clickTray: onlyByHand('The tray'),
    clickTrayItem: onlyByHand('The tray'),
    applicationMenu: () => recorder.evaluate((kept) => kept.applicationMenu()),
    popupMenu: () => recorder.evaluate((kept) => kept.popupMenu()),
    clickPopupItem: (label) =>
      recorder.evaluate((kept, clicked) => {
        kept.clickPopupItem(clicked);
      }, label),
    windows: () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window): ControlledWindow => ({
          id: window.id,
          url: window.webContents.getURL(),
          title: window.getTitle(),
          visible: window.isVisible(),
          focused: window.isFocused(),
          minimized: window.isMinimized(),
          maximized: window.isMaximized(),
          bounds: window.getBounds(),
        })),
      ),
    showWindow: withWindow('show'),
    focusWindow: withWindow('focus'),
    blurWindow: withWindow('blur'),
    closeWindow: withWindow('close'),
    minimizeWindow: withWindow('minimize'),
    maximizeWindow: withWindow('maximize'),
    unmaximizeWindow: withWindow('unmaximize'),
    crashPage: () =>
      app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
      }),
    crashPages: onlyByHand('A page that crashes while it loads'),
    loginItem: async () => {
      const { openAtLogin } = await app.evaluate(({ app: program }) => program.getLoginItemSettings());
      return { openAtLogin };
    },
    activateNotification: onlyByHand('The notification centre'),
    badge: () => app.evaluate(({ app: program }) => program.badgeCount),
    quit: () =>
      app.evaluate(({ app: program }) => {
        program.quit();
      }),
  };
}
