import { isDeepStrictEqual } from 'node:util';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Clock } from '../platform/ports.ts';
import { startAddress } from '../security/origin.ts';
import type { WindowBounds } from '../settings/index.ts';
import { onceShowable } from './showable.ts';

/** What the window needs of the program; it is made, and loads its page, before there is one. */
interface MainWindowParts {
  readonly settings: {
    windowBounds(): WindowBounds | null;
    setWindowBounds(bounds: WindowBounds): void;
  };
  /** What closing comes to: hidden in the tray, minimized where there is none, or closed. */
  readonly onClose: () => Promise<'hide' | 'minimize'> | 'close';
  readonly onFocus: () => void;
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

export function createMainWindow(preload: string, clock: Pick<Clock, 'after'>): MainWindow {
  let window: BrowserWindow | null = null;
  let parts: MainWindowParts | null = null;
  let isShowable = false;

  function create(): BrowserWindow {
    const made = new BrowserWindow({
      ...usual,
      ...reachable(parts?.settings.windowBounds() ?? null),
      ...smallest,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light,
      title: 'Billfold',
      autoHideMenuBar: true,
      webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
    });
    isShowable = false;
    onceShowable(made, clock, () => {
      isShowable = true;
      if (parts) made.show();
    });
    made.on('focus', () => parts?.onFocus());
    made.on('close', (event) => {
      if (!parts) return;
      if (!made.isMinimized()) parts.settings.setWindowBounds(made.getBounds());
      const instead = parts.onClose();
      if (instead === 'close') return;
      event.preventDefault();
      void instead.then((put) => {
        if (made.isDestroyed()) return;
        if (put === 'hide') made.hide();
        else made.minimize();
      });
    });
    made.webContents.on('render-process-gone', () => {
      // The page crashed; main and its watch go on. What it showed comes back from main.
      if (!made.isDestroyed()) void made.loadURL(startAddress);
    });
    made.on('closed', () => {
      window = null;
    });
    return made;
  }

  return {
    connect(program) {
      parts = program;
      const left = program.settings.windowBounds();
      const isThere = isDeepStrictEqual(left, window?.getBounds());
      const bounds = isThere ? null : reachable(left);
      if (bounds) window?.setBounds(bounds);
      if (isShowable) window?.show();
    },
    async show() {
      if (window) {
        if (window.isMinimized()) window.restore();
        window.show();
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

/** The bounds as they were, unless no screen shows that place any more. */
function reachable(bounds: WindowBounds | null): WindowBounds | null {
  if (bounds === null) return null;
  const shown = screen.getAllDisplays().some(({ workArea }) => {
    const across = bounds.x < workArea.x + workArea.width && bounds.x + bounds.width > workArea.x;
    return across && bounds.y >= workArea.y && bounds.y < workArea.y + workArea.height;
  });
  return shown ? bounds : null;
}
