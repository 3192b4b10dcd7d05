import { computed, type ComputedRef } from 'vue';
import { useText } from '../i18n/use-text.ts';
import { useSettings } from '../stores/settings.ts';

/** The key that commands are given with, as it is written on this system's keyboards. */
export function useCommandKey(): ComputedRef<string> {
  const settings = useSettings();
  const { t } = useText();
  return computed(() => (settings.info?.platform === 'macos' ? '⌘' : t('shell.controlKey')));
}
