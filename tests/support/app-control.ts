import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { within } from './waits.ts';

/* What a spec does around the window, in place of the user and the machine. Two launchers, one set of specs. */

export type DialogAnswer =
  | { readonly filePaths: readonly string[] }
  | { readonly filePath: string }
  | { readonly response: number; readonly checkboxChecked?: boolean }
  | { readonly canceled: true };

export interface AskedDialog {
  readonly call: string;
  readonly title: string;
  readonly message: string;
}

export interface ShellCall {
  readonly call: 'openExternal' | 'openPath' | 'showItemInFolder';
  readonly target: string;
}

export interface ControlledWindow {
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly minimized: boolean;
  readonly maximized: boolean;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface MenuEntry {
  readonly label: string;
  readonly enabled: boolean;
  readonly items: readonly MenuEntry[];
}

export interface ControlledTray {
  readonly toolTip: string;
  /** Of the icon, in pixels; nothing is drawn of an empty one. */
  readonly image: { readonly width: number; readonly height: number };
  readonly items: readonly MenuEntry[];
}

export interface AppControl {
  /** Answers the dialog that is open, else the next one. */
  answerDialog(answer: DialogAnswer): Promise<void>;
  /** Presses this button of each message box from now on; null: as prepared. */
  answerMessageBoxes(button: number | null): Promise<void>;
  askedDialogs(): Promise<AskedDialog[]>;
  /** What would have been opened outside the program; nothing is. */
  shellCalls(): Promise<ShellCall[]>;
  power(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): Promise<void>;
  /** null follows the machine again. */
  setOnline(online: boolean | null): Promise<void>;
  /** `remote`: everything beyond this machine fails; `everything`: this machine's servers too. */
  cutNetwork(cut: 'nothing' | 'remote' | 'everything'): Promise<void>;
  setSystemDark(dark: boolean): Promise<void>;
  trays(): Promise<ControlledTray[]>;
  clickTray(): Promise<void>;
  clickTrayItem(label: string): Promise<void>;
  /** The menu bar. */
  applicationMenu(): Promise<MenuEntry[]>;
  /** The menu that a right click has opened last; empty while there is none. */
  popupMenu(): Promise<MenuEntry[]>;
  clickPopupItem(label: string): Promise<void>;
  windows(): Promise<ControlledWindow[]>;
  showWindow(): Promise<void>;
  focusWindow(): Promise<void>;
  blurWindow(): Promise<void>;
  closeWindow(): Promise<void>;
  minimizeWindow(): Promise<void>;
  maximizeWindow(): Promise<void>;
  unmaximizeWindow(): Promise<void>;
  /** Ends the page's process. */
  crashPage(): Promise<void>;
  /** From now on every page crashes while it loads, or none does. */
  crashPages(on: boolean): Promise<void>;
  loginItem(): Promise<{ readonly openAtLogin?: boolean; readonly args?: readonly string[] }>;
  badge(): Promise<number>;
  /** Clicks a notification of an earlier run, as Windows tells of it: by the text of its toast's `launch`. */
  activateNotification(launch: string): Promise<void>;
  quit(): Promise<void>;
}

export interface HostConnection {
  readonly control: AppControl;
  /** The port of Chromium's debugging protocol; null while there is no window. */
  debugPort(): Promise<number | null>;
  reapplyTheme(): Promise<void>;
  close(): void;
}

/** Connects to the Chromium host's control socket (`CHROMIUM_HOST_CONTROL`). */
export async function connectHost(path: string): Promise<HostConnection> {
  const socket = await within(10, "the host's control socket", openSocket(path));
  const waiting = new Map<number, (reply: { ok: boolean; result: unknown; error: string }) => void>();
  let lastId = 0;
  const lines = createInterface({ input: socket });
  // It hands on what happens to the socket.
  lines.on('error', () => undefined);
  lines.on('line', (line) => {
    const reply = JSON.parse(line) as { id: number; ok: boolean; result: unknown; error: string };
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  socket.on('close', () => {
    for (const settle of waiting.values()) settle({ ok: false, result: null, error: 'The program has ended' });
  });
  const ask = async (name: string, args: object = {}): Promise<unknown> => {
    lastId += 1;
    const id = lastId;
    const answered = new Promise<{ ok: boolean; result: unknown; error: string }>((resolve) =>
      waiting.set(id, resolve),
    );
    socket.write(`${JSON.stringify({ id, do: name, args })}\n`);
    const reply = await within(20, `the host's answer to ${name}`, answered);
    if (!reply.ok) throw new Error(`${name}: ${reply.error}`);
    return reply.result;
  };
  const tell = async (name: string, args: object = {}): Promise<void> => {
    await ask(name, args);
  };

  return {
    control: {
      answerDialog: (answer) => tell('answer-dialog', { answer }),
      answerMessageBoxes: (button) =>
        tell('answer-message-boxes', { answer: button === null ? null : { response: button } }),
      // The shapes below are those of build/chromium-host/control/commands.ts.
      askedDialogs: async () => (await ask('asked-dialogs')) as AskedDialog[],
      shellCalls: async () => (await ask('shell-calls')) as ShellCall[],
      power: (event) => tell('power', { event }),
      setOnline: (online) => tell('online', { online }),
      cutNetwork: (cut) => tell('cut-network', { cut }),
      setSystemDark: (dark) => tell('system-dark', { dark }),
      trays: async () => (await ask('trays')) as ControlledTray[],
      clickTray: () => tell('click-tray'),
      clickTrayItem: (label) => tell('click-tray-item', { label }),
      applicationMenu: async () => (await ask('application-menu')) as MenuEntry[],
      popupMenu: async () => (await ask('popup-menu')) as MenuEntry[],
      clickPopupItem: (label) => tell('click-popup-item', { label }),
      windows: async () => (await ask('windows')) as ControlledWindow[],
      showWindow: () => tell('show-window'),
      focusWindow: () => tell('focus-window'),
      blurWindow: () => tell('blur-window'),
      closeWindow: () => tell('close-window'),
      minimizeWindow: () => tell('minimize-window'),
      maximizeWindow: () => tell('maximize-window'),
      unmaximizeWindow: () => tell('unmaximize-window'),
      crashPage: () => tell('crash-page'),
      crashPages: (on) => tell('crash-pages', { on }),
      loginItem: async () => (await ask('login-item')) as { openAtLogin?: boolean; args?: string[] },
      activateNotification: (launch) => tell('activate-notification', { arguments: launch }),
      badge: async () => (await ask('badge')) as number,
      quit: () => tell('quit'),
    },
    debugPort: async () => (await ask('debug-port')) as number | null,
    reapplyTheme: () => tell('reapply-theme'),
    close: () => {
      socket.destroy();
    },
  };
}

function openSocket(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // The program may end while a reply is due: the close event tells.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}
