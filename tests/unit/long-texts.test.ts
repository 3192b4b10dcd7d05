import { describe, expect, it } from 'vitest';
import { compareNumber } from '#shared/document-comparison.ts';
import { encodingOf, isEInvoiceName, readEInvoice } from '#shared/e-invoice/index.ts';
import { proposalOf } from '#shared/import/proposal.ts';
import { rowsOf } from '#shared/import/page/rows.ts';
import { amountsOfText, labelledFacts, noFacts, readPage } from '#shared/import/read-page.ts';
import { numberGaps } from '#shared/invoice-series.ts';
import { lineChanges } from '#shared/line-changes.ts';
import { asSentence } from '#shared/messages/sentence.ts';
import { safeSegment, safeText } from '#shared/path-segments.ts';
import { redact } from '#shared/redact.ts';
import { fold, searchWords } from '#shared/search-text.ts';
import { countedUnits, oneUnit } from '#shared/unit-words.ts';
import { looksLikeFormula, oneLine, visibleCell, visibleJson, visibleLine } from '#shared/visible-text.ts';
import { toAppError } from '../../electron/sources/stripe/errors.ts';
import { aLine } from '../support/billing-objects.ts';
import { ublInvoice } from '../support/e-invoices.ts';
import { processorSeconds } from '../support/processor-seconds.ts';
import { rowsOfLines } from '../support/reading/rows-of-lines.ts';

/*
 * Whatever is done to a text from outside (a vendor's, a PDF's, an electronic invoice's) takes a time that grows as the text does.
 * A pattern that starts over at each character, or takes back what it took, needs minutes for a quarter of a megabyte of the right letters.
 */

const size = 250_000;
const today = '2026-11-30';
const exchange = { status: 403, method: 'GET', path: '/v1/invoices', contentType: null, retryAfterSeconds: null };
const context = { host: 'h', key: 'k', customerId: 'c' };
const element = (text: string): string => text.replace(/[<&]/g, 'x');
const pdf = (lines: readonly string[], xml: string | null = null) =>
  proposalOf(
    { kind: 'pdf', pages: 1, rows: rowsOfLines(lines), xml: xml === null ? [] : [{ name: 'factur-x.xml', text: xml }] },
    today,
  );

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  visibleLine,
  visibleJson,
  visibleCell,
  looksLikeFormula,
  oneLine,
  redact,
  fold,
  searchWords,
  safeText,
  safeSegment,
  asSentence,
  'a unit’s label': (text) => [oneUnit(text, 'en'), countedUnits(2, text, 'en')],
  'a line of an invoice': (text) => lineChanges([], [aLine({ description: text })]),
  'an invoice’s number in a series': (text) => numberGaps([`${text}1`, `${text}2`]),
  'an invoice’s number in a document': (text) =>
    compareNumber(noFacts, text.slice(0, size / 2), { text, isWhole: true }),
  'pieces of a PDF’s page': (text) =>
    rowsOf(
      Array.from({ length: size / 20 }, (_, n) => ({
        ...{ text: text.slice(n * 20, n * 20 + 20), left: n, right: n + 1, baseline: 0, size: 10 },
      })),
      1,
    ),
  'an XML file': readEInvoice,
  'the attributes of an element': (text) => readEInvoice(`<Invoice ${text}></Invoice>`),
  'the name of an element': (text) => readEInvoice(`<${text}`),
  'a number and a name in an electronic invoice': (text) =>
    pdf(['x'], ublInvoice({ number: element(text), seller: element(text) })),
  'amounts in an electronic invoice': (text) =>
    pdf(
      ['x'],
      ublInvoice({ total: element(text), lines: [{ text: 'A', quantity: element(text), net: element(text) }] }),
    ),
  'the encoding of an XML file': encodingOf,
  'the name of an attachment': isEInvoiceName,
  'a vendor’s refusal': (text) => toAppError({ statusCode: 403, message: text }, exchange as never, context),
};

const pageReaders: typeof readers = {
  'the text of a PDF, for import': (text) => [
    readPage(rowsOfLines(text.split('\n')), today),
    amountsOfText(text.split('\n'), 'USD'),
  ],
  'the text of a PDF, for verification': (text) => labelledFacts(rowsOfLines(text.split('\n'))),
};

const repeated = (part: string, end = '') => part.repeat(size / part.length) + end;
const texts = [
  ...['a', '1', '\n', '<', '&', '\u202e', '😀', "'"].map((part) => repeated(part)),
  ...['a', '1', ' ', '.', '0', '\u0301\u0316', 'a_'].map((part) => repeated(part, ' !')),
  `1${repeated('1 ')}a\nb`,
  `0.${repeated('0')}1`,
  ...['(at ', 'a/b?c=', '://a', 'sk_live_', 'Bearer ', 'a="b" ', '<a>', '<!--', '&#65;'].map((part) => repeated(part)),
];
const pages = [
  ...['a', '1', ' ', '.', '-'].map((part) => repeated(part, ' !')),
  ...['Total 1.00 EUR\n', 'Total\n', 'Invoice no ', 'date 1/1/2026 ', '1.1.', '1,111', 'may ', 'netto', '€ 1 '].map(
    (part) => repeated(part),
  ),
];

/** Of a text that is tried in growing parts, so that one that takes for ever is told before. */
function secondsFor(read: (text: string) => unknown, text: string): number {
  let seconds = 0;
  for (const length of [size / 50, size / 10, size]) {
    // From its end, where the near miss is.
    seconds = processorSeconds(() => read(text.slice(-length)));
    if (seconds > (length === size ? 5 : 1)) return (seconds * size) / length;
  }
  return seconds;
}

describe('a long text is read within seconds', () => {
  const each = [
    ...Object.entries(readers).map(([name, read]) => ({ name, read, of: texts })),
    ...Object.entries(pageReaders).map(([name, read]) => ({ name, read, of: pages })),
  ];
  it.each(each)(
    '$name',
    ({ read, of }) => {
      for (const text of of) expect(secondsFor(read, text), JSON.stringify(text.slice(0, 20))).toBeLessThan(5);
    },
    120_000,
  );
});
