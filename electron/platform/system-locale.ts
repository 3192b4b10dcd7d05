import { app } from 'electron';
import { type Language, languages } from '#shared/messages/index.ts';
import { figuresLocale, regionFrom } from '#shared/region.ts';

/** What the user set for the whole computer: words in one language, figures and dates as in a region. */
export interface SystemLocale {
  readonly language: Language;
  readonly region: string;
}

/** To be asked after Electron is ready. */
export const systemLocale = (environment: NodeJS.ProcessEnv): SystemLocale => ({
  language: languageAmong(app.getPreferredSystemLanguages()),
  region: regionFrom(process.platform === 'linux' ? figuresLocale(environment) : app.getSystemLocale()),
});

const isSpoken = (language: string): language is Language => Object.hasOwn(languages, language);

/** The first that Billfold speaks. */
const languageAmong = (preferred: readonly string[]): Language =>
  preferred.map((tag) => tag.split(/[-_.@]/)[0]?.toLowerCase() ?? '').find(isSpoken) ?? 'en';
