import type { App } from '../app/app.ts';
import type { LoginItems } from '../app/login-items.ts';
import type { Browser } from '../browser/browser.ts';
import type { Dialog, DialogAnswer } from '../desktop/dialog.ts';
import { Menu, openPopup } from '../desktop/menu.ts';
import type { MenuItem } from '../desktop/menu.ts';
import type { NativeTheme } from '../desktop/native-theme.ts';
import { activate } from '../desktop/notification.ts';
import { powerEvents } from '../desktop/power-monitor.ts';
import type { PowerMonitor } from '../desktop/power-monitor.ts';
import type { Shell } from '../desktop/shell.ts';
import { allTrays } from '../desktop/tray.ts';
import type { Net } from '../net/net.ts';
import { BrowserWindow, crashing } from '../windows/browser-window.ts';

export interface ControlDeps {
  readonly app: App;
  readonly browser: Browser;
  readonly dialog: Dialog;
  readonly loginItems: LoginItems;
  readonly nativeTheme: NativeTheme;
  readonly net: Net;
  readonly powerMonitor: PowerMonitor;
  readonly shell: Shell;
}

type Command = (args: Record<string, unknown>) => unknown;

const cuts = ['nothing', 'remote', 'everything'] as const;

function windowOf(args: Record<string, unknown>): BrowserWindow {
  const [first] = BrowserWindow.getAllWindows();
  const found = args['window'] === undefined ? first : BrowserWindow.fromId(Number(args['window']));
  if (found === undefined || found === null) throw new Error('There is no such window');
  return found;
}

function click(item: MenuItem | null | undefined, label: string): void {
  if (item === null || item === undefined) throw new Error(`There is no menu item '${label}'`);
  if (!item.enabled) throw new Error(`The menu item '${label}' is disabled`);
  item.click();
}

const labels = (menu: Menu | null): unknown[] =>
  (menu?.items ?? []).map(({ label, type, enabled, checked, submenu }) => ({
    label,
    type,
    enabled,
    checked,
    items: labels(submenu ?? null),
  }));

const windowList = (): unknown[] =>
  BrowserWindow.getAllWindows().map((window) => ({
    id: window.id,
    url: window.webContents.getURL(),
    title: window.getTitle(),
    visible: window.isVisible(),
    focused: window.isFocused(),
    minimized: window.isMinimized(),
    maximized: window.isMaximized(),
    bounds: window.getBounds(),
  }));

/** What a test can ask of the host, by name. */
export function createCommands(deps: ControlDeps): Readonly<Record<string, Command>> {
  const { app, browser, dialog, loginItems, nativeTheme, net, powerMonitor, shell } = deps;
  return {
    'debug-port': () => browser.debugPort(),
    'answer-dialog': (args) => {
      dialog.prepare(args['answer'] as DialogAnswer);
    },
    'answer-message-boxes': (args) => {
      dialog.toMessageBoxes = args['answer'] as DialogAnswer | null;
    },
    'asked-dialogs': () => dialog.asked,
    'shell-calls': () => shell.calls,
    power: ({ event }) => {
      const name = powerEvents.find((known) => known === event);
      if (name === undefined) throw new Error(`powerMonitor has no event '${String(event)}'`);
      powerMonitor.emit(name);
    },
    'idle-seconds': ({ seconds }) => {
      powerMonitor.idleSeconds = Number(seconds);
    },
    online: ({ online }) => {
      net.control.online = typeof online === 'boolean' ? online : null;
    },
    'cut-network': ({ cut }) => {
      const chosen = cuts.find((known) => known === cut);
      if (chosen === undefined) throw new Error(`cut must be one of ${cuts.join(', ')}`);
      net.control.cut = chosen;
    },
    'system-dark': ({ dark }) => {
      nativeTheme.setSystemDark(dark === true);
    },
    /** After a test attached to the page: its own emulation has replaced the program's colours. */
    'reapply-theme': () => nativeTheme.emit('updated'),
    trays: () => allTrays().map(({ toolTip, menu, image }) => ({ toolTip, image, items: labels(menu) })),
    'click-tray': () => {
      allTrays()[0]?.pressed();
    },
    'click-tray-item': ({ label }) => {
      const found = allTrays().map(({ menu }) => menu?.find(String(label)));
      click(
        found.find((item) => item !== null && item !== undefined),
        String(label),
      );
    },
    'application-menu': () => labels(Menu.getApplicationMenu()),
    'click-menu-item': ({ label }) => {
      click(Menu.getApplicationMenu()?.find(String(label)), String(label));
    },
    'popup-menu': () => labels(openPopup()),
    'click-popup-item': ({ label }) => {
      const menu = openPopup();
      click(menu?.find(String(label)), String(label));
      menu?.closePopup();
    },
    'dragged-files': (args) => windowOf(args).webContents.draggedFiles(),
    windows: windowList,
    'show-window': (args) => {
      windowOf(args).show();
    },
    'focus-window': (args) => {
      windowOf(args).focus();
    },
    'blur-window': (args) => {
      windowOf(args).blur();
    },
    'close-window': (args) => {
      windowOf(args).close();
    },
    'maximize-window': (args) => {
      windowOf(args).maximize();
    },
    'unmaximize-window': (args) => {
      windowOf(args).unmaximize();
    },
    'crash-page': (args) => windowOf(args).webContents.crash(),
    'crash-pages': ({ on }) => {
      crashing.pages = on === true;
    },
    'minimize-window': (args) => {
      windowOf(args).minimize();
    },
    'activate-notification': (args) => {
      activate({ type: 'click', arguments: String(args['arguments']) });
    },
    'login-item': () => loginItems.recorded(),
    badge: () => app.badgeCount,
    quit: () => {
      app.quit();
    },
  };
}
