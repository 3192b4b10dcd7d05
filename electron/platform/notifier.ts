import { Notification } from 'electron';
import { adaptersOn } from './notifications/adapters.ts';
import { firstThatShows } from './notifications/first-that-shows.ts';
import type { Clock, EarlierNotifications, Notifier } from './ports.ts';
import { hasNotificationService } from './session-bus.ts';

/** Whether this machine can show notifications at all, as far as can be known without showing one. */
export const canNotify = async (): Promise<boolean> =>
  process.platform !== 'linux' || (await hasNotificationService()) !== 'no';

/** The desktop's notifications: Electron's, and on Linux the desktop's helper program where those are unsupported or fail. */
export const createNotifier = (clock: Clock): Notifier & EarlierNotifications =>
  firstThatShows(adaptersOn(process.platform, Notification), { clock, hasService: canNotify });
