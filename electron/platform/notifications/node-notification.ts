import type { NotificationAdapter } from './adapter.ts';

/**
 * The helper program of Linux desktops, notify-send, by node-notifier. Not for Windows and macOS: whether the helpers
 * there showed anything cannot be known (SnoreToast ends with 4294967295 where the user's settings forbid it, which
 * node-notifier takes for success), and they ask for permission in a name of their own. Clicks do not arrive.
 */
export const nodeNotification = (): NotificationAdapter => ({
  name: 'node-notifier',
  isSupported: () => true,
  async show({ title, body }) {
    const { default: notifier } = await import('node-notifier');
    return new Promise((resolve) => {
      const options = { 'app-name': 'Billfold', title: asText(title), message: asText(body) };
      notifier.notify(options, (error) => {
        // Its warnings come as text beside success; only an Error is a failure.
        resolve(error instanceof Error ? error.message : null);
      });
    });
  },
});

/** A text that begins with a hyphen would be read as an option of the helper program. */
const asText = (text: string): string => (text.startsWith('-') ? `\u200b${text}` : text);
