import { amountsIn, currencyCodes } from './amounts.ts';
import { currencyLabels } from './fact-labels.ts';
import { labelled } from './labelled.ts';
import { lineOf, type Row } from './rows.ts';

const code = new RegExp(String.raw`(?<!\p{L})(?:${currencyCodes})(?!\p{L})`, 'gu');
const named = new RegExp(String.raw`^(?:(${currencyCodes})(?!\p{L})|(euros?)(?!\p{L})|(€))`, 'iu');
/** In a table's head or a label: `Total (EUR)`, `Betrag in EURO`, `all amounts in USD`. */
const inLabel = new RegExp(
  String.raw`\((?:in\s+)?(?:(${currencyCodes})|EUROS?|€)\)|(?<!\p{L})(?:in|en)\s+(?:(${currencyCodes})|EUROS?|Euros?|€)(?!\p{L})`,
  'gu',
);
/** Whose dollars they are is not sure where these stand. */
const otherDollars = /\b(?:Canada|Australia|New Zealand|Singapore|Hong Kong|México|Mexico|Taiwan|ABN|GST|HST)\b/u;
const dollars = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'BRL'];

/** The currency of a page's sums: what it states, or what stands beside most of its amounts; null where that is not clear. */
export function currencyOn(rows: readonly Row[]): string | null {
  const lines = rows.map(lineOf).filter((line) => line.length <= 1_000);
  const stated = new Set([...labelled(rows, currencyLabels, takeCurrency)].map(({ value }) => value));
  const [only] = stated;
  if (only !== undefined && stated.size === 1) return only;

  const codes = count(lines.flatMap((line) => line.match(code) ?? []));
  const beside = count(
    lines.flatMap((line) =>
      amountsIn(line).flatMap(({ currency, sign }) =>
        currency === null || sign === 'Fr.' ? [] : [ofSign(currency, sign, codes, lines)],
      ),
    ),
  );
  const inLabels = count(
    lines.flatMap((line) => [...line.matchAll(inLabel)].map(([, first, second]) => first ?? second ?? 'EUR')),
  );
  const all = count([...expand(beside), ...expand(inLabels, 2)]);
  return ahead(all) ?? (all.size === 0 ? (ahead(codes) ?? loose(lines)) : null);
}

const takeCurrency = (text: string) => {
  const [whole, letters, euro, sign] = named.exec(text) ?? [];
  if (whole === undefined) return null;
  return { value: euro !== undefined || sign !== undefined ? 'EUR' : (letters ?? '').toUpperCase(), end: whole.length };
};

/** A bare dollar is the dollar that a code on the page names; none, where other dollars are likely. */
function ofSign(
  currency: string,
  sign: string | null,
  codes: ReadonlyMap<string, number>,
  lines: readonly string[],
): string {
  if (sign === '¥') return codes.has('CNY') && !codes.has('JPY') ? 'CNY' : currency;
  if (sign !== '$') return currency;
  const own = dollars.filter((each) => codes.has(each));
  if (own.length === 1) return own[0] ?? currency;
  return own.length === 0 && lines.some((line) => otherDollars.test(line)) ? '$' : currency;
}

function count(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const expand = (counts: ReadonlyMap<string, number>, weight = 1): string[] =>
  [...counts].flatMap(([value, times]) => Array<string>(times * weight).fill(value));

/** Twice as often as any other. */
function ahead(counts: ReadonlyMap<string, number>): string | null {
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first && /^[A-Z]{3}$/u.test(first[0]) && first[1] >= 2 * (second?.[1] ?? 0) ? first[0] : null;
}

/** A sign or a word without any amount beside it. */
const loose = (lines: readonly string[]): string | null =>
  lines.some((line) => /€|(?<!\p{L})euros?(?!\p{L})/iu.test(line))
    ? 'EUR'
    : lines.some((line) => /(?<!\p{L})(?:SFr|Fr)\.\s*\d/u.test(line))
      ? 'CHF'
      : null;
