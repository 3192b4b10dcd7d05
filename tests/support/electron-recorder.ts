import type { AskedDialog, MenuEntry, ShellCall } from './app-control.ts';

/** What the main process keeps for the spec, and takes from it. */
export interface Recorder {
  readonly shellCalls: ShellCall[];
  readonly asked: AskedDialog[];
  /** To the dialogs that come, each once. */
  readonly answers: object[];
  /** To each message box, where there is one. */
  toMessageBoxes: object | null;
  /** Null follows the machine. */
  online: boolean | null;
  clickNotification(id: number): void;
  applicationMenu(): MenuEntry[];
  popupMenu(): MenuEntry[];
  clickPopupItem(label: string): void;
}

/** As much of Electron's module as is replaced. */
interface Replaced {
  readonly BrowserWindow: { getAllWindows(): { readonly webContents: EditedContents }[] };
  readonly dialog: object;
  readonly Menu: { getApplicationMenu(): ShownMenu | null; readonly prototype: object };
  readonly net: { isOnline(): boolean };
  readonly Notification: { readonly prototype: object };
  readonly shell: object;
}
type EditedContents = Pick<Electron.WebContents, 'cut' | 'copy' | 'paste' | 'selectAll'>;
type ShownNotification = Pick<Electron.Notification, 'title' | 'body'> & { emit(event: string): unknown };
interface ShownMenu {
  readonly items: readonly {
    readonly label: string;
    readonly enabled: boolean;
    readonly role?: string;
    readonly submenu?: ShownMenu;
  }[];
}

/** A file for notifications, and how many there are in it already. */
export interface NotificationRecord {
  readonly file: string;
  readonly before: number;
}

/**
 * Runs in Electron's main process, to which only this function's own text is sent. Nothing is opened and nobody is asked
 * any more; notifications are written down instead of shown where `record` says so.
 */
export function startRecording(
  { BrowserWindow, dialog, Menu, net, Notification, shell }: Replaced,
  record: NotificationRecord | null,
): Recorder {
  const shown = new Map<number, ShownNotification>();
  const isReallyOnline = net.isOnline.bind(net);
  let popup: ShownMenu | null = null;
  const entries = (menu: ShownMenu | null): MenuEntry[] =>
    (menu?.items ?? []).map(({ label, enabled, submenu }) => ({ label, enabled, items: entries(submenu ?? null) }));
  const recorder: Recorder = {
    shellCalls: [],
    asked: [],
    answers: [],
    toMessageBoxes: null,
    online: null,
    clickNotification(id) {
      shown.get(id)?.emit('click');
    },
    applicationMenu: () => entries(Menu.getApplicationMenu()),
    popupMenu: () => entries(popup),
    clickPopupItem(label) {
      const role = popup?.items.find((item) => item.label === label)?.role?.toLowerCase() ?? '';
      popup = null;
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // On macOS the system does what a role says, and a click on the item nothing.
      const acts: Readonly<Record<string, (() => void) | undefined>> = {
        cut: () => contents?.cut(),
        copy: () => contents?.copy(),
        paste: () => contents?.paste(),
        selectall: () => contents?.selectAll(),
      };
      acts[role]?.();
    },
  };
  const opened = (call: ShellCall['call']) => (target: string) => {
    recorder.shellCalls.push({ call, target });
    return Promise.resolve('');
  };
  Object.assign(shell, {
    openExternal: opened('openExternal'),
    openPath: opened('openPath'),
    showItemInFolder: opened('showItemInFolder'),
  });
  // One that is open waits for a person.
  const open = (menu: ShownMenu): void => {
    popup = menu;
  };
  Object.assign(Menu.prototype, {
    popup(this: ShownMenu) {
      open(this);
    },
  });
  Object.assign(net, { isOnline: () => recorder.online ?? isReallyOnline() });
  const ask =
    (call: string) => (first: { title?: string; message?: string }, second?: { title?: string; message?: string }) => {
      const { title = '', message = '' } = second ?? first;
      recorder.asked.push({ call, title, message });
      const standing = call === 'showMessageBox' ? recorder.toMessageBoxes : null;
      const nothing = { canceled: false, filePaths: [], filePath: '', response: 0, checkboxChecked: false };
      return Promise.resolve({ ...nothing, ...(standing ?? recorder.answers.shift() ?? { canceled: true }) });
    };
  Object.assign(dialog, {
    showOpenDialog: ask('showOpenDialog'),
    showSaveDialog: ask('showSaveDialog'),
    showMessageBox: ask('showMessageBox'),
  });
  if (record !== null) {
    Object.assign(Notification, { isSupported: () => true });
    Object.assign(Notification.prototype, {
      show(this: ShownNotification) {
        const { title, body } = this;
        shown.set(record.before + shown.size + 1, this);
        const line = JSON.stringify({ appName: 'Billfold', title, body });
        process.getBuiltinModule('node:fs').appendFileSync(record.file, `${line}\n`);
        setImmediate(() => this.emit('show'));
      },
      close(this: ShownNotification) {
        setImmediate(() => this.emit('close'));
      },
    });
  }
  return recorder;
}
