import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch, searchTextFrom, termsOf, withoutPart } from '#shared/search-query.ts';
import { presences, searchedStatuses, type SearchTerm, searchTermSchema, textFields } from '#shared/search-terms.ts';

const terms = (text: string, locale = 'en') => termsOf(parseSearch(text, locale));
const finding = (text: string, locale = 'en') => parseSearch(text, locale)[0]?.finding;

describe('what is typed into the search field', () => {
  it('is words, phrases and operators', () => {
    expect(terms('acme "two  words" say""hi tag:"to check" "from:2026"')).toEqual([
      { kind: 'word', text: 'acme' },
      { kind: 'word', text: 'two  words' },
      { kind: 'word', text: 'sayhi' },
      { kind: 'tag', text: 'to check' },
      { kind: 'word', text: 'from:2026' },
    ]);
    expect(
      terms('Status:OPEN from:2026-01 to:2026-03-31 currency:eur has:XML account:"Blue Ocean" po:4500 number:7'),
    ).toEqual([
      { kind: 'status', status: 'open' },
      { kind: 'from', date: '2026-01' },
      { kind: 'to', date: '2026-03-31' },
      { kind: 'currency', currency: 'EUR' },
      { kind: 'has', what: 'xml' },
      { kind: 'account', text: 'Blue Ocean' },
      { kind: 'field', field: 'po', text: '4500' },
      { kind: 'field', field: 'number', text: '7' },
    ]);
    expect(terms('from:2026 to:2026')).toEqual([
      { kind: 'from', date: '2026-01' },
      { kind: 'to', date: '2026-12' },
    ]);
  });

  it.each([
    ['total>500', 'en', '>', '500'],
    ['>500', 'en', '>', '500'],
    ['total:>=1,500.50', 'en', '>=', '1500.5'],
    ['total<=1.500,50', 'de', '<=', '1500.5'],
    ['total≤0,05', 'de', '<=', '0.05'],
    ['total:100', 'en', '=', '100'],
    ['total<-20', 'en', '<', '-20'],
    ['total="1 500"', 'fr', '=', '1500'],
  ] as const)('%s in %s', (text, locale, comparison, amount) => {
    expect(terms(text, locale)).toEqual([{ kind: 'total', comparison, amount }]);
  });

  it('tells what it does not understand and keeps the rest', () => {
    expect(finding('colour:red')).toEqual({ code: 'operator-unknown', operator: 'colour' });
    expect(finding('status:')).toEqual({ code: 'value-missing', operator: 'status' });
    expect(finding('total>')).toEqual({ code: 'value-missing', operator: 'total' });
    expect(finding('status:late')).toMatchObject({ code: 'value-unknown', operator: 'status', value: 'late' });
    expect(finding('from:2026-13')).toEqual({ code: 'date-invalid', operator: 'from', value: '2026-13' });
    expect(finding('to:2026-02-30')).toMatchObject({ code: 'date-invalid' });
    expect(finding('currency:euro')).toEqual({ code: 'currency-invalid', value: 'euro' });
    expect(finding('total>much')).toMatchObject({ code: 'amount-invalid', error: { code: 'amount-not-a-number' } });
    expect(finding('total>10.5', 'de')).toMatchObject({ code: 'amount-invalid', error: { code: 'amount-ambiguous' } });
    expect(finding(`total>${'9'.repeat(14)}`)).toMatchObject({ error: { code: 'amount-out-of-range' } });
    expect(terms('colour:red acme')).toEqual([{ kind: 'word', text: 'acme' }]);
  });
});

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text === text.trim() && text !== '');
const dates = fc.constantFrom('2026-01', '2025-12', '2024-02-29');
const anyTerm: fc.Arbitrary<SearchTerm> = fc.oneof(
  words.map((text): SearchTerm => ({ kind: 'word', text })),
  fc.record({ kind: fc.constant('field' as const), field: fc.constantFrom(...textFields), text: words }),
  fc.record({ kind: fc.constantFrom('tag' as const, 'account' as const), text: words }),
  fc.record({
    kind: fc.constant('total' as const),
    comparison: fc.constantFrom('>', '>=', '<', '<=', '='),
    amount: fc.integer({ min: -1e9, max: 1e9 }).map((cents) => String(cents / 100)),
  }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(...searchedStatuses) }),
  fc.record({ kind: fc.constantFrom('from' as const, 'to' as const), date: dates }),
  fc.record({ kind: fc.constant('currency' as const), currency: fc.constantFrom('USD', 'EUR') }),
  fc.record({ kind: fc.constant('has' as const), what: fc.constantFrom(...presences) }),
);
const locales = fc.constantFrom('en', 'de', 'fr', 'de-CH', 'en-IN', 'pt-BR');

describe('text and chips', () => {
  it('come back the same, in every locale', () => {
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 6 }), locales, (wanted, locale) => {
        expect(terms(searchTextFrom(wanted, locale), locale)).toEqual(wanted);
      }),
    );
  });

  it('whatever is typed, each part is found at its place, is valid, and can be taken out alone', () => {
    const typed = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 10 }),
        fc.constantFrom('total>', 'status:', '"', 'from:2026-01', ' ', 'tag:a'),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(typed, locales, (parts, locale) => {
        const text = parts.join('');
        const read = parseSearch(text, locale);
        for (const [at, part] of read.entries()) {
          expect(text.slice(part.start, part.end)).toBe(part.source);
          if (part.term) expect(searchTermSchema.safeParse(part.term).success).toBe(true);
          const rest = parseSearch(withoutPart(text, part), locale);
          expect(rest.map(({ source }) => source)).toEqual(read.filter((_, n) => n !== at).map(({ source }) => source));
        }
      }),
      { numRuns: 300 },
    );
  });
});
