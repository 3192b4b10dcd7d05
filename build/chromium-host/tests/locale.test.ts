import { describe, expect, it } from 'vitest';
import { applicationLocale, preferredLanguages, systemLocale } from '../app/locale.ts';

describe('The locales of Linux', () => {
  it.each([
    [{ LANG: 'de_AT.UTF-8' }, 'de-AT', ['de-AT'], 'de-AT'],
    [{ LANG: 'de_DE@euro' }, 'de-DE@euro', ['de-DE'], 'de-DE'],
    // ICU asks for the locale of messages; what is set for figures alone it does not hear of.
    [{ LANG: 'en_US.UTF-8', LC_NUMERIC: 'de_DE.UTF-8', LC_TIME: 'de_DE.UTF-8' }, 'en-US', ['en-US'], 'en-US'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'fr_FR.UTF-8' }, 'fr-FR', ['fr-FR'], 'fr-FR'],
    [{ LANG: 'en_US.UTF-8', LANGUAGE: 'de:en' }, 'en-US', ['de', 'en'], 'de'],
    [{ LC_ALL: 'C.UTF-8', LANG: 'de_DE.UTF-8' }, 'en-US@posix', ['c'], 'en-US'],
    [{}, 'en-US@posix', ['c'], 'en-US'],
  ])('%j', (environment, system, languages, own) => {
    expect([systemLocale(environment), preferredLanguages(environment), applicationLocale(environment)]).toEqual([
      system,
      languages,
      own,
    ]);
  });
});
