import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import App from './App.vue';
import { createLanguage } from './i18n/language.ts';
import { createAppRouter } from './router.ts';
import { useAccounts } from './stores/accounts.ts';
import { useSettings } from './stores/settings.ts';

/** Builds the window: settings first, so that language and theme are right from the first frame. */
export async function startWindow(document: Document): Promise<void> {
  const app = createApp(App);
  const language = createLanguage();
  const router = createAppRouter();
  app.use(createPinia()).use(language);

  const settings = useSettings();
  const accounts = useAccounts();
  settings.listen();
  accounts.listen();
  await Promise.all([settings.load(), accounts.load()]);

  watch(
    () => [settings.settings.language, settings.info?.locale ?? 'en', settings.settings.theme] as const,
    ([chosen, locale, theme]) => {
      language.choose(chosen, locale);
      if (theme === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = theme;
    },
    { immediate: true },
  );

  router.beforeEach((to) => {
    const placeless = to.name === 'welcome' || to.name === 'connect' || to.name === 'settings';
    return accounts.loaded && accounts.accounts.length === 0 && !placeless ? { name: 'welcome' } : true;
  });
  app.use(router);
  await router.isReady();
  app.mount('#app');
}
