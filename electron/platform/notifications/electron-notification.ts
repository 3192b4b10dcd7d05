import type { Notification } from 'electron';
import type { NotificationAdapter } from './adapter.ts';

/** Shown ones stay clickable in the notification centre for a while; this many are remembered. */
const remembered = 100;

/**
 * Electron's own notifications. On Windows they appear only under the AppUserModelID of the Start-menu shortcut, which
 * the shell sets before the first one; on macOS an unsigned program gets `failed`.
 */
export function electronNotification(
  ElectronNotification: Pick<typeof Notification, 'isSupported'> &
    (new (options: { title: string; body: string }) => Notification),
): NotificationAdapter {
  // Without a reference the object is collected and its click lost. `close` is no reason to let go: a toast that
  // slides away can still be clicked in the notification centre.
  const alive = new Set<Notification>();

  function remember(notification: Notification): void {
    alive.add(notification);
    const [oldest] = alive;
    if (alive.size > remembered && oldest) alive.delete(oldest);
  }

  return {
    name: 'electron',
    isSupported: () => ElectronNotification.isSupported(),
    show: ({ title, body, onClick }) =>
      new Promise((resolve) => {
        const notification = new ElectronNotification({ title, body });
        remember(notification);
        notification.once('show', () => {
          resolve(null);
        });
        notification.once('failed', (_event, reason) => {
          alive.delete(notification);
          resolve(reason);
        });
        notification.once('click', () => {
          alive.delete(notification);
          onClick();
        });
        notification.show();
      }),
  };
}
