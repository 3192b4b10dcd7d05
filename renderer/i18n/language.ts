import { type App, computed, inject, type InjectionKey, type Ref, ref } from 'vue';
import { createI18n } from 'vue-i18n';
import { numbersIn } from '#shared/regional.ts';
import type { en } from './en.ts';
import { languageFor, languages } from './languages.ts';
import type { Paths } from './words.ts';

export type { Texts } from './languages.ts';
export type TextKey = Paths<typeof en>;
type TextGroup = 'account.brand' | 'alerts.failure' | 'alerts.notifier' | 'exports.failure' | 'subscription.failure';
type Values = Readonly<Record<string, string | number>>;

export interface Language {
  /** The text in the chosen language. `count` picks between the singular and the plural, and is written out as `shown`. */
  readonly t: (key: TextKey, values?: Values) => string;
  /** The text of a group, without placeholders, for a name from outside; null where there is none for it. */
  readonly known: (group: TextGroup, name: string) => string | null;
  /** Of words and figures: `en-GB`, or `en-x-fr-ch` where they are of two regions (`shared/region.ts`). */
  readonly locale: Ref<string>;
  /** By whose clock moments are days in the books. */
  readonly timeZone: Ref<string>;
  /** Loads what the first screen says; the rest is to be chosen soon, and is blank till then. */
  readonly begin: (locale: string) => Promise<void>;
  /** Loads the language's texts first; until they are there, the window goes on in the one it has. */
  readonly choose: (locale: string) => Promise<void>;
  readonly install: (app: App) => void;
}

const languageKey: InjectionKey<Language> = Symbol('language');

/** Not the older options style, which vue-i18n 11 still takes for its default. */
const compositionStyle = { legacy: false } as const;

/** `others` takes the place of languages that users get: the tests' pseudo-language does. */
export function createLanguage(others: Partial<typeof languages> = {}): Language {
  const loaded = new Set<string>();
  const i18n = createI18n<false>({
    ...compositionStyle,
    locale: 'en',
    fallbackLocale: false,
    missing: (spoken, key) => (loaded.has(spoken) ? key : ''),
  });
  const locale = ref('en');
  const timeZone = ref('UTC');
  const numbers = computed(() => numbersIn(locale.value));
  const { global } = i18n;
  const load = { ...languages, ...others };
  let choices = 0;

  async function speak(wanted: string, part: 'first' | 'all'): Promise<void> {
    const mine = (choices += 1);
    const chosen = languageFor(wanted);
    if (!loaded.has(chosen)) {
      const texts = await load[chosen][part]();
      if (part === 'all') loaded.add(chosen);
      if (part === 'all' || !loaded.has(chosen)) global.setLocaleMessage(chosen, { ...texts });
    }
    if (mine !== choices) return;
    global.locale.value = chosen;
    locale.value = wanted;
    document.documentElement.lang = chosen;
  }

  const language: Language = {
    t(key, values = {}) {
      const { count } = values;
      if (typeof count !== 'number') return global.t(key, values);
      return global.t(key, { shown: numbers.value.format(count), ...values }, count);
    },
    known(group, name) {
      const texts: Readonly<Record<string, unknown>> = global.tm(group);
      return Object.hasOwn(texts, name) ? String(texts[name]) : null;
    },
    locale,
    timeZone,
    begin: (wanted) => speak(wanted, 'first'),
    choose: (wanted) => speak(wanted, 'all'),
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
