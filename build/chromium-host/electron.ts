/* The module `electron` in the main process, put together. README.md says what it is. */
import type {} from 'electron';
import { App } from './app/app.ts';
import { AutoUpdater } from './app/auto-updater.ts';
import { type LoginItems, noLoginItems, windowsLoginItems } from './app/login-items.ts';
import { createBrowser } from './browser/browser.ts';
import { Protocol } from './browser/schemes.ts';
import { startControl } from './control/control-server.ts';
import { Clipboard } from './desktop/clipboard.ts';
import { createAskUser } from './desktop/dialog-window.ts';
import { Dialog } from './desktop/dialog.ts';
import { Menu, MenuItem, connectMenus, setDefaultApplicationMenu } from './desktop/menu.ts';
import { NativeImage } from './desktop/native-image.ts';
import { NativeTheme } from './desktop/native-theme.ts';
import { Notification, connectNotifications } from './desktop/notification.ts';
import { PowerMonitor } from './desktop/power-monitor.ts';
import { SafeStorage } from './desktop/safe-storage.ts';
import { Screen } from './desktop/screen.ts';
import { Shell } from './desktop/shell.ts';
import { Tray, connectTrays } from './desktop/tray.ts';
import { createEvent } from './events.ts';
import { IpcMain } from './ipc-main.ts';
import { Net } from './net/net.ts';
import { Session, SessionModule } from './net/session.ts';
import { CrashReporter } from './processes/crash-reporter.ts';
import { UtilityProcessModule, endUtilityProcesses } from './processes/utility-process.ts';
import { absent, NotOfferedError } from './strict.ts';
import { isLikeMac, isLikeWindows } from './system.ts';
import { BrowserWindow, areAllWindowsClosed, connectWindows } from './windows/browser-window.ts';
import { createPagePreparation } from './windows/page-preparation.ts';

const controlPath = process.env['CHROMIUM_HOST_CONTROL'] ?? '';
const underTest = controlPath !== '';
const isReady = (): boolean => app.isReady();
const loginItems: LoginItems = isLikeWindows() ? windowsLoginItems(() => app.userModelId()) : noLoginItems();

const app = new App(
  {
    closeAll: () => BrowserWindow.getAllWindows().every((window) => (window.close(), window.isDestroyed())),
    areAllClosed: areAllWindowsClosed,
    destroyAll: () => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
    },
    focusFirst: () => BrowserWindow.getAllWindows()[0]?.focus(),
    endBrowser: async () => {
      endUtilityProcesses();
      await browser.end();
    },
  },
  loginItems,
);
const protocol = new Protocol(isReady);
const browser = createBrowser({
  schemes: protocol.schemes,
  sessionData: () => app.getPath('sessionData'),
  switches: () => app.commandLine.forBrowser(),
  language: () => app.getLocale(),
  onStray: (page) => {
    const opener = BrowserWindow.getAllWindows()[0];
    opener?.webContents.openedWindow(browser.origins().toApp(page.url()), '', '');
    void page.close().catch(() => undefined);
  },
});

const ipcMain = new IpcMain();
const nativeTheme = new NativeTheme();
const net = new Net(isReady, protocol.schemes, (chosen) => Session.transportOf(chosen ?? defaultSession));
const preparation = createPagePreparation(nativeTheme);
const makeSession = (isPersistent: boolean): Session =>
  new Session({
    protocol,
    isPersistent,
    storagePath: () => app.getPath('sessionData'),
    fetch: (input, init) =>
      isPersistent ? net.fetch(input, init) : Promise.reject(new NotOfferedError('Session.fetch of another session')),
  });
const defaultSession = makeSession(true);
const session = new SessionModule(isReady, defaultSession, () => makeSession(false));
const powerMonitor = new PowerMonitor();
const safeStorage = new SafeStorage(isReady, () => app.getPath('sessionData'));
app.once('will-finish-launching', () => {
  safeStorage.prepare();
});
const shell = new Shell(underTest);
const clipboard = new Clipboard();
const screen = new Screen(isReady);
const crashReporter = new CrashReporter();
const utilityProcess = new UtilityProcessModule(isReady);
const dialog = new Dialog({
  isReady,
  underTest,
  ask: createAskUser(browser),
  documents: () => app.getPath('documents'),
});
const nativeImage = NativeImage;

// On Windows a notification is the AppUserModelID's (shell/browser/notifications/win/notification_presenter_win.cc).
connectNotifications({ isReady, appName: () => (isLikeWindows() ? app.userModelId() : app.getName()) });
connectTrays({ isReady });
connectMenus({
  focusedWindow: () => BrowserWindow.getFocusedWindow(),
  quit: () => {
    app.quit();
  },
});
app.once('will-finish-launching', setDefaultApplicationMenu);
connectWindows({
  browser,
  ipcMain,
  schemes: protocol.schemes,
  origins: browser.origins,
  session: defaultSession,
  isReady,
  prepare: preparation.prepare,
  requestPermission: async (permission, contents) => {
    const granted = await defaultSession.decide(permission, contents, contents.getURL());
    await preparation.setPermission(permission, granted);
    return granted;
  },
  onCreated: (window) => {
    app.emit('web-contents-created', createEvent(), window.webContents);
    app.emit('browser-window-created', createEvent(), window);
  },
  onFocus: (window, focused) => {
    app.emit(focused ? 'browser-window-focus' : 'browser-window-blur', createEvent(), window);
  },
  onCrashed: (contents, details) => {
    app.emit('render-process-gone', createEvent(), contents, details);
  },
  onAllClosed: () => {
    app.allWindowsClosed();
  },
  workArea: () => screen.getPrimaryDisplay().workArea,
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    app.quit();
  });
}
const startApp = (): void => {
  setImmediate(() => {
    app.start();
  });
};
Object.defineProperty(globalThis, Symbol.for('chromium-host.entry-loaded'), { value: startApp });
if (underTest) {
  startControl(controlPath, { app, browser, dialog, loginItems, nativeTheme, net, powerMonitor, shell });
}

const autoUpdater = isLikeMac()
  ? new AutoUpdater(process.env['CHROMIUM_HOST_PUBLISHER'] ?? 'nobody')
  : absent('autoUpdater');
const BaseWindow = absent('BaseWindow');
const BrowserView = absent('BrowserView');
const ClipboardItem = absent('ClipboardItem');
const contentTracing = absent('contentTracing');
const desktopCapturer = absent('desktopCapturer');
const globalShortcut = absent('globalShortcut');
const ImageView = absent('ImageView');
const inAppPurchase = absent('inAppPurchase');
const IpcMainServiceWorker = absent('IpcMainServiceWorker');
const MessageChannelMain = absent('MessageChannelMain');
const netLog = absent('netLog');
const powerSaveBlocker = absent('powerSaveBlocker');
const pushNotifications = absent('pushNotifications');
const ShareMenu = absent('ShareMenu');
const sharedTexture = absent('sharedTexture');
const systemPreferences = absent('systemPreferences');
const TouchBar = absent('TouchBar');
const View = absent('View');
const webContents = absent('webContents');
const WebContentsView = absent('WebContentsView');
const WebSocket = absent('WebSocket');
const webFrameMain = absent('webFrameMain');

const electron = {
  app, BrowserWindow, clipboard, crashReporter, dialog, ipcMain, Menu, MenuItem, nativeImage, nativeTheme, net,
  Notification, powerMonitor, protocol, safeStorage, screen, session, shell, Tray, utilityProcess,
  autoUpdater, BaseWindow, BrowserView, ClipboardItem, contentTracing, desktopCapturer, globalShortcut, ImageView,
  inAppPurchase, IpcMainServiceWorker, MessageChannelMain, netLog, powerSaveBlocker, pushNotifications, ShareMenu,
  sharedTexture, systemPreferences, TouchBar, View, webContents, WebContentsView, webFrameMain, WebSocket,
} satisfies Record<keyof typeof Electron.Main | keyof typeof Electron.Common, unknown>; // prettier-ignore

export {
  app, BrowserWindow, clipboard, crashReporter, dialog, ipcMain, Menu, MenuItem, nativeImage, nativeTheme, net,
  Notification, powerMonitor, protocol, safeStorage, screen, session, shell, Tray, utilityProcess,
  autoUpdater, BaseWindow, BrowserView, ClipboardItem, contentTracing, desktopCapturer, globalShortcut, ImageView,
  inAppPurchase, IpcMainServiceWorker, MessageChannelMain, netLog, powerSaveBlocker, pushNotifications, ShareMenu,
  sharedTexture, systemPreferences, TouchBar, View, webContents, WebContentsView, webFrameMain, WebSocket,
}; // prettier-ignore
export default electron;
