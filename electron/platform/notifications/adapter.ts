import type { NotificationRequest } from '../ports.ts';

/** One way to put a notification on screen. */
export interface NotificationAdapter {
  /** Kept with each alert event as evidence of how it was shown. */
  readonly name: string;
  isSupported(): boolean;
  /**
   * Resolves with null when it is on screen, else with the reason. May never settle: the caller limits the time, and
   * aborts; one that can takes the notification back then.
   */
  show(request: NotificationRequest, signal: AbortSignal): Promise<string | null>;
  /** Where the desktop tells of clicks on notifications of an earlier run: calls back with their keys. */
  onEarlierClick?(listener: (key: string) => void): void;
}
