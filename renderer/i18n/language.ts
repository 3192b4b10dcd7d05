import { type App, inject, type InjectionKey, type Ref, ref } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Settings } from '#shared/settings.ts';
import type { en } from './en.ts';
import { languages, languageFor } from './languages.ts';
import type { Paths } from './words.ts';

export type { Texts } from './languages.ts';
export type TextKey = Paths<typeof en>;
type Values = Readonly<Record<string, string | number>>;

export interface Language {
  /** The text in the chosen language. `count` also picks between the singular and the plural. */
  readonly t: (key: TextKey, values?: Values) => string;
  /** For `Intl`: the operating system's locale where it is of the chosen language, so that `en-GB` keeps its dates. */
  readonly locale: Ref<string>;
  /** Loads the language's texts first; until they are there, the window goes on in the one it has. */
  readonly choose: (language: Settings['language'], systemLocale: string) => Promise<void>;
  readonly install: (app: App) => void;
}

const languageKey: InjectionKey<Language> = Symbol('language');

/** Not the older options style, which vue-i18n 11 still takes for its default. */
const compositionStyle = { legacy: false } as const;

/** `others` takes the place of languages that users get: the tests' pseudo-language does. */
export function createLanguage(others: Partial<typeof languages> = {}): Language {
  const i18n = createI18n<false>({ ...compositionStyle, locale: 'en', fallbackLocale: false });
  const locale = ref('en');
  const { global } = i18n;
  const load = { ...languages, ...others };
  const loaded = new Set<string>();
  let choices = 0;

  const language: Language = {
    t: (key, values = {}) =>
      typeof values['count'] === 'number' ? global.t(key, values, values['count']) : global.t(key, values),
    locale,
    async choose(wanted, systemLocale) {
      const mine = (choices += 1);
      const chosen = languageFor(wanted, systemLocale);
      if (!loaded.has(chosen)) global.setLocaleMessage(chosen, { ...(await load[chosen]()) });
      loaded.add(chosen);
      if (mine !== choices) return;
      global.locale.value = chosen;
      locale.value = systemLocale.split('-')[0] === chosen ? systemLocale : chosen;
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
