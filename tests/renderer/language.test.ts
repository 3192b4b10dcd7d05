import { describe, expect, it } from 'vitest';
import { createApp } from 'vue';
import { cardBrand } from '#shared/card-brand.ts';
import type { AppError } from '#shared/errors.ts';
import { createFormat } from '#shared/format.ts';
import { errorWords } from '#shared/messages/index.ts';
import { localeIn } from '#shared/settings.ts';
import { de } from '../../renderer/i18n/de.ts';
import { en } from '../../renderer/i18n/en.ts';
import { createLanguage, type TextKey } from '../../renderer/i18n/language.ts';
import { languages } from '../../renderer/i18n/languages.ts';
import { useText } from '../../renderer/i18n/use-text.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import {
  click,
  openWindow,
  press,
  seeElement,
  seeText,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';
import { sampleUsage } from '../support/sample/usage.ts';
import { sampleNow } from '../support/sample-data.ts';
import { createPseudoLanguage, untranslated } from '../support/pseudo-language.ts';

function flat(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value as object, `${path}${key}.`),
  );
}
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();

describe('Texts', () => {
  const english = flat(en);
  const german = new Map(flat(de));

  it('have the same placeholders in both languages', () => {
    for (const [key, text] of english)
      expect([key, placeholders(german.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('have a singular and a plural where they count', () => {
    for (const [key, text] of english)
      expect([key, german.get(key)?.split(' | ').length]).toEqual([key, text.split(' | ').length]);
  });

  it('can all be said in both languages', async () => {
    const { t, choose } = createLanguage();
    for (const language of ['en', 'de'] as const) {
      await choose(language);
      for (const [key, text] of english) {
        const values = Object.fromEntries(placeholders(text).map((name) => [name.slice(1, -1), 7]));
        // Keys of `en` itself are text keys.
        const said = t(key as TextKey, values);
        if (text !== '') expect(said).not.toBe(key);
        expect(said).not.toMatch(/[{}|]/);
      }
    }
  });

  it('count in both languages', async () => {
    const { t, choose } = createLanguage();
    await choose('de-AT');
    expect([1, 4].map((count) => t('settings.hours', { count }))).toEqual(['1 Stunde', '4 Stunden']);
    await choose('en-x-de-at');
    expect([1, 4].map((count) => t('settings.hours', { count }))).toEqual(['1 hour', '4 hours']);
  });

  it.each<AppError>([
    { code: 'alert-not-comparable', reason: 'other-currency' },
    { code: 'alert-not-comparable', reason: 'sums-go-by-month' },
    { code: 'server-unreachable', host: 'api.stripe.com', reason: 'ENOTFOUND' },
    { code: 'document-not-pdf', invoice: 'in_1', found: 'html' },
    { code: 'key-refused', host: 'api.stripe.com' },
  ])('say an error in the window as on the command line: %j', async (error) => {
    const language = createLanguage();
    const app = createApp({});
    language.install(app);
    for (const expected of ['en', 'de'] as const) {
      await language.choose(expected);
      const { message, reassurance, nextStep } = app.runWithContext(useText).explain(error);
      expect({ message, reassurance, nextStep }).toEqual(errorWords(error, expected));
    }
  });

  it('keep the window in the language chosen last, whichever is loaded first', async () => {
    const loads: Record<string, () => void> = {};
    const slow = (language: string) => {
      const all = () =>
        new Promise<typeof en>(
          (loaded) =>
            (loads[language] = () => {
              loaded({ ...en, common: { ...en.common, close: language } });
            }),
        );
      return { first: all, all };
    };
    const { t, choose } = createLanguage({ en: slow('en'), de: slow('de') });
    const choices = [choose('de'), choose('en')];
    loads['en']?.();
    loads['de']?.();
    await Promise.all(choices);
    expect([t('common.close'), document.documentElement.lang]).toEqual(['en', 'en']);
  });

  it.each([
    ['system', 'system', 'de', 'de-AT', 'de', '01.11.2026'],
    ['system', 'system', 'en', 'en-GB', 'en', '1 Nov 2026'],
    ['system', 'system', 'en', 'fr-FR', 'en', '1 Nov 2026'],
    ['de', 'system', 'en', 'en-GB', 'de', '1 Nov. 2026'],
    ['en', 'de-DE', 'de', 'de-DE', 'en', '01.11.2026'],
  ] as const)(
    'language %s and region %s on a system in %s and %s speak %s and write %s',
    async (language, region, systemLanguage, systemRegion, spoken, day) => {
      const made = createLanguage();
      await made.choose(localeIn({ language, region }, { language: systemLanguage, region: systemRegion }));
      const written = createFormat(made.locale.value, 'UTC').date('2026-11-01');
      expect([document.documentElement.lang, written]).toEqual([spoken, day]);
    },
  );
});

describe('The first screen', () => {
  withWindows();

  it('has all its words before the others are loaded', async () => {
    const others = Promise.withResolvers<typeof en>();
    const language = createLanguage({ en: { ...languages.en, all: () => others.promise } });
    await openWindow({ path: '/overview', language });
    await seeText('Upcoming invoice so far');
    await seeElement('main svg text');
    const said = visibleText();
    others.resolve(en);
    await until(() => {
      expect(language.t('tables.actions')).toBe('Actions');
    });
    expect(visibleText()).toBe(said);
  });
});

describe('Formats', () => {
  it('follow the locale', () => {
    const german = createFormat('de-DE', 'UTC');
    const period = { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' } as const;
    expect(german.money({ amount: 51_240, currency: 'USD' }).replace(/\s/g, ' ')).toBe('512,40 $');
    expect(german.period(period)).toBe('01.–30.11.2026');
    expect(createFormat('en-US', 'UTC').period(period).replace(/\s/g, ' ')).toBe('Nov 1 – 30, 2026');
  });

  it.each([
    ['45', 'USD', '$0.45'],
    ['0.4', 'USD', '$0.004'],
    ['0.00012', 'USD', '$0.0000012'],
    ['2700', 'JPY', '¥2,700'],
    ['1.5', 'KWD', 'KWD 0.0015'],
    ['-125', 'EUR', '-€1.25'],
  ])('write a unit price of %s minor %s as %s', (minor, currency, written) => {
    expect(
      createFormat('en-US', 'UTC')
        .unitPrice(minor, currency)
        .replace(/\u00a0/g, ' '),
    ).toBe(written);
  });

  it('tell how long ago', () => {
    const format = createFormat('en', 'UTC');
    const now = Date.parse('2026-11-22T12:00:00.000Z');
    expect(format.ago('2026-11-22T11:59:40.000Z', now)).toBe('this minute');
    expect(format.ago('2026-11-22T11:10:00.000Z', now)).toBe('50 minutes ago');
    expect(format.ago('2026-11-22T02:00:00.000Z', now)).toBe('10 hours ago');
    expect(format.ago('2026-11-21T11:00:00.000Z', now)).toBe('yesterday');
  });
});

/** Words that come from data, not from Billfold: account names, plans, addresses … */
function dataWords(fake: ReturnType<typeof createFakeBridge>): string[] {
  const words = new Set<string>();
  const collect = (value: unknown): void => {
    // A card is called the same in every language.
    if (typeof value === 'string') words.add(value).add(cardBrand(value) ?? value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(fake.state);
  // Time zones are called by IANA's names.
  for (const name of Intl.supportedValuesOf('timeZone')) words.add(name.replaceAll('_', ' '));
  return [...words].filter((word) => /[A-Za-z]/.test(word)).toSorted((a, b) => b.length - a.length);
}

function latinLeftovers(fake: ReturnType<typeof createFakeBridge>): string[] {
  const known = dataWords(fake);
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    // Key caps carry the names of keys, code the fields of a template, details of errors are for support; the chart is drawn from texts checked in its label.
    if (!parent || parent.closest('kbd, code, pre, style, script, svg')) continue;
    // A text with a command in it is cut by that.
    const cut = parent.querySelector(':scope > code') !== null && node.textContent?.trim() !== '';
    texts.push((cut ? parent : node).textContent ?? '');
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [aria-valuetext]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext']) {
      const text = element.getAttribute(name);
      if (text !== null) texts.push(text);
    }
  return texts
    .map((text) => known.reduce((rest, word) => rest.replaceAll(word, ''), untranslated(text)))
    .map((rest) => rest.replace(/\S+\.pdf|EU VAT|GB VAT|cus_|\bGB\b|[A-Z]{3}(?= |$)/g, '').trim())
    .filter((rest) => /[A-Za-z]{2,}/.test(rest));
}

describe('Pseudo-language', () => {
  withWindows();

  it('would notice a text that was not translated', () => {
    expect(untranslated('⟦Saved ⟦one⟧⟧ left ⟦over⟧')).toBe('left');
  });

  it.each([
    ['/overview', 'acc_imagekit'],
    ['/overview', 'acc_datadog'],
    ['/overview', 'acc_vercel'],
    ['/alerts', 'acc_imagekit'],
    ['/alerts', 'acc_notion'],
    ['/alerts', 'acc_vercel'],
    ['/subscription', 'acc_imagekit'],
    ['/subscription', 'acc_notion'],
    ['/details', 'acc_imagekit'],
    ['/details', 'acc_notion'],
    ['/invoices', 'acc_imagekit'],
    ['/exports', 'acc_imagekit'],
    ['/settings', 'acc_imagekit'],
    ['/settings?replaceKey=acc_vercel', 'acc_imagekit'],
    ['/connect', 'acc_imagekit'],
  ])('leaves nothing untranslated on %s of %s', async (path, account) => {
    const fake = createFakeBridge();
    await openWindow({ path, account, fake, language: createPseudoLanguage() });
    await seeElement('h1');
    await until(() => {
      expect(document.querySelector('[role=status] .sr-only')?.textContent ?? '').not.toContain('Loading');
    });
    expect(latinLeftovers(fake)).toEqual([]);
  });

  it('leaves nothing untranslated where usage is told, and in the form of its plan', async () => {
    const fake = createFakeBridge();
    sampleUsage(fake.state, sampleNow, { alone: true });
    await openWindow({ path: '/subscription', account: 'acc_imagekit', fake, language: createPseudoLanguage() });
    await seeElement('[data-usage-history] button');
    expect(latinLeftovers(fake)).toEqual([]);
    await click('⟦Edit plan⟧');
    await seeElement('[data-plan-form]');
    expect(latinLeftovers(fake)).toEqual([]);
  });

  it('leaves nothing untranslated at first start, in errors, the palette and the shortcuts', async () => {
    const fake = createFakeBridge({ empty: true });
    fake.break('accounts.createPractice', { code: 'cancelled' });
    await openWindow({ fake, language: createPseudoLanguage() });
    await click('⟦Start with practice data⟧');
    await seeText('⟦Canceled.⟧');
    press('k', document.body, { ctrlKey: true });
    await seeElement('[role=option]');
    expect(latinLeftovers(fake)).toEqual([]);
    press('Escape', await seeElement('[role=dialog]'));
    press('?');
    await seeText('⟦Everywhere⟧');
    expect(latinLeftovers(fake)).toEqual([]);
  });
});
