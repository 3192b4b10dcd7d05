/** A POSIX locale such as `de_AT.UTF-8` as a language tag; `C`, `POSIX` and nonsense are American English, as in Chromium. */
function languageTag(posix: string): string {
  const name = posix.split('.')[0]?.split('@')[0]?.replace('_', '-') ?? '';
  if (name === '' || name === 'C' || name === 'POSIX') return 'en-US';
  try {
    return Intl.getCanonicalLocales(name)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}

const firstOf = (environment: NodeJS.ProcessEnv, names: readonly string[]): string =>
  names.map((name) => environment[name] ?? '').find((value) => value !== '') ?? '';

/** The language of the interface, from most preferred to least. */
export function preferredLanguages(environment: NodeJS.ProcessEnv): string[] {
  const named = firstOf(environment, ['LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG']);
  return [...new Set(named.split(':').map(languageTag))];
}

/** The locale of numbers and dates. */
export function systemLocale(environment: NodeJS.ProcessEnv): string {
  return languageTag(firstOf(environment, ['LC_ALL', 'LC_TIME', 'LANG']));
}
