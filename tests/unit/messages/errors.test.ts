import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AppError, appErrors, appErrorSchema } from '#shared/errors.ts';
import { errorWords, languages } from '#shared/messages/index.ts';
import { vendorObjects } from '#shared/vendor-objects.ts';
import { connectingSentenceOf } from '../../../electron/commands/error-words.ts';

/** A name, id or address that is no word of any language. */
const datum = 'Zq7';
/** One for each kind of network problem. */
const systemCodes = [
  'ERR_NAME_NOT_RESOLVED',
  'ECONNREFUSED',
  'ECONNRESET',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_CERT_AUTHORITY_INVALID',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_UNEXPECTED_REDIRECT',
  'ERR_FAILED',
];

/** Everything of interest that a field may hold: every enumerated value, and one text or number. */
function valuesOf(schema: z.core.$ZodType): unknown[] {
  if (schema instanceof z.ZodLiteral) return [...schema.values];
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodNullable) return [null, ...valuesOf(schema.unwrap())];
  if (schema instanceof z.ZodArray) {
    const each = valuesOf(schema.element);
    return [...each.map((value) => [value]), each];
  }
  if (schema instanceof z.ZodCatch) return systemCodes;
  if (schema instanceof z.ZodNumber) return [7];
  if (schema instanceof z.ZodString) return [datum];
  throw new Error('A kind of field that this test does not know');
}

/** Each value of each field, beside each of the others. */
const filled = appErrors.options.flatMap((option) => {
  const fields = Object.entries(option.shape as Readonly<Record<string, z.core.$ZodType>>);
  return fields
    .reduce<Record<string, unknown>[]>(
      (made, [name, schema]) => made.flatMap((part) => valuesOf(schema).map((value) => ({ ...part, [name]: value }))),
      [{}],
    )
    .map((error) => appErrorSchema.parse(error))
    .filter(isPossible);
});

/** What no code ever makes: a value without what belongs to it. */
function isPossible(error: AppError): boolean {
  switch (error.code) {
    case 'template-invalid':
      return (error.reason === 'unknown-field') === (error.field !== null);
    case 'setting-invalid':
      return ['too-small', 'too-large'].includes(error.reason) === (error.limit !== null);
    case 'database-corrupt':
    case 'database-missing':
      return !error.ways.includes('backup') || error.backup !== null;
    default:
      return true;
  }
}

const englishWords =
  /\b(the|a|of|to|not|and|or|it|is|are|were|this|that|with|for|from|has|have|had|cannot|could|there|no|by|your|you|be|been|which|when|nothing|file|folder|key|account|invoice|list|line|page|found|unknown|failed|missing|damaged|locked)\b/i;
const germanWords = /\b(der|die|das|und|oder|nicht|kein|keine|ist|sind|wurde|von|mit|für|ein|eine|Sie)\b/;

/** The enumerated values that it holds, which are for programs. */
const codesIn = (error: AppError): string[] =>
  Object.entries(error).flatMap(([name, value]) =>
    name !== 'code' && typeof value === 'string' && value !== datum && !systemCodes.includes(value) ? [value] : [],
  );

const groups = [...Map.groupBy(filled, ({ code }) => code)];

describe.each(Object.keys(languages) as (keyof typeof languages)[])(
  'every error, filled in every way, in %s',
  (language) => {
    it.each(groups)('%s', (_, errors) => {
      for (const error of errors) {
        const words = errorWords(error, language);
        for (const part of Object.values(words).filter((each) => each !== '')) {
          expect(part).toMatch(/[.!?]$/);
          expect(part).not.toMatch(/[{}]|“”|„“|""|\(\)|\s{2}|\s[,;:!?)]|\s\.$|^\s|,,|\w\.\.|\bundefined\b/);
          expect(part).not.toMatch(language === 'de' ? englishWords : germanWords);
          if (language === 'de')
            for (const code of codesIn(error)) expect(part).not.toMatch(new RegExp(`\\b${code}\\b`));
        }
        expect(words.message).not.toBe('');
      }
    });
  },
);

it('an enumerated value is told apart from the others', () => {
  for (const language of ['en', 'de'] as const)
    for (const [, errors] of groups) {
      const told = errors.map((error) => [
        codesIn(error).join(' '),
        Object.values(errorWords(error, language)).join(' '),
      ]);
      const sentences = Map.groupBy(told, ([, sentence]) => sentence);
      for (const [sentence, same] of sentences)
        if (!errors.some(({ code }) => code === 'role-forbids'))
          expect(new Set(same.map(([codes]) => codes)).size, sentence).toBe(1);
    }
});

describe('while an account is only being connected', () => {
  it.each(filled.filter(({ code }) => code.startsWith('server-') || code === 'key-refused' || code === 'rate-limited'))(
    '$code speaks of nothing that is kept, watched or paused',
    (error) => {
      const sentence = connectingSentenceOf(error);
      expect(sentence).toContain('Nothing was saved.');
      expect(sentence).not.toMatch(/kept|paused|by itself|Settings|archive/);
    },
  );
});

describe('errors that earlier versions kept', () => {
  it.each([
    [
      { code: 'request-refused', status: 400, detail: 'Bad limit' },
      { code: 'request-refused', status: 400, vendorWords: 'Bad limit' },
    ],
    [
      { code: 'not-found-at-vendor', what: 'in_1' },
      { code: 'not-found-at-vendor', vendorName: 'in_1' },
    ],
    [
      { code: 'answer-incomplete', object: 'invoice line il_1', field: 'amount' },
      { code: 'answer-incomplete', object: 'invoice-line', id: 'il_1', field: 'amount' },
    ],
    [
      { code: 'answer-incomplete', object: 'usage', field: 'bandwidthBytes' },
      { code: 'answer-incomplete', object: 'usage', id: null, field: 'bandwidthBytes' },
    ],
    [
      { code: 'listing-repeats', list: 'credit note list', id: 'cn_1' },
      { code: 'listing-repeats', list: 'credit-note-list', id: 'cn_1' },
    ],
    [
      { code: 'secret-store-failed', reason: 'not available' },
      { code: 'secret-store-failed', reason: 'unavailable' },
    ],
    [
      { code: 'secret-store-failed', reason: 'the key could not be decrypted' },
      { code: 'secret-store-failed', reason: 'undecryptable' },
    ],
    [{ code: 'template-invalid', template: '', reason: 'empty', field: null }, { code: 'template-empty' }],
    [
      { code: 'file-failed', file: 'a.pdf', reason: 'not in the PDF' },
      { code: 'file-failed', file: 'a.pdf', reason: 'ERR_FAILED' },
    ],
    [
      { code: 'key-missing', account: 'Acme' },
      { code: 'key-missing', account: 'Acme' },
    ],
  ])('%j is %j today', (kept, today) => {
    expect(appErrorSchema.parse(kept)).toEqual(today);
  });

  it.each(vendorObjects)('the name of %s was written with blanks', (object) => {
    const name = object.replaceAll('-', ' ');
    const kept = { code: 'value-unknown', object: `${name} id_1`, field: 'status', value: 'odd' };
    expect(appErrorSchema.parse(kept)).toMatchObject({ object, id: 'id_1' });
    expect(appErrorSchema.parse({ ...kept, object: name })).toMatchObject({ object, id: null });
  });

  it('today’s stay as they are', () => {
    for (const error of filled) expect(appErrorSchema.parse(error)).toEqual(error);
  });
});

describe('where errors are made', () => {
  const root = resolve(import.meta.dirname, '../../..');
  const files = ['electron', 'renderer', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|vue)$/.test(file))
      .map((file) => join(root, folder, file)),
  );
  const codes = new Set<string>(appErrors.options.map((option) => option.shape.code.value));

  const isSentence = (literal: string): boolean => literal.length === 2 || /\p{L}\s+\p{L}/u.test(literal);
  /** The errors in which a literal is a sentence or empty. */
  const sentencesIn = (text: string): string[] =>
    [...text.matchAll(/\{\s*code: '([a-z-]+)'([^{}]*)\}/g)].flatMap(([whole, code = '', data = '']) =>
      codes.has(code) && (data.match(/'[^']*'|`[^`]*`/g) ?? []).some(isSentence) ? [whole] : [],
    );

  it('stands no sentence, and nothing empty for what is not there', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(files.flatMap((file) => sentencesIn(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each([
    "return { code: 'link-not-allowed', host: host || 'an unknown site' };",
    "fail({ code: 'customer-not-found', customer: customerId ?? '' })",
    "{ code: 'internal', reference: `the call was refused` }",
  ])('would be seen: %s', (text) => {
    expect(sentencesIn(text)).toHaveLength(1);
  });
});
