import type { SettingName } from '#shared/error-reasons.ts';
import { useText } from '../i18n/use-text.ts';
import { useSettings } from '../stores/settings.ts';

/** What the organization decided: such controls are disabled, and say who decided. Main refuses a change all the same. */
export function useLocked() {
  const store = useSettings();
  const { t } = useText();
  const { isLocked } = store;
  return {
    isLocked,
    /** In place of a control's own hint. */
    hintOf: (setting: SettingName, hint = ''): string => (isLocked(setting) ? t('settings.setByOrganization') : hint),
  };
}
