import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '#shared/money.ts';
import {
  createNaming,
  defaultTemplate,
  longestPath,
  type NamedInvoice,
  type NamingOptions,
  numbered,
  pathIdentity,
  templateFields,
  templatePresets,
  vendorOf,
} from '#shared/naming.ts';
import { templateProblems } from '#shared/template-problems.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { beginsAsFormula } from '../../support/texts-from-outside.ts';

const invoice = (changes: Partial<NamedInvoice> = {}): NamedInvoice => ({
  id: 'in_1',
  number: 'ACME-0001',
  type: 'invoice',
  status: 'paid',
  createdAt: '2026-01-31T23:59:59.000Z',
  issuedAt: '2026-02-01T00:00:00.000Z',
  period: { start: '2026-01-01T00:00:00.000Z', end: '2026-02-01T00:00:00.000Z' },
  service: { usage: null, fixed: null },
  total: money(51240, 'USD'),
  accountName: 'Acme',
  tags: ['cloud', 'media'],
  costCentre: 'CC 4/711',
  poNumber: null,
  documentKind: 'pdf',
  seller: 'Pixel & Söhne GmbH',
  ...changes,
});

function nameOf(
  template: string,
  changes: Partial<NamedInvoice> = {},
  vendor = 'ImageKit',
  options: Partial<NamingOptions> = {},
): string {
  const naming = createNaming({ template, timeZone: 'UTC', ...options });
  if (!naming.ok) throw new Error(naming.error.code);
  return naming.value(invoice(changes), vendor);
}

describe('the fields', () => {
  it.each([
    [defaultTemplate, '2026/02/2026-02-01_ImageKit_ACME-0001.pdf'],
    ['{account}/{quarter} {year}/{id}', 'Acme/Q1 2026/in_1.pdf'],
    ['{period} {total} {currency} {status} {type}.pdf', '2026-01-01_2026-01-31 512.40 USD paid invoice.pdf'],
    ['bills\\{number}', 'bills/ACME-0001.pdf'],
    ['{costcentre}/{po}/{tags}', 'CC 4-711/_/cloud, media.pdf'],
  ])('%s', (template, path) => {
    expect(nameOf(template)).toBe(path);
  });

  it('take the id where there is no number, and the creation where there is no issue date', () => {
    expect(nameOf('{number}', { number: null })).toBe('in_1.pdf');
    expect(nameOf('{number}', { number: ' \u200b' })).toBe('in_1.pdf');
    expect(nameOf('{date}', { issuedAt: null })).toBe('2026-01-31.pdf');
  });

  it('name fiscal years by the month in which they begin', () => {
    const year = (fiscalYearStart: number, issuedAt: Instant) =>
      nameOf('{fiscalyear}', { issuedAt }, '', { fiscalYearStart });
    expect(year(1, '2026-12-31T00:00:00.000Z')).toBe('2026.pdf');
    expect(year(4, '2026-03-31T23:59:59.999Z')).toBe('2025-26.pdf');
    expect(year(4, '2026-04-01T00:00:00.000Z')).toBe('2026-27.pdf');
    expect(year(10, '2099-11-01T00:00:00.000Z')).toBe('2099-00.pdf');
  });

  it('come below a folder of their account where that is wanted, once', () => {
    const of = (template: string) => nameOf(template, {}, '', { accountFolders: true });
    expect(of('{year}/{number}')).toBe('Acme/2026/ACME-0001.pdf');
    expect(of('{account}/{number}')).toBe('Acme/ACME-0001.pdf');
  });

  it.each(Object.entries(templatePresets))('make up the preset %s', (_, template) => {
    expect(nameOf(template)).toMatch(/^[^{}]+ACME-0001\.pdf$/);
  });

  it('name the vendor where it is known', () => {
    const imagekit = { kind: 'imagekit', baseUrl: null, customerId: null } as const;
    expect(vendorOf({ name: 'Media', sources: [imagekit] })).toBe('ImageKit');
    expect(vendorOf({ name: 'Media', sources: [{ ...imagekit, kind: 'stripe' }, imagekit] })).toBe('Media');
  });
});

describe('values that no file name can hold', () => {
  it.each([
    ['a/b\\c', 'a-b-c.pdf'],
    ['../../etc/passwd', '_..-etc-passwd.pdf'],
    ['..', '_.pdf'],
    ['CON', '_CON.pdf'],
    ['nul.txt', '_nul.txt.pdf'],
    ['COM¹', '_COM¹.pdf'],
    ['LPT0 ', '_LPT0.pdf'],
    ['console', 'console.pdf'],
    ['a<b>c:d"e|f?g*h', 'a-b-c-d-e-f-g-h.pdf'],
    ['dots...', 'dots.pdf'],
    ['.hidden', 'hidden.pdf'],
    ['tab\tnew\nline', 'tab new line.pdf'],
    ['null\u0000byte', 'nullbyte.pdf'],
    ['fdp\u202egpj.exe', 'fdpgpj.exe.pdf'],
    ['e\u0301', 'é.pdf'],
    ['a\ud800', 'a-.pdf'],
    ['=1+1', '_1+1.pdf'],
    ['-rf', '_rf.pdf'],
    ['−2', '_2.pdf'],
    ['\u200b＝1', '_1.pdf'],
    ["'=1", '_1.pdf'],
    ['a\ufe0f\u3164b\u2800', 'ab.pdf'],
    ['', '_.pdf'],
  ])('%j', (vendor, path) => {
    expect(nameOf('{vendor}', {}, vendor)).toBe(path);
  });
});

describe('templates that are refused', () => {
  it.each(['', ' '])('%j: none at all', (template) => {
    expect(createNaming({ template, timeZone: 'UTC' })).toEqual({ ok: false, error: { code: 'template-empty' } });
  });

  it.each([
    ['/abs/{id}', 'own-folder', null],
    ['\\\\server\\{id}', 'own-folder', null],
    ['C:/{id}', 'own-folder', null],
    ['c:{id}', 'own-folder', null],
    ['../{id}', 'dots', null],
    ['a/ .. /{id}', 'dots', null],
    ['a/./{id}', 'dots', null],
    ['a\\...', 'dots', null],
    ['a/', 'no-file-name', null],
    ['a\\ ', 'no-file-name', null],
    ['{year}/{nonsense}', 'unknown-field', '{nonsense}'],
    ['{}', 'unknown-field', '{}'],
    ['{id', 'half-bracket', null],
    ['id}', 'half-bracket', null],
    ['a/'.repeat(9) + '{id}', 'too-deep', null],
  ] as const)('%j: %s', (template, reason, field) => {
    expect(createNaming({ template, timeZone: 'UTC' })).toEqual({
      ok: false,
      error: { code: 'template-invalid', template, reason, field },
    });
  });

  it.each([
    ['a/'.repeat(8) + '{id}', 'a/'.repeat(8) + 'in_1.pdf'],
    ['a//'.repeat(8) + '{id}', 'a/'.repeat(8) + 'in_1.pdf'],
    ['ab:c/..d/e../{id}', 'ab-c/d/e/in_1.pdf'],
    ['1:/{id}', '1-/in_1.pdf'],
  ])('are none of these: %j', (template, path) => {
    expect(nameOf(template)).toBe(path);
  });
});

describe('parts of a path', () => {
  it.each([
    ['{id}.PDF', 'in_1.pdf'],
    ['{id}.pdf ', 'in_1.pdf'],
    ['{id}.pdf.old', 'in_1.pdf.old.pdf'],
    ['a.pdf/b.PDF/{id}', 'a_pdf/b_pdf/in_1.pdf'],
    ['a.pdf.b/{id}', 'a.pdf.b/in_1.pdf'],
  ])('end like a document only where they are one: %j', (template, path) => {
    expect(nameOf(template)).toBe(path);
  });

  const lengths = (path: string) => path.split('/').map(({ length }) => length);
  it('are folders of an even share where they would take half of the longest path or more', () => {
    const folders = (first: number, second: number) =>
      lengths(nameOf(`${'x'.repeat(first)}/${'y'.repeat(second)}/{id}`)).slice(0, 2);
    expect(folders(60, 59)).toEqual([60, 59]);
    expect(folders(60, 60)).toEqual([59, 59]);
    expect(folders(3, 150)).toEqual([3, 59]);
    expect(lengths(nameOf(`${'x'.repeat(200)}/{id}`))[0]).toBe(119);
  });

  it.each(['{vendor}', 'a/{vendor}', 'abc/de/{vendor}'])(
    'leave the file the rest of the longest path, but for a number: %s',
    (template) => {
      expect(nameOf(template, {}, 'x'.repeat(300)).length).toBe(longestPath - '_1234567'.length);
    },
  );

  it.each([
    ['2026-01-01', 'Q1'],
    ['2026-03-31', 'Q1'],
    ['2026-04-01', 'Q2'],
    ['2026-12-31', 'Q4'],
  ] as const)('name for %s the quarter %s', (day, quarter) => {
    expect(nameOf('{quarter}', { issuedAt: `${day}T00:00:00.000Z` })).toBe(`${quarter}.pdf`);
  });
});

describe('numbers', () => {
  it('stand before the extension', () => {
    expect(numbered('a.b/c.pdf', 2)).toBe('a.b/c_2.pdf');
    expect(numbered('SHA256SUMS', 3)).toBe('SHA256SUMS_3');
    expect(numbered('a.pdf', 1)).toBe('a.pdf');
    expect(numbered('a.b/c', 2)).toBe('a.b/c_2');
    expect(numbered('a/.b', 2)).toBe('a/.b_2');
    expect(numbered('a/b.c.pdf', 10)).toBe('a/b.c_10.pdf');
  });

  it('end as the document is, whatever the template says', () => {
    expect(nameOf('{number}.pdf', { documentKind: 'xml' })).toBe('ACME-0001.xml');
    expect(nameOf('a.xml/{number}.xml')).toBe('a_xml/ACME-0001.pdf');
  });

  it('stay within the longest path', () => {
    const path = nameOf('{vendor}', {}, 'x'.repeat(500));
    expect(path.length).toBeLessThanOrEqual(longestPath);
    expect(numbered(path, 1_234_567).length).toBe(longestPath);
    const longest = `a/${'x'.repeat(longestPath - 6)}.pdf`;
    expect(longest.length).toBe(longestPath);
    expect(numbered(longest, 12)).toBe(`a/${'x'.repeat(longestPath - 9)}_12.pdf`);
  });
});

/* Any template and any invoice. */

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('.', ' ', '/', '\\', 'a', '漢', '\u0301', '\ud83d', '\ude00', '\u202e', ':', '\0'),
    maxLength: 300,
  }),
  fc.constantFrom('CON', 'con.pdf', 'AUX ', 'nul', 'COM1', 'lpt9.', '..', '.', '~', ' ', '…', '\u2028', 'ﬁ', 'İ'),
);
const moment = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => instantFromMillis(date.getTime()));
const anyInvoice = fc.record<NamedInvoice>({
  documentKind: fc.constant('pdf'),
  id: text,
  number: fc.option(text),
  type: fc.constantFrom('invoice', 'credit-note'),
  status: fc.constantFrom('draft', 'open', 'paid', 'void', 'uncollectible'),
  createdAt: moment,
  issuedAt: fc.option(moment),
  period: fc.record({ start: moment, end: moment }),
  service: fc.record({ usage: fc.constant(null), fixed: fc.option(fc.record({ start: moment, end: moment })) }),
  total: fc.record({ amount: fc.maxSafeInteger(), currency: fc.constantFrom('USD', 'JPY', 'KWD') }),
  accountName: text,
  tags: fc.array(text, { maxLength: 4 }),
  costCentre: fc.option(text),
  poNumber: fc.option(text),
  seller: fc.option(text),
});
const anyTemplate = fc.oneof(
  text,
  fc
    .array(
      fc.oneof(
        text,
        fc.constantFrom(...templateFields).map((field) => `{${field}}`),
        fc.constant('/'),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

function expectValidEverywhere(path: string): void {
  expect(path.length).toBeLessThanOrEqual(longestPath);
  expect(path.endsWith('.pdf')).toBe(true);
  expect(path).toBe(path.normalize('NFC'));
  expect(path.isWellFormed()).toBe(true);
  const segments = path.split('/');
  for (const segment of segments) {
    expect(segment).not.toMatch(/^$|^\.|[. ]$/);
    expect(segment).not.toMatch(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}<>:"\\|?*]/u);
    expect(beginsAsFormula(segment)).toBe(false);
    expect((segment.split('.')[0] ?? '').trimEnd()).not.toMatch(reserved);
    expect(new TextEncoder().encode(segment).length).toBeLessThanOrEqual(255);
  }
  // What a path means after all its parts were walked: never above the folder.
  expect(segments.every((segment) => segment !== '..' && segment !== '.')).toBe(true);
}

describe('any template and any invoice', () => {
  it('give a path inside the folder that every system takes, or the template is refused with a reason', () => {
    fc.assert(
      fc.property(
        anyTemplate,
        anyInvoice,
        text,
        fc.integer({ min: 1, max: 99_999 }),
        fc.record({ accountFolders: fc.boolean(), fiscalYearStart: fc.integer({ min: 1, max: 12 }) }),
        (template, given, vendor, number, options) => {
          const naming = createNaming({ template, timeZone: 'UTC', ...options });
          if (!naming.ok && template.trim() === '') {
            expect(naming.error).toEqual({ code: 'template-empty' });
            return;
          }
          if (!naming.ok) {
            expect(naming.error).toMatchObject({
              code: 'template-invalid',
              reason: expect.toBeOneOf([...templateProblems]) as string,
            });
            return;
          }
          const path = naming.value(given, vendor);
          expectValidEverywhere(path);
          expectValidEverywhere(numbered(path, number));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('are never refused when the template is the default', () => {
    fc.assert(
      fc.property(anyInvoice, text, (given, vendor) => {
        const naming = createNaming({ template: defaultTemplate, timeZone: 'UTC' });
        expect(naming.ok && naming.value(given, vendor).split('/').length).toBe(3);
      }),
    );
  });

  it('compare as one where a file system might take them for one', () => {
    expect(pathIdentity('Straße.PDF')).toBe(pathIdentity('STRASSE.pdf'));
    expect(pathIdentity('e\u0301.pdf')).toBe(pathIdentity('É.pdf'));
    expect(pathIdentity('a.pdf')).not.toBe(pathIdentity('b.pdf'));
  });
});
