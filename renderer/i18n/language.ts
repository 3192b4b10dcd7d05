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
  readonly choose: (language: Settings['language'], systemLocale: string) => void;
  readonly install: (app: App) => void;
}

const languageKey: InjectionKey<Language> = Symbol('language');

/** Not the older options style, which vue-i18n 11 still takes for its default. */
const compositionStyle = { legacy: false } as const;

/** `extra` adds languages that users do not get, such as the tests' pseudo-language. */
export function createLanguage(extra: Readonly<Record<string, Texts>> = {}): Language {
  const i18n = createI18n<false>({ ...compositionStyle, locale: 'en', fallbackLocale: 'en' });
  const locale = ref('en');
  const { global } = i18n;
  for (const [name, texts] of Object.entries({ en, de, ...extra })) global.setLocaleMessage(name, { ...texts });

  const language: Language = {
    t: (key, values = {}) =>
      typeof values['count'] === 'number' ? global.t(key, values, values['count']) : global.t(key, values),
    locale,
    choose(wanted, systemLocale) {
      const ofSystem = systemLocale.split('-')[0] ?? 'en';
      const chosen = wanted === 'system' ? (ofSystem === 'de' ? 'de' : 'en') : wanted;
      global.locale.value = chosen;
      locale.value = ofSystem === chosen ? systemLocale : chosen;
      document.documentElement.lang = chosen;
    },
    install(app) {
      app.use(i18n);
      app.provide(languageKey, language);
    },
  };
  return language;
}

export function useLanguage(): Language {
  const language = inject(languageKey);
  if (!language) throw new Error('No language is installed');
  return language;
}
