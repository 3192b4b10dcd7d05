import { Notification } from 'electron';
import { electronNotification } from './notifications/electron-notification.ts';
import { firstThatShows } from './notifications/first-that-shows.ts';
import { nodeNotification } from './notifications/node-notification.ts';
import type { Clock, EarlierNotifications, Notifier } from './ports.ts';
import { hasNotificationService } from './session-bus.ts';

/** Whether this machine can show notifications at all, as far as can be known without showing one. */
export const canNotify = async (): Promise<boolean> =>
  process.platform !== 'linux' || (await hasNotificationService()) !== 'no';

/** The desktop's notifications: Electron's, and the desktop's helper program where those are unsupported or fail. */
export const createNotifier = (clock: Clock): Notifier & EarlierNotifications =>
  firstThatShows([electronNotification(Notification, process.platform), nodeNotification(clock, process.platform)], {
    clock,
    hasService: canNotify,
  });
