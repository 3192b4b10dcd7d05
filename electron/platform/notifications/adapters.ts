import type { NotificationAdapter } from './adapter.ts';
import { type ElectronNotification, electronNotification } from './electron-notification.ts';
import { nodeNotification } from './node-notification.ts';

/** The ways that this system has, in the order in which they are tried: only such as tell whether they showed anything. */
export const adaptersOn = (platform: NodeJS.Platform, Notification: ElectronNotification): NotificationAdapter[] => [
  electronNotification(Notification, platform),
  ...(platform === 'linux' ? [nodeNotification()] : []),
];
