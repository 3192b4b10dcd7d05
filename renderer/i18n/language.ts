import { type App, inject, type InjectionKey, type Ref, ref } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Settings } from '#shared/settings.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { Paths, Words } from './words.ts';

export type Texts = Words<typeof en>;
export type TextKey = Paths<typeof en>;
type Values = Readonly<Record<string, string | number>>;

export interface Language {
  /** The text in the chosen language. `count` also picks between the singular and the plural. */
  readonly t: (key: TextKey, values?: Values) => string;
  /** For `Intl`: the operating system's locale where it is of the chosen language, so that `en-GB` keeps its dates. */
  readonly locale: Ref<string>;
  choose(language: Settings['language'], systemLocale: string): void;
  install(app: App): void;
}

export const languageKey: InjectionKey<Language> = Symbol('language');

/** `extra` adds languages that users do not get, such as the tests' pseudo-language. */
export function createLanguage(extra: Readonly<Record<string, Texts>> = {}): Language {
  const i18n = createI18n<false>({ legacy: false, locale: 'en', fallbackLocale: 'en' });
  const locale = ref('en');
  const { global } = i18n;
  for (const [name, texts] of Object.entries({ en, de, ...extra })) global.setLocaleMessage(name, { ...texts });

  return {
    t: (key, values = {}) =>
      typeof values['count'] === 'number' ? global.t(key, values, values['count']) : global.t(key, values),
    locale,
    choose(language, systemLocale) {
      const ofSystem = systemLocale.split('-')[0] ?? 'en';
      const chosen = language === 'system' ? (ofSystem === 'de' ? 'de' : 'en') : language;
      global.locale.value = chosen;
      locale.value = ofSystem === chosen ? systemLocale : chosen;
      document.documentElement.lang = chosen;
    },
    install(app) {
      app.use(i18n);
      app.provide(languageKey, this);
    },
  };
}

export function useLanguage(): Language {
  const language = inject(languageKey);
  if (!language) throw new Error('No language is installed');
  return language;
}
