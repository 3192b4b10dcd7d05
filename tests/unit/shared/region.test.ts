import { describe, expect, it } from 'vitest';
import { formatOf } from '#shared/format.ts';
import { money, parseMoney } from '#shared/money.ts';
import { figuresLocale, isRegion, isTimeZone, localeOf, regionFrom, regionOf, regions } from '#shared/region.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ').replaceAll('’', "'");

/* What a region’s people see and type, whatever language the words are in; and how each system names the region. */
describe.each([
  ['en-GB', { windows: 'en-GB', mac: 'en_GB', linux: 'en_GB.UTF-8' }, '£1,234.50', '1,234.50 EUR', '30 Nov 2026'],
  ['de-DE', { windows: 'de-DE', mac: 'de_DE', linux: 'de_DE.UTF-8' }, '1.234,50 £', '1.234,50 EUR', '30.11.2026'],
  ['de-CH', { windows: 'de-CH', mac: 'de_CH', linux: 'de_CH.UTF-8' }, "£ 1'234.50", "1'234.50 EUR", '30.11.2026'],
  ['fr-FR', { windows: 'fr-FR', mac: 'fr_FR', linux: 'fr_FR.UTF-8' }, '1 234,50 £GB', '1 234,50 EUR', '30 Nov 2026'],
  ['fr-CH', { windows: 'fr-CH', mac: 'fr_CH', linux: 'fr_CH.UTF-8' }, "1'234.50 £GB", "1'234,50 EUR", '30 Nov 2026'],
  ['sv-SE', { windows: 'sv-SE', mac: 'sv_SE', linux: 'sv_SE.UTF-8' }, '1 234,50 GBP', '1 234,50 EUR', '30 Nov 2026'],
  ['en-IN', { windows: 'en-IN', mac: 'en_IN', linux: 'en_IN.UTF-8' }, '£1,234.50', '1,234.50 EUR', '30 Nov 2026'],
  ['pt-BR', { windows: 'pt-BR', mac: 'pt_BR', linux: 'pt_BR.UTF-8' }, '£ 1.234,50', '1.234,50 EUR', '30 Nov 2026'],
  ['ja-JP', { windows: 'ja-JP', mac: 'ja_JP', linux: 'ja_JP.UTF-8' }, '£1,234.50', '1,234.50 EUR', '2026/11/30'],
] as const)('%s with English words', (region, names, pounds, euros, day) => {
  const locale = localeOf('en', region);
  const format = formatOf(locale, 'UTC');

  it('is what each system names', () => {
    for (const name of Object.values(names)) expect(regionFrom(name)).toBe(region);
    expect(regionOf(locale)).toBe(region);
  });

  it('writes amounts and days', () => {
    expect(plain(format.money(money(123_450, 'GBP')))).toBe(pounds);
    expect(plain(format.moneyWithCode(money(123_450, 'EUR')))).toBe(euros);
    expect(plain(format.date('2026-11-30'))).toBe(day);
    expect(plain(format.month('2026-11'))).toMatch(/November/);
  });

  it('reads back what it writes, and what people there type', () => {
    const isComma = euros.includes(',50');
    for (const typed of [
      euros,
      format.moneyWithCode(money(123_450, 'EUR')),
      isComma ? '1234,50' : '1234.50',
      isComma ? '1234,5' : '1234.5',
      '1234.50'.replace('.', pounds.includes('.50') ? '.' : ','),
    ])
      expect([typed, parseMoney(typed, 'EUR', locale)]).toEqual([typed, { ok: true, value: money(123_450, 'EUR') }]);
    const other = parseMoney('1.234.5,0', 'EUR', locale);
    expect(other).toMatchObject({ ok: false, error: { code: 'amount-ambiguous' } });
    const example = other.ok || !('example' in other.error) ? '' : other.error.example;
    expect(parseMoney(example, 'EUR', locale)).toEqual({ ok: true, value: money(1_234_500, 'EUR') });
  });
});

describe('A region', () => {
  it('apart from the language takes nothing but words from it', () => {
    const [german, english] = [formatOf('de-x-en-us', 'UTC'), formatOf('en-x-de-de', 'UTC')];
    expect(plain(german.date('2026-05-30'))).toBe('Mai 30, 2026');
    expect(plain(german.dateTime('2026-05-30T12:00:00.000Z'))).toMatch(/^Mai 30, 2026, \d+:\d\d [AP]M$/);
    expect(plain(english.month('2026-05'))).toBe('May 2026');
    expect(plain(english.amount({ quantity: 1_500_000_000, unit: 'byte' }))).toBe('1,5 GB');
    expect(plain(formatOf('en-x-fr-fr', 'UTC').amount({ quantity: 1_500_000_000, unit: 'byte' }))).toBe('1,5 GB');
    expect(plain(formatOf('en-x-pt-br', 'UTC').date('2026-05-30'))).toBe('30 May 2026');
    expect(plain(formatOf('de-x-ja-jp', 'UTC').month('2026-05'))).toBe('2026 Mai');
    const days = { start: '2026-10-28T00:00:00.000Z', end: '2026-11-03T00:00:00.000Z' } as const;
    expect(plain(formatOf('de-x-fr-fr', 'UTC').period(days)).replaceAll('–', '-')).toBe('28 Okt. - 2 Nov. 2026');
  });

  it.each([
    // macOS, with a region that is not the language’s.
    ['en_US@rg=dezzzz', 'en-DE'],
    ['pt_FI', 'fi-FI'],
    // Electron where nothing is set (base/i18n/rtl.cc).
    ['en-US@posix', 'en-US'],
    ['de_DE.UTF-8@euro', 'de-DE'],
    ['de', 'de-DE'],
    ['C', 'en-US'],
    ['', 'en-US'],
    ['nonsense from nowhere', 'en-US'],
  ])('of %j is %s', (system, region) => {
    expect(regionFrom(system)).toBe(region);
  });

  it.each([
    [{ LANG: 'en_US.UTF-8', LC_NUMERIC: 'de_CH.UTF-8', LC_TIME: 'en_DK.UTF-8' }, 'de-CH'],
    [{ LANG: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8' }, 'de-DE'],
    // A program of numbers; nobody reads figures as C writes them.
    [{ LANG: 'sv_SE.UTF-8', LC_NUMERIC: 'C' }, 'sv-SE'],
    [{ LANG: 'sv_SE.UTF-8', LC_ALL: 'C.UTF-8' }, 'en-US'],
    [{ LANG: 'pt_BR.UTF-8' }, 'pt-BR'],
    [{}, 'en-US'],
  ])('on Linux is that of figures: %j', (environment, region) => {
    expect(regionFrom(figuresLocale(environment))).toBe(region);
  });

  it('can be chosen from a list that has each once, all of them known', () => {
    expect(regions.filter((each) => !isRegion(each))).toEqual([]);
    expect(new Set(regions).size).toBe(regions.length);
    for (const region of regions) expect(regionOf(localeOf('de', region))).toBe(region);
    expect(['de', 'xx-DE', 'de-de', 'de-DE-x-y', 'de_DE', ''].filter(isRegion)).toEqual([]);
  });

  it('is no time zone', () => {
    expect(['Europe/Berlin', 'UTC', 'Pacific/Chatham'].every(isTimeZone)).toBe(true);
    expect(['de-DE', 'Europe/Nowhere', ''].some(isTimeZone)).toBe(false);
  });
});
