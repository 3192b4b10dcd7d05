/*
 * The language gives words; the region gives figures, dates, and what input may look like. A locale holds both in one tag:
 * `de-AT` where they go together, `en-x-fr-ch` for English words and figures as in French Switzerland (RFC 5646, 2.2.7).
 */

export const systemRegion = 'system';

const apart = '-x-';

/** Of a language and a region such as `fr-CH`. */
export const localeOf = (language: string, region: string): string =>
  region.split('-')[0] === language ? region : `${language}${apart}${region.toLowerCase()}`;

/** Whether words and figures of a locale are of two languages. */
export const isApart = (locale: string): boolean => locale.includes(apart);

export const regionOf = (locale: string): string => {
  const at = locale.indexOf(apart);
  return at === -1 ? locale : (Intl.getCanonicalLocales(locale.slice(at + apart.length))[0] ?? 'en');
};

/** Whether figures can be written as in this region: a language and a country that `Intl` has data for. */
export function isRegion(tag: string): boolean {
  if (!/^[a-z]{2,3}(-[A-Z][a-z]{3})?-([A-Z]{2}|\d{3})$/.test(tag)) return false;
  return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * The region that an operating system's locale stands for. macOS writes `en_US@rg=dezzzz` for a language and a region
 * chosen apart; where nobody writes figures in that language there (`pt-FI`), they are those of the country's own.
 */
export function regionFrom(systemLocale: string): string {
  const [tag = '', keywords = ''] = systemLocale.split('@');
  const override = /(?:^|;)rg=([a-z]{2})zzzz/i.exec(keywords)?.[1] ?? /-u(?:-\w+)*?-rg-([a-z]{2})zzzz/i.exec(tag)?.[1];
  const bare =
    tag
      .split('.')[0]
      ?.replaceAll('_', '-')
      .split(/-[ux]-/i)[0] ?? '';
  try {
    const { language, script, region } = new Intl.Locale(bare);
    const country = override?.toUpperCase() ?? region ?? new Intl.Locale(bare).maximize().region;
    if (country === undefined) return 'en-US';
    const own = [language, script, country].filter((part) => part !== undefined).join('-');
    return hasOwnData(own) ? own : countrysOwn(country);
  } catch {
    return 'en-US';
  }
}

const hasOwnData = (tag: string): boolean =>
  isRegion(tag) && new Intl.NumberFormat(tag).resolvedOptions().locale.endsWith(tag.slice(-2));

function countrysOwn(country: string): string {
  const { language } = new Intl.Locale(`und-${country}`).maximize();
  const tag = `${language}-${country}`;
  return isRegion(tag) ? tag : 'en-US';
}

/**
 * On Linux figures have a locale of their own (locale(7)), and Electron tells that of messages. `C` says nothing about
 * figures that people read.
 */
export function figuresLocale(environment: Readonly<Record<string, string | undefined>>): string {
  const of = (name: string) => environment[name] ?? '';
  const asked = of('LC_ALL') === '' ? ['LC_NUMERIC', 'LC_MONETARY', 'LC_TIME', 'LANG'] : ['LC_ALL'];
  return asked.map(of).find((value) => value !== '' && !/^(?:C|POSIX)(?:\.|$)/.test(value)) ?? 'C';
}

/** What can be chosen: the regions of the world's business languages, with the languages of countries that have several. */
export const regions: readonly string[] = (
  'ar-AE ar-EG ar-SA bg-BG bn-BD ca-ES cs-CZ da-DK de-AT de-BE de-CH de-DE de-LI de-LU el-CY el-GR en-AU en-CA en-GB en-HK ' +
  'en-IE en-IN en-KE en-MT en-NG en-NZ en-PH en-SG en-US en-ZA es-AR es-BO es-CL es-CO es-CR es-DO es-EC es-ES es-GT es-MX ' +
  'es-PA es-PE es-PY es-US es-UY es-VE et-EE fi-FI fil-PH fr-BE fr-CA fr-CH fr-FR fr-LU fr-MA fr-MC fr-SN he-IL hi-IN hr-HR ' +
  'hu-HU hy-AM id-ID is-IS it-CH it-IT ja-JP ka-GE kk-KZ ko-KR lt-LT lv-LV mk-MK ms-MY nb-NO nl-BE nl-NL pl-PL pt-AO pt-BR ' +
  'pt-PT ro-MD ro-RO ru-KZ ru-RU sk-SK sl-SI sq-AL sr-Latn-RS sv-FI sv-SE ta-IN th-TH tr-TR uk-UA vi-VN zh-CN zh-HK zh-TW'
).split(' ');
