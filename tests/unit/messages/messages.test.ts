import { describe, expect, it } from 'vitest';
import { formatOf } from '#shared/format.ts';
import type { MoneyAlertEvent, UsageAlertEvent } from '#shared/alerts.ts';
import { appErrors } from '#shared/errors.ts';
import { guardedActions } from '#shared/guarded-actions.ts';
import { errorSentence, fill, languageOf, languages } from '#shared/messages/index.ts';
import { detailsChangedText, alertEventText } from '#shared/messages/notification-text.ts';
import { alertEventId, alertId } from '../../support/alert-ids.ts';

const alertEvent: MoneyAlertEvent = {
  id: alertEventId('f1'),
  accountId: 'a1',
  accountName: 'ImageKit',
  alertId: alertId('al1'),
  scope: 'subscription',
  window: 'billing-period',
  subscriptionId: 's1',
  plan: 'Pro',
  measure: 'total',
  threshold: { amount: 50000, currency: 'USD' },
  step: 100,
  period: { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' },
  amount: { amount: 51240, currency: 'USD' },
  billed: null,
  cause: null,
  late: false,
  asOf: '2026-11-22T12:00:00.000Z',
  triggeredAt: '2026-11-22T12:00:00.000Z',
  delivery: 'pending',
  notifier: null,
  attempts: 0,
  lastTriedAt: null,
  nextTryAt: null,
  shownAt: null,
  seenAt: null,
  seenHow: null,
  failure: null,
  practice: false,
};

describe('notification texts', () => {
  it('say account, amount, threshold and the last day of the period', () => {
    expect(alertEventText(alertEvent, formatOf('en-GB', 'UTC'), false).body).toBe(
      'ImageKit: upcoming invoice 512.40 USD exceeds your 500.00 USD alert (period to 30 Nov)',
    );
    expect(alertEventText(alertEvent, formatOf('de-DE', 'UTC'), false).body).toContain('512,40 USD');
  });

  it('tell usage in its own unit, and what a share is a share of', () => {
    const usage: UsageAlertEvent = {
      ...alertEvent,
      measure: 'bandwidth',
      threshold: { quantity: 80, unit: 'percent' },
      amount: { quantity: 80_000_000_001, unit: 'byte' },
      included: 100_000_000_000,
    };
    expect(alertEventText(usage, formatOf('en-GB', 'UTC'), false).body).toBe(
      'ImageKit: Bandwidth 80.001 GB exceeds your alert at 80% of the included 100 GB (period to 30 Nov)',
    );
    expect(alertEventText({ ...usage, late: true }, formatOf('en-GB', 'UTC'), false).body).toContain(
      'after the period ended',
    );
    const counted: UsageAlertEvent = {
      ...usage,
      measure: 'extension-units',
      threshold: { quantity: 5000, unit: 'count' },
      amount: { quantity: 4600, unit: 'count' },
      step: 90,
    };
    expect(alertEventText(counted, formatOf('de-DE', 'UTC'), false).body).toBe(
      'ImageKit: Erweiterungseinheiten 4.600 liegt über 90\u00a0% Ihrer Warnung bei 5.000 (Zeitraum bis 30. Nov.)',
    );
  });

  it('name the plan among several, mark practice data, and tell steps, forecasts and late ones apart', () => {
    expect(alertEventText(alertEvent, formatOf('en-GB', 'UTC'), true).body).toMatch(/ · Pro$/);
    expect(alertEventText({ ...alertEvent, practice: true }, formatOf('en-GB', 'UTC'), false).title).toMatch(
      /\(Practice data\)$/,
    );
    expect(alertEventText({ ...alertEvent, step: 75 }, formatOf('en-GB', 'UTC'), false).body).toContain(
      'over 75% of your 500.00 USD',
    );
    expect(alertEventText({ ...alertEvent, step: 75 }, formatOf('de-DE', 'UTC'), false).title).toContain('75\u00a0%');
    expect(alertEventText({ ...alertEvent, measure: 'forecast' }, formatOf('en-GB', 'UTC'), false).body).toContain(
      'forecast 512.40 USD',
    );
    expect(alertEventText({ ...alertEvent, late: true }, formatOf('en-GB', 'UTC'), false).body).toContain(
      'for 1 Nov to 30 Nov',
    );
  });
});

describe('changed billing details', () => {
  const differences = [
    { field: 'companyName', was: 'Acme', is: 'Secret AG' },
    { field: 'taxId', was: null, is: { type: 'gb_vat', value: 'GB980780684' } },
    { field: 'taxId', was: { type: 'eu_vat', value: 'DE136695976' }, is: null },
  ] as const;

  it('are named once each, without what they say', () => {
    const text = detailsChangedText({ accountName: 'Acme', practice: false, differences }, formatOf('en-GB', 'UTC'));
    expect(text).toEqual({
      title: 'Acme: billing details changed elsewhere',
      body: 'Changed outside Billfold: company name and tax IDs. Review and approve the change.',
    });
    const german = detailsChangedText({ accountName: 'Acme', practice: true, differences }, formatOf('de-DE', 'UTC'));
    expect(german.title).toBe('Acme: Rechnungsdaten anderswo geändert (Übungsdaten)');
    expect(german.body).toContain('Firmenname und Steuernummern');
  });
});

describe('errors in words', () => {
  const codes = appErrors.options.map((option) => ({
    code: option.shape.code.value,
    names: Object.keys(option.shape),
  }));

  const wordsOfVendors = [
    'request-refused',
    'request-not-sent',
    'change-refused',
    'tax-id-refused',
    'email-refused',
  ] as const;

  it.each(codes)('$code has words in every language and uses only its own data', ({ code, names }) => {
    for (const { errors } of Object.values(languages)) {
      const words = Object.values(errors[code]).join(' ');
      expect(words.trim()).not.toBe('');
      for (const [, name] of words.matchAll(/\{(\w+)\}/g)) expect(names).toContain(name);
    }
  });

  it('put values in place and leave nothing behind for absent ones', () => {
    expect(
      errorSentence({ code: 'server-unreachable', host: 'api.stripe.com', reason: 'ERR_NAME_NOT_RESOLVED' }, 'en'),
    ).toContain('api.stripe.com can’t be reached: its name was not found (ERR_NAME_NOT_RESOLVED).');
    expect(fill('{a} {b}', { a: 'x', b: null })).toBe('x');
  });

  it.each([
    ['Bad expand ‘x’', 'Bad expand ‘x’.'],
    ['No such customer.', 'No such customer.'],
    ['Really?', 'Really?'],
    ['He said “no.”', 'He said “no.”'],
    ['See (a, b)', 'See (a, b).'],
    ['cut short…', 'cut short…'],
  ])('end a vendor’s own words %j before ours begin, wherever they stand', (vendorWords, said) => {
    for (const code of wordsOfVendors) {
      const error = code === 'request-refused' ? { code, status: 400, vendorWords } : { code, vendorWords };
      for (const language of ['en', 'de'] as const) {
        const { message, reassurance, nextStep } = languages[language].errors[code];
        expect(errorSentence(error, language)).toContain(` ${said}${reassurance + nextStep === '' ? '' : ' '}`);
        expect(message.endsWith('{vendorWords}')).toBe(true);
      }
    }
  });

  it('put a vendor’s words nowhere else into a sentence', () => {
    for (const { errors } of Object.values(languages))
      for (const [code, words] of Object.entries(errors))
        if (Object.values(words).join(' ').includes('{vendorWords}')) expect(wordsOfVendors).toContain(code);
  });

  it('say in words what a file turned out to hold', () => {
    const error = { code: 'document-not-pdf', invoice: 'in_1', found: 'html' } as const;
    expect(errorSentence(error, 'en')).toContain('isn’t a PDF: it contains a web page.');
    expect(errorSentence(error, 'de')).toContain('kein PDF: Sie enthält eine Webseite.');
  });

  it.each(guardedActions)('name what a viewer may not do: %s', (action) => {
    const sentences = (['en', 'de'] as const).map((language) =>
      errorSentence({ code: 'role-forbids', role: 'viewer', action }, language),
    );
    expect(sentences[0]).toMatch(/can only view this account: \w+ing .+ isn’t possible/);
    expect(sentences[1]).toMatch(/ist das .+ in diesem Konto nicht möglich/);
  });

  it('choose German for German locales and English otherwise', () => {
    expect(['de', 'de-AT', 'en-US', 'fr-FR'].map(languageOf)).toEqual(['de', 'de', 'en', 'en']);
  });
});
