import { computed } from 'vue';
import { firstAlertFor } from '#shared/first-alert.ts';
import { useAccounts } from '../stores/accounts.ts';
import { useOverview } from '../stores/overview.ts';

/** The alert to begin with, from what a subscription usually costs; null where there is one already, or nothing usual. */
export function useFirstAlert() {
  const accounts = useAccounts();
  const overview = useOverview();
  return computed(() => {
    const known = overview.value;
    if (!known || known.alerts.length > 0 || !accounts.mayChangeCurrent) return null;
    for (const { comparison } of known.comparisons) {
      const usual = comparison.usual?.end;
      const threshold = usual ? firstAlertFor(usual) : null;
      if (usual && threshold) return { usual, threshold };
    }
    return null;
  });
}
