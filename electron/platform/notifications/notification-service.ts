import { busKnows, type BusAnswer } from '../session-bus.ts';

/** Whether a Linux desktop can show notifications. */
export const hasNotificationService = (env: NodeJS.ProcessEnv = process.env): Promise<BusAnswer> =>
  busKnows('org.freedesktop.Notifications', env);
