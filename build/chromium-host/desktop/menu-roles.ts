import type { WebContents } from '../windows/web-contents.ts';
import type { BrowserWindow } from '../windows/browser-window.ts';

/* The roles of menu items, after lib/browser/api/menu-item-roles.ts on Linux. */

/** What roles act on. */
export interface RoleTargets {
  readonly focusedWindow: () => BrowserWindow | null;
  readonly quit: () => void;
}

interface Role {
  readonly label: string;
  /** Absent where the host has nothing to do it with. */
  readonly app?: (targets: RoleTargets) => void;
  readonly window?: (window: BrowserWindow) => void;
  readonly contents?: (contents: WebContents) => void;
  readonly submenu?: readonly Electron.MenuItemConstructorOptions[];
}

const roles: Readonly<Record<string, Role>> = {
  about: { label: 'About' },
  close: {
    label: 'Close',
    window: (window) => {
      window.close();
    },
  },
  copy: {
    label: 'Copy',
    contents: (contents) => {
      contents.copy();
    },
  },
  cut: {
    label: 'Cut',
    contents: (contents) => {
      contents.cut();
    },
  },
  delete: {
    label: 'Delete',
    contents: (contents) => {
      contents.delete();
    },
  },
  forcereload: { label: 'Force Reload' },
  help: { label: 'Help' },
  minimize: {
    label: 'Minimize',
    window: (window) => {
      window.minimize();
    },
  },
  paste: {
    label: 'Paste',
    contents: (contents) => {
      contents.paste();
    },
  },
  pasteandmatchstyle: { label: 'Paste and Match Style' },
  quit: {
    label: 'Quit',
    app: ({ quit }) => {
      quit();
    },
  },
  redo: {
    label: 'Redo',
    contents: (contents) => {
      contents.redo();
    },
  },
  reload: {
    label: 'Reload',
    window: (window) => {
      window.reload();
    },
  },
  resetzoom: { label: 'Actual Size' },
  selectall: {
    label: 'Select All',
    contents: (contents) => {
      contents.selectAll();
    },
  },
  toggledevtools: { label: 'Toggle Developer Tools' },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    window: (window) => {
      window.setFullScreen(!window.isFullScreen());
    },
  },
  undo: {
    label: 'Undo',
    contents: (contents) => {
      contents.undo();
    },
  },
  window: { label: 'Window' },
  zoom: { label: 'Zoom' },
  zoomin: { label: 'Zoom In' },
  zoomout: { label: 'Zoom Out' },
  filemenu: { label: 'File', submenu: [{ role: 'quit' }] },
  editmenu: {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      { type: 'separator' },
      { role: 'selectAll' },
    ],
  },
  viewmenu: {
    label: 'View',
    submenu: [
      { role: 'reload' },
      { role: 'forceReload' },
      { role: 'toggleDevTools' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  },
  windowmenu: { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, { role: 'close' }] },
};
/** Their items do nothing there, on any system but macOS. */
const elsewhere = new Set([
  'appmenu', 'front', 'hide', 'hideothers', 'unhide', 'services', 'startspeaking', 'stopspeaking', 'recentdocuments',
  'clearrecentdocuments', 'showsubstitutions', 'togglesmartquotes', 'togglesmartdashes', 'toggletextreplacement',
  'sharemenu', 'togglespellchecker',
]); // prettier-ignore

export const isRole = (role: string): boolean => role in roles || elsewhere.has(role);
export const labelOf = (role: string): string => roles[role]?.label ?? '';
export const submenuOf = (role: string): readonly Electron.MenuItemConstructorOptions[] | undefined =>
  roles[role]?.submenu;

/** What a click on an item of this role does; null where the host cannot do it. */
export function actionOf(role: string, targets: RoleTargets): (() => void) | null {
  const { app, window, contents } = roles[role] ?? {};
  if (app !== undefined)
    return () => {
      app(targets);
    };
  return window === undefined && contents === undefined
    ? null
    : () => {
        const focused = targets.focusedWindow();
        if (focused === null) return;
        window?.(focused);
        contents?.(focused.webContents);
      };
}
