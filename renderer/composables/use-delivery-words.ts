import type { TextKey } from '../i18n/language.ts';
import { useText } from '../i18n/use-text.ts';

const notifiers = {
  electron: 'alerts.notifier.electron',
  'node-notifier': 'alerts.notifier.node-notifier',
} as const satisfies Record<string, TextKey>;

const failures = {
  'no-notification-service': 'alerts.failure.no-notification-service',
  'no-answer': 'alerts.failure.no-answer',
} as const satisfies Record<string, TextKey>;

/** Who showed a notification and why one was not shown, in words; what the desktop said itself stays as it is. */
export function useDeliveryWords() {
  const { t } = useText();
  const wordFor = (words: Readonly<Record<string, TextKey>>, name: string | null): string => {
    const known = name === null ? undefined : words[name];
    return known ? t(known) : (name ?? '');
  };
  return {
    notifier: (name: string | null) => wordFor(notifiers, name),
    failure: (reason: string | null) => wordFor(failures, reason),
  };
}
