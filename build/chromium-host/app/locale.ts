const firstOf = (environment: NodeJS.ProcessEnv, names: readonly string[]): string =>
  names.map((name) => environment[name] ?? '').find((value) => value !== '') ?? '';

const isPlain = (name: string): boolean => name === '' || name === 'C' || name === 'POSIX';

/** `de_AT.UTF-8` as a language tag; null for what says nothing about a language. */
function languageTag(posix: string): string | null {
  const name = posix.split(/[.@]/)[0]?.replace('_', '-') ?? '';
  if (isPlain(name)) return null;
  try {
    return Intl.getCanonicalLocales(name)[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * From most preferred to least, as `g_get_language_names` has them. Where nothing is set Electron answers `c`, which is no
 * language: Opentrons/opentrons#16716.
 */
export function preferredLanguages(environment: NodeJS.ProcessEnv): string[] {
  const named = firstOf(environment, ['LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG']);
  return [...new Set(named.split(':').map((name) => languageTag(name) ?? 'c'))];
}

/** Chromium's own language; American English where it has none. */
export const applicationLocale = (environment: NodeJS.ProcessEnv): string =>
  preferredLanguages(environment).find((tag) => tag !== 'c') ?? 'en-US';

/**
 * ICU's default locale, which is that of messages (common/putil.cpp, `uprv_getPOSIXIDForDefaultLocale`), written as Chromium
 * does (base/i18n/rtl.cc, `GetLocaleString`): a variant follows an `@`, also where nothing is set, `en-US@posix`.
 */
export function systemLocale(environment: NodeJS.ProcessEnv): string {
  const id = firstOf(environment, ['LC_ALL', 'LC_MESSAGES', 'LANG']);
  const [name = '', variant] = id.replace(/\.[^@]*/, '').split('@');
  const tag = languageTag(name);
  if (tag === null) return 'en-US@posix';
  return variant === undefined ? tag : `${tag}@${variant.toLowerCase()}`;
}
