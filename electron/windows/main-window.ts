import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Clock } from '../platform/ports.ts';
import { startAddress } from '../security/origin.ts';
import type { SettingsStore } from '../settings/index.ts';
import { createCrashHandling } from './crashed-page.ts';
import { hideWindow } from './hide-window.ts';
import { onceShowable } from './showable.ts';
import { placeOf, putBack, reachable } from './window-place.ts';

/** What the window needs of the program; it is made, and loads its page, before there is one. */
interface MainWindowParts {
  readonly settings: Pick<SettingsStore, 'windowPlace' | 'setWindowPlace'>;
  /** What closing comes to: hidden in the tray, minimized where there is none, or closed. */
  readonly onClose: () => Promise<'hide' | 'minimize'> | 'close';
  readonly onFocus: () => void;
  /** The page crashes whenever it is loaded. Its window is being closed; shown again, a new one is made. */
  readonly onPageLost: () => void;
}

const usual = { width: 1280, height: 800 };
const smallest = { minWidth: 800, minHeight: 600 };
/** The page's own (renderer/styles/tokens.css, --canvas), where it is not there yet. */
const canvas = { light: '#f5f6f8', dark: '#16181c' };

/** Billfold's one window. Made when first asked for, kept while hidden. */
export interface MainWindow {
  /** Gives the window its program: it takes the place that it was left in and is seen from now on. */
  connect(program: MainWindowParts): void;
  /** Brings the window to the front, making it if need be. */
  show(): Promise<void>;
  /** Loads the page again: behind it is another program. */
  reload(): Promise<void>;
  contents(): Electron.WebContents | null;
  isFocused(): boolean;
  isShown(): boolean;
}

export function createMainWindow(preload: string, clock: Pick<Clock, 'now' | 'after'>): MainWindow {
  let window: BrowserWindow | null = null;
  let parts: MainWindowParts | null = null;
  let isShowable = false;
  let isLost = false;
  /** Not before it is shown: maximizing shows a window. */
  let toMaximize = false;
  const crash = createCrashHandling({
    clock,
    reload() {
      if (window && !window.isDestroyed()) void window.loadURL(startAddress);
    },
    giveUp() {
      isLost = true;
      if (parts) lose(parts);
    },
  });

  function create(): BrowserWindow {
    const made = new BrowserWindow({
      ...usual,
      ...reachable(parts?.settings.windowPlace() ?? null),
      ...smallest,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light,
      title: 'Billfold',
      autoHideMenuBar: true,
      webPreferences: {
        ...{ preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
        devTools: !app.isPackaged,
      },
    });
    isShowable = false;
    isLost = false;
    toMaximize = parts?.settings.windowPlace()?.isMaximized ?? false;
    onceShowable(made, clock, () => {
      isShowable = true;
      if (parts) appear(made);
    });
    made.on('focus', () => parts?.onFocus());
    made.on('close', (event) => {
      if (!parts) return;
      if (!made.isMinimized()) parts.settings.setWindowPlace(placeOf(made));
      const instead = parts.onClose();
      if (instead === 'close') return;
      event.preventDefault();
      void instead.then((put) => {
        if (made.isDestroyed()) return;
        if (put === 'hide') hideWindow(made, process.platform);
        else made.minimize();
      });
    });
    made.webContents.on('did-finish-load', crash.loaded);
    made.webContents.on('render-process-gone', crash.crashed);
    made.on('closed', () => {
      if (window === made) window = null;
    });
    return made;
  }

  function lose({ onPageLost }: MainWindowParts): void {
    const lost = window;
    window = null;
    onPageLost();
    lost?.destroy();
  }

  function appear(shown: BrowserWindow): void {
    if (toMaximize) shown.maximize();
    toMaximize = false;
    shown.show();
  }

  return {
    connect(program) {
      parts = program;
      if (isLost) {
        lose(program);
        return;
      }
      const place = program.settings.windowPlace();
      if (window) putBack(window, place);
      toMaximize = place?.isMaximized ?? false;
      if (window && isShowable) appear(window);
    },
    async show() {
      if (window) {
        if (window.isMinimized()) window.restore();
        appear(window);
        window.focus();
        return;
      }
      window = create();
      await window.loadURL(startAddress);
    },
    async reload() {
      if (window && !window.isDestroyed()) await window.loadURL(startAddress);
    },
    // A destroyed window may be asked for a moment before it tells that it is gone.
    contents: () => (window && !window.isDestroyed() ? window.webContents : null),
    isFocused: () => window !== null && !window.isDestroyed() && window.isFocused(),
    isShown: () => window !== null && !window.isDestroyed() && window.isVisible() && !window.isMinimized(),
  };
}
