import { readFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EInvoice, encodingOf, readEInvoice } from '#shared/e-invoice/index.ts';
import { proposalOf } from '#shared/import/proposal.ts';
import { type Money, toDecimalText } from '#shared/money.ts';
import { readDocument } from '../../../electron/pdf-reader/read-document.ts';
import { madeEInvoices } from '../../support/reading/made-e-invoices.ts';
import { madePages } from '../../support/reading/made-pages.ts';
import {
  factsOfProposal,
  factsOfTruth,
  type SaidFacts,
  score,
  type Scores,
} from '../../support/reading/reading-score.ts';
import type { StatedFacts } from '../../support/reading/stated-facts.ts';
import type { Measurement } from '../measurement.ts';
import { isMeasuring, realDocuments, type Stated } from '../real-documents.ts';
import { textExtraction } from './text-extraction.ts';

/** Most of what may be wrong among what is proposed, and most of what may be left empty of the four that matter, in percent. */
const mostWrong = 1;
const mostEmpty = 15;
const mustBeProposed = ['number', 'issued', 'total', 'currency'];
const today = '2026-11-30';

/** How electronic invoices and pages are read: those that are made here, and those of a folder, each told apart. */
export async function reading(folder: string | null): Promise<Measurement[]> {
  const measured = [
    ...(await textExtraction()),
    ...rowsOf('made XML', madeXmlScores(), 0),
    ...rowsOf('made pages, open', await madePageScores('open')),
    ...rowsOf('made pages, only measured', await madePageScores('measuring'), mostWrong, false),
  ];
  if (folder === null) return measured;
  const { xml, pdfs } = await realDocuments(folder);
  const files: Scores = {};
  for (const { name, file, stated } of xml) score(files, name, factsOfStated(stated), await factsOfFile(file));
  for (const { name, content, stated } of pdfs) {
    const { invoice } = readEInvoice(content.xml[0]?.text ?? '');
    score(files, name, factsOfStated(stated), invoice ? factsOfEInvoice(invoice) : {});
  }
  const open: Scores = {};
  const measuring: Scores = {};
  for (const { name, content, stated, words } of pdfs) {
    const proposal = proposalOf({ ...content, xml: [] }, today);
    score(isMeasuring(name) ? measuring : open, name, onPage(stated, words), decimalFacts(proposal));
  }
  return [
    ...measured,
    ...rowsOf('real XML', files, 0),
    ...rowsOf('real pages, open', open),
    ...rowsOf('real pages, only measured', measuring, mostWrong, false),
  ];
}

function rowsOf(name: string, scores: Scores, wrong = mostWrong, mayBeSeen = true): Measurement[] {
  return Object.entries(scores).flatMap(([field, { right, wrong: other, empty, wrongOnes, emptyOnes }]) => {
    if (mayBeSeen)
      for (const each of [...wrongOnes, ...(wrong === 0 ? emptyOnes : [])])
        process.stderr.write(`  ${field}: ${each}\n`);
    if (mayBeSeen && process.env['BILLFOLD_BENCH_EMPTY'] === field)
      for (const each of emptyOnes) process.stderr.write(`  ${field}: ${each}\n`);
    const all = right + other + empty;
    const told = `${name}, ${field}: ${String(right)} right, ${String(other)} wrong, ${String(empty)} empty`;
    const share = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);
    const row = (label: string, ours: number, most: number): Measurement => ({
      ...{ case: label, ours, baseline: null, unit: '%', memory: null, wanted: 1 },
      ratio: most === 0 ? ours + (ours > 0 ? 1 : 0) : ours / most,
    });
    return [
      row(`${told}; wrong of what is proposed`, share(other, right + other), wrong),
      ...(mustBeProposed.includes(field)
        ? [row(`${name}, ${field}: left empty`, share(empty, all), wrong === 0 ? 0 : mostEmpty)]
        : []),
    ];
  });
}

async function madePageScores(which: 'open' | 'measuring'): Promise<Scores> {
  const scores: Scores = {};
  const file = join(await mkdtemp(join(tmpdir(), 'billfold-bench-')), 'page.pdf');
  for (const { name, truth, pdf } of await madePages(which)) {
    await writeFile(file, pdf);
    const read = await readDocument(file);
    if (!read.ok) throw new Error(`${name} is no PDF`);
    score(scores, name, factsOfTruth(truth), factsOfProposal(proposalOf(read.content, today)));
  }
  return scores;
}

function madeXmlScores(): Scores {
  const scores: Scores = {};
  for (const { name, bytes, facts } of madeEInvoices()) {
    const { invoice } = readEInvoice(decoded(bytes));
    score(scores, name, factsOfMade(facts), invoice ? factsOfEInvoice(invoice) : {});
  }
  return scores;
}

const decoded = (bytes: Buffer): string =>
  new TextDecoder(encodingOf(bytes.subarray(0, 300).toString('latin1'))).decode(bytes);

async function factsOfFile(file: string): Promise<SaidFacts> {
  const { invoice } = readEInvoice(decoded(await readFile(file)));
  return invoice ? factsOfEInvoice(invoice) : {};
}

const decimal = (money: Money | null): string | null => (money ? String(Number(toDecimalText(money))) : null);
const asNumber = (text: string | null): string | null => (text === null ? null : String(Number(text)));
const sums = ['lineSum', 'allowances', 'charges', 'net', 'tax', 'total', 'prepaid', 'rounding', 'payable'];

const factsOfMade = (facts: StatedFacts): SaidFacts =>
  factsOfStated({
    ...facts,
    period: facts.period?.join('/') ?? null,
    lines: String(facts.lines),
    taxes: String(facts.taxes),
  });

const factsOfStated = (stated: Stated): SaidFacts =>
  Object.fromEntries(
    Object.entries(stated).map(([field, said]) => [field, sums.includes(field) ? asNumber(said) : said]),
  );

function factsOfEInvoice({ totals, ...invoice }: EInvoice): SaidFacts {
  return {
    ...{ number: invoice.number, issued: invoice.issuedOn, due: invoice.dueOn, currency: invoice.currency },
    ...{ seller: invoice.seller.name, buyer: invoice.buyer.name, type: invoice.type },
    period: invoice.period ? `${invoice.period.from}/${invoice.period.to}` : null,
    ...{ lines: String(invoice.lines.length), taxes: String(invoice.taxes.length) },
    ...{ lineSum: decimal(totals.lines), allowances: decimal(totals.allowances), charges: decimal(totals.charges) },
    ...{ net: decimal(totals.net), tax: decimal(totals.tax), total: decimal(totals.total) },
    ...{ prepaid: decimal(totals.prepaid), rounding: decimal(totals.rounding), payable: decimal(totals.amountDue) },
  };
}

function decimalFacts(proposal: ReturnType<typeof proposalOf>): SaidFacts {
  const { total, tax } = proposal;
  const positive = (money: Money | undefined) => (money ? decimal({ ...money, amount: Math.abs(money.amount) }) : null);
  return { ...factsOfProposal(proposal), total: positive(total?.value), tax: positive(tax?.value) };
}

/** What the XML states and the page says, too: where the page says something else, nothing is known of what is right. */
function onPage(stated: Stated, words: string): SaidFacts {
  const compact = words.replace(/\s/gu, '').toLowerCase();
  const says = (text: string | null) => text !== null && compact.includes(text.replace(/\s/gu, '').toLowerCase());
  const dateIsThere = (iso: string | null) => iso !== null && writtenDays(iso).some(says);
  const sum = (said: string | null | undefined): string | undefined => {
    const value = Math.abs(Number(said ?? Number.NaN));
    return Number.isFinite(value) && writtenSums(value).some((each) => compact.includes(each))
      ? String(value)
      : undefined;
  };
  const { number = null, issued = null, due = null, currency = null } = stated;
  return {
    number: says(number) ? number : undefined,
    issued: dateIsThere(issued) ? issued : undefined,
    due: dateIsThere(due) ? due : undefined,
    currency:
      says(currency) || compact.includes('€') || compact.includes('$') || compact.includes('£')
        ? (currency ?? undefined)
        : undefined,
    total: sum(stated['total']),
    tax: Number(stated['tax']) === 0 ? undefined : sum(stated['tax']),
    // Some say `invoice` of what their page calls a credit note.
    type: Number(stated['total']) < 0 ? undefined : stated['type'],
  };
}

const writtenSums = (value: number): string[] =>
  ['en-GB', 'de-DE', 'de-CH'].flatMap((locale) =>
    [true, false].map((useGrouping) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping })
        .format(value)
        .replace(/\s/gu, ''),
    ),
  );

function writtenDays(iso: string): string[] {
  const [year = '', month = '', day = ''] = iso.split('-');
  const short = [String(Number(day)), String(Number(month))];
  const orders = (['.', '/', '-'] as const).flatMap((mark) => [
    [day, month, year].join(mark),
    [...short, year].join(mark),
    [month, day, year].join(mark),
    [day, month, year.slice(2)].join(mark),
    [year, month, day].join(mark),
  ]);
  const long = ['en-GB', 'en-US', 'de-DE', 'fr-FR'].flatMap((locale) =>
    (['long', 'medium'] as const).map((dateStyle) =>
      new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(new Date(iso)),
    ),
  );
  return [...orders, ...long];
}
