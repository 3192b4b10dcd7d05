import { _electron } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import { findElectron } from '../../build/support/electron-binary.ts';
import type { AppControl, AskedDialog, ControlledWindow, ShellCall } from './app-control.ts';
import type { LaunchOptions, LaunchedApp } from './launched-app.ts';
import { watchPage } from './page-problems.ts';
import { within } from './waits.ts';

/* The launcher for real Electron. What only a person can do there is refused with words. */

/** Put into the main process: records instead of opening and asking. */
interface Recorder {
  readonly shellCalls: ShellCall[];
  readonly asked: AskedDialog[];
  readonly answers: Record<string, unknown>[];
  toMessageBoxes: Record<string, unknown> | null;
}

export async function launchInElectron(
  main: string,
  { desktop, dataDir, args = [], env = {} }: LaunchOptions,
): Promise<LaunchedApp> {
  const executablePath = findElectron();
  if (executablePath === undefined)
    throw new Error('The binary of Electron is missing. Run: node node_modules/electron/install.js');
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const app = await _electron.launch({
    executablePath,
    args: [main, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
    env: { ...Object.fromEntries(inherited), ...desktop.env, BILLFOLD_DATA_DIR: dataDir, LANG: 'en_US.UTF-8', ...env },
  });
  let text = '';
  const child = app.process();
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = new Promise<number | null>((settle) => child.once('exit', settle));
  await within(30, 'the main process of Electron', app.evaluate(startRecording));
  const page = await app.firstWindow({ timeout: 40_000 });
  app.context().setDefaultTimeout(20_000);
  return {
    page,
    control: createControl(app),
    pid: child.pid ?? 0,
    problems: await watchPage(page),
    exited,
    output: () => text,
    async quit() {
      await app.evaluate(({ app: program }) => {
        program.quit();
      });
      return within(40, 'Electron to quit', exited);
    },
    async kill() {
      child.kill('SIGKILL');
      await within(20, 'the killed Electron to end', exited);
    },
  };
}

function startRecording({ dialog, shell }: typeof Electron.CrossProcessExports): void {
  const recorder: Recorder = { shellCalls: [], asked: [], answers: [], toMessageBoxes: null };
  Object.assign(globalThis, { recorder });
  const record = (call: ShellCall['call']) => (target: string) => {
    recorder.shellCalls.push({ call, target });
    return Promise.resolve('');
  };
  Object.assign(shell, {
    openExternal: record('openExternal'),
    openPath: record('openPath'),
    showItemInFolder: record('showItemInFolder'),
  });
  const ask =
    (call: string) => (first: { title?: string; message?: string }, second?: { title?: string; message?: string }) => {
      const { title = '', message = '' } = second ?? first;
      recorder.asked.push({ call, title, message });
      const standing = call === 'showMessageBox' ? recorder.toMessageBoxes : null;
      const answer = standing ?? recorder.answers.shift() ?? { canceled: true };
      return Promise.resolve({
        canceled: false,
        filePaths: [],
        filePath: '',
        response: 0,
        checkboxChecked: false,
        ...answer,
      });
    };
  Object.assign(dialog, {
    showOpenDialog: ask('showOpenDialog'),
    showSaveDialog: ask('showSaveDialog'),
    showMessageBox: ask('showMessageBox'),
  });
}

const onlyByHand = (what: string) => (): Promise<never> =>
  Promise.reject(new Error(`${what} cannot be driven on real Electron: see docs/electron-launcher.md`));

function createControl(app: ElectronApplication): AppControl {
  const withWindow =
    (action: 'show' | 'focus' | 'blur' | 'close' | 'minimize' | 'maximize' | 'unmaximize') => (): Promise<void> =>
      app.evaluate(({ BrowserWindow }, name) => {
        BrowserWindow.getAllWindows()[0]?.[name]();
      }, action);
  const recorded = <K extends keyof Recorder>(key: K): Promise<Recorder[K]> =>
    app.evaluate(
      (_electron_, name) => (globalThis as unknown as { recorder: Recorder }).recorder[name as K],
      key as string,
    );
  return {
    answerDialog: (answer) =>
      app.evaluate((_electron_, given) => {
        (globalThis as unknown as { recorder: Recorder }).recorder.answers.push({ ...given });
      }, answer),
    answerMessageBoxes: (button) =>
      app.evaluate((_electron_, response) => {
        const { recorder } = globalThis as unknown as { recorder: Recorder };
        recorder.toMessageBoxes = response === null ? null : { response };
      }, button),
    askedDialogs: () => recorded('asked'),
    shellCalls: () => recorded('shellCalls'),
    power: (event) =>
      app.evaluate(({ powerMonitor }, name) => {
        powerMonitor.emit(name);
      }, event),
    cutNetwork: (cut) =>
      app.evaluate(({ session }, offline) => {
        session.defaultSession.enableNetworkEmulation({ offline });
      }, cut !== 'nothing'),
    setOnline: onlyByHand('net.isOnline'),
    setSystemDark: onlyByHand('The theme of the system'),
    trays: onlyByHand('The tray'),
    clickTray: onlyByHand('The tray'),
    clickTrayItem: onlyByHand('The tray'),
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
