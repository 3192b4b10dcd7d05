import type { Notification } from 'electron';
import type { NotificationAdapter } from './adapter.ts';
import { keyOfActivation, toastXml } from './windows-toast.ts';

/** Shown ones stay clickable in the notification centre for a while; this many are remembered. */
const remembered = 100;

/** The part of Electron's class that is used here. `handleActivation` is there on Windows only. */
export type ElectronNotification = Pick<typeof Notification, 'isSupported'> &
  Partial<Pick<typeof Notification, 'handleActivation'>> &
  (new (options: Electron.NotificationConstructorOptions) => Notification);

/**
 * Electron's own notifications. On Windows they appear only under the AppUserModelID of the Start-menu shortcut, which
 * the shell sets before the first one; on macOS an unsigned program gets `failed`.
 */
export function electronNotification(
  Constructor: ElectronNotification,
  platform: NodeJS.Platform,
): NotificationAdapter {
  // Without a reference the object is collected and its click lost. `close` is no reason to let go: a toast that
  // slides away can still be clicked in the notification centre.
  const alive = new Map<Notification, { readonly key: string | undefined; readonly click: () => void }>();
  // Windows tells of one click twice: by the notification's own event and by its activation.
  const clicked = new Set<string>();

  function remember(notification: Notification, key: string | undefined, onClick: () => void): () => void {
    const click = () => {
      if (!alive.delete(notification)) return;
      if (key !== undefined) clicked.add(key);
      onClick();
    };
    alive.set(notification, { key, click });
    const [oldest] = alive.keys();
    if (alive.size > remembered && oldest) alive.delete(oldest);
    return click;
  }

  return {
    name: 'electron',
    isSupported: () => Constructor.isSupported(),
    show: ({ title, body, onClick, key }, signal) =>
      new Promise((resolve) => {
        const text = { title, body };
        const notification = new Constructor(
          platform === 'win32' && key !== undefined ? { ...text, toastXml: toastXml(text, key) } : text,
        );
        const click = remember(notification, key, onClick);
        notification.once('show', () => {
          resolve(null);
        });
        notification.once('failed', (_event, reason) => {
          alive.delete(notification);
          resolve(reason);
        });
        notification.once('click', click);
        signal.addEventListener('abort', () => {
          alive.delete(notification);
          notification.close();
        });
        notification.show();
      }),
    onEarlierClick(listener) {
      // The Chromium host, like Electron on other systems, may not have it; looking for it is no use of it.
      if (!('handleActivation' in Constructor)) return;
      Constructor.handleActivation((details) => {
        const key = keyOfActivation(details.arguments);
        if (key === null || clicked.has(key)) return;
        const known = [...alive.values()].find((each) => each.key === key);
        if (known) known.click();
        else listener(key);
      });
    },
  };
}
