import { useText } from '../i18n/use-text.ts';

/** Who showed a notification and why one was not shown, in words; what the desktop said itself stays as it is. */
export function useDeliveryWords() {
  const { known } = useText();
  return {
    notifier: (name: string | null): string => known('alerts.notifier', name ?? '') ?? name ?? '',
    failure: (reason: string | null): string => known('alerts.failure', reason ?? '') ?? reason ?? '',
  };
}
