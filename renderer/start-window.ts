import { createPinia, disposePinia, type Pinia } from 'pinia';
import { createApp, effectScope, watch } from 'vue';
import type { Router, RouterHistory } from 'vue-router';
import type { AppError } from '#shared/errors.ts';
import App from './App.vue';
import { afterPaint } from './composables/after-paint.ts';
import { createLanguage, type Language } from './i18n/language.ts';
import { createAppRouter } from './router.ts';
import { useAccounts } from './stores/accounts.ts';
import { useOverview } from './stores/overview.ts';
import { useSettings } from './stores/settings.ts';

export interface StartedWindow {
  readonly router: Router;
  readonly pinia: Pinia;
  close(): void;
}

const isWithoutDatabase = (error: AppError | null): boolean =>
  error?.code === 'database-missing' || error?.code === 'database-corrupt';

/** Builds the window: settings first, so that language and theme are right from the first frame. */
export async function startWindow(
  host: Element,
  { language = createLanguage(), history }: { language?: Language; history?: RouterHistory } = {},
): Promise<StartedWindow> {
  const app = createApp(App);
  const pinia = createPinia();
  // Who has several accounts begins with all of them.
  const router = createAppRouter(history, () => (useAccounts(pinia).accounts.length > 1 ? '/desk' : '/overview'));
  app.use(pinia).use(language);

  const settings = useSettings(pinia);
  const accounts = useAccounts(pinia);
  const stopListening = [settings.listen(), accounts.listen()];
  await Promise.all([settings.load(), accounts.load()]);

  const scope = effectScope();
  const applyLanguage = () => language.choose(settings.locale);
  const languageBegun = language.begin(settings.locale);
  // The first screen's figures are asked for while the words are still read.
  useOverview(pinia);
  scope.run(() => {
    watch(() => settings.locale, applyLanguage);
    watch(
      () => settings.timeZone,
      (timeZone) => {
        language.timeZone.value = timeZone;
      },
      { immediate: true },
    );
    watch(
      () => settings.settings.theme,
      (theme) => {
        if (theme === 'system') delete document.documentElement.dataset['theme'];
        else document.documentElement.dataset['theme'] = theme;
      },
      { immediate: true },
    );
  });

  scope.run(() => {
    // Without accounts there is nothing to look at but how to begin.
    watch(
      () => accounts.accounts.length,
      (count) => {
        if (count === 0) void router.push({ name: 'welcome' });
      },
    );
  });
  router.beforeEach((to) => {
    // Without a database there is nothing but the question how to go on.
    if (isWithoutDatabase(accounts.error)) return to.name === 'recovery' ? true : { name: 'recovery' };
    const placeless = ['welcome', 'connect', 'settings'];
    // What is closed has invoices still.
    if (accounts.closed.length > 0) placeless.push('invoices', 'exports', 'verification');
    const needsAccount = !placeless.includes(String(to.name));
    return accounts.loaded && accounts.accounts.length === 0 && needsAccount ? { name: 'welcome' } : true;
  });
  // The first screen has its words by then; all others wait for theirs.
  router.beforeResolve(async (to) => {
    if (to.name !== 'overview' && to.name !== 'welcome') await applyLanguage();
  });
  app.use(router);
  await Promise.all([languageBegun, router.isReady()]);
  app.mount(host);
  void afterPaint().then(applyLanguage);

  return {
    router,
    pinia,
    close() {
      app.unmount();
      scope.stop();
      // Stores live as long as pinia: ending it ends what they watch and listen to.
      disposePinia(pinia);
      for (const stop of stopListening) stop();
    },
  };
}
