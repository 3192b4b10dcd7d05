import type { Clock } from '../ports.ts';
import type { NotificationAdapter } from './adapter.ts';

/** Where the helper waits for a click, no complaint for this long means that the notification is up. */
const graceMillis = 1_500;

/**
 * The desktop's own helper program by node-notifier: notify-send on Linux, a toaster on Windows, terminal-notifier on
 * macOS. Clicks arrive on Windows and macOS only.
 */
export function nodeNotification(clock: Clock, platform: NodeJS.Platform): NotificationAdapter {
  const hearsClicks = platform === 'win32' || platform === 'darwin';
  return {
    name: 'node-notifier',
    isSupported: () => true,
    async show({ title, body, onClick }) {
      const { default: notifier } = await import('node-notifier');
      return new Promise((resolve) => {
        const name = hearsClicks ? { appID: 'app.billfold.desktop' } : { 'app-name': 'Billfold' };
        const options = { ...name, title: asText(title), message: asText(body), wait: hearsClicks };
        notifier.notify(options, (error, response) => {
          // notify-send's warnings come as text beside success; only an Error is a failure.
          resolve(error instanceof Error ? error.message : null);
          if (response === 'activate') onClick();
        });
        if (hearsClicks)
          clock.after(graceMillis, () => {
            resolve(null);
          });
      });
    },
  };
}

/** A text that begins with a hyphen would be read as an option of the helper program. */
const asText = (text: string): string => (text.startsWith('-') ? `\u200b${text}` : text);
