import { computed, type ComputedRef } from 'vue';
import { useText } from '../i18n/use-text.ts';
import { useAccounts } from '../stores/accounts.ts';
import { usePermissions } from '../stores/permissions.ts';

/** Why the chosen account does not allow a change that needs this permission of the vendor's; empty where it does. */
export function useGuard(permission: string | null): ComputedRef<string> {
  const accounts = useAccounts();
  const permissions = usePermissions();
  const { t } = useText();
  return computed(() => {
    if (!accounts.mayChangeCurrent) return t('subscription.viewer');
    const missing = permissions.missing[accounts.currentId ?? ''] ?? [];
    return permission !== null && missing.includes(permission) ? t('subscription.lacks', { permission }) : '';
  });
}
