import { BrowserWindow, screen } from 'electron';
import { startAddress } from '../security/origin.ts';
import type { SettingsStore, WindowBounds } from '../settings/index.ts';

interface MainWindowParts {
  readonly settings: SettingsStore;
  readonly preload: string;
  /** What closing comes to: hidden in the tray, minimized where there is none, or closed. */
  readonly onClose: () => 'hide' | 'minimize' | 'close';
  readonly onFocus: () => void;
}

const smallest = { minWidth: 800, minHeight: 600 };

/** Billfold's one window. Made when first asked for, kept while hidden. */
export function createMainWindow({ settings, preload, onClose, onFocus }: MainWindowParts) {
  let window: BrowserWindow | null = null;

  function create(): BrowserWindow {
    const made = new BrowserWindow({
      width: 1280,
      height: 800,
      ...reachable(settings.windowBounds()),
      ...smallest,
      show: false,
      title: 'Billfold',
      autoHideMenuBar: true,
      webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
    });
    made.once('ready-to-show', () => {
      made.show();
    });
    made.on('focus', onFocus);
    made.on('close', (event) => {
      if (!made.isMinimized()) settings.setWindowBounds(made.getBounds());
      const instead = onClose();
      if (instead === 'close') return;
      event.preventDefault();
      if (instead === 'hide') made.hide();
      else made.minimize();
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
    /** Brings the window to the front, making it if need be. */
    async show(): Promise<void> {
      if (window) {
        if (window.isMinimized()) window.restore();
        window.show();
        window.focus();
        return;
      }
      window = create();
      await window.loadURL(startAddress);
    },
    // A destroyed window may be asked for a moment before it tells that it is gone.
    contents: () => (window && !window.isDestroyed() ? window.webContents : null),
    isShown: (): boolean => window !== null && !window.isDestroyed() && window.isVisible() && !window.isMinimized(),
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
