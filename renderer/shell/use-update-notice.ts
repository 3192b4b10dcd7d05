import { onScopeDispose } from 'vue';
import { useRouter } from 'vue-router';
import { on } from '../bridge.ts';
import { useText } from '../i18n/use-text.ts';
import { useToasts } from '../stores/toasts.ts';

/** Tells of a new version, once a version and run; everything about it is in Settings. */
export function useUpdateNotice(): void {
  const toasts = useToasts();
  const router = useRouter();
  const { t } = useText();
  let told = '';
  const stop = on('updates.changed', ({ found }) => {
    if (!found || found.version === told) return;
    told = found.version;
    const run = async () => {
      await router.push({ name: 'settings' });
    };
    toasts.show({
      ...{ tone: 'info', text: t('updates.found', { version: found.version }) },
      action: { label: t('updates.show'), run },
    });
  });
  onScopeDispose(stop);
}
