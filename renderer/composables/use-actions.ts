import { useRouter } from 'vue-router';
import type { SettingsChange } from '#shared/settings.ts';
import { call } from '../bridge.ts';
import { useText } from '../i18n/use-text.ts';
import { useSettings } from '../stores/settings.ts';
import { useToasts } from '../stores/toasts.ts';

/** Things that can be done from several places: buttons, the palette, shortcuts. Each tells how it went. */
export function useActions() {
  const { t } = useText();
  const settings = useSettings();
  const toasts = useToasts();
  const router = useRouter();

  async function change(patch: SettingsChange, said: string): Promise<boolean> {
    const result = await settings.change(patch);
    if (!toasts.reportFailure(result)) toasts.succeed(said);
    return result.ok;
  }

  return {
    change,
    toggleAmounts: () =>
      change(
        { hideAmounts: !settings.settings.hideAmounts },
        settings.settings.hideAmounts ? t('shell.amountsShown') : t('shell.amountsHidden'),
      ),
    async testNotification(): Promise<void> {
      await router.push({ name: 'settings', query: { test: 'notification' } });
    },
    async showDataFolder(): Promise<void> {
      toasts.reportFailure(await call('app.showDataFolder', null));
    },
  };
}
