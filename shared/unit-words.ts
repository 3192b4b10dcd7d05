import { languageOf, languages } from './messages/index.ts';
import { numbersIn } from './regional.ts';

/** A vendor's own label of what it counts, in one or several: `seat`, `requests`, `GB`, `20 GB` for blocks of so much. */
interface Label {
  /** As the vendor wrote it; null where it sells single units. */
  readonly size: string | null;
  readonly word: string;
}

function labelOf(label: string): Label {
  const bare = label.trim().replace(/^(?:(?:per|each|je|pro)\s+|\/\s*)/i, '');
  // A digit that a word goes on with (`4K minutes`) is no size.
  const [, size, word = ''] = /^(\d[\d.,'’\s]*)(?:(?<=\s)|(?=[kmgt]i?b\b)|$)(.*)$/isu.exec(bare) ?? [];
  if (size === undefined) return { size: null, word: bare };
  return { size: size.trim() === '1' ? null : size.trim(), word };
}

/**
 * The last word in one or in several. Measures (`GB`, `kWh`) stay as they are, and so do words that are no English ones:
 * German nouns begin with a capital, and no rule makes them plural.
 */
function inflected(words: string, one: boolean, locale: string): string {
  const { unit } = languages[languageOf(locale)];
  if (/^(?:units?|einheit(?:en)?)?$/i.test(words)) return one ? unit.one : unit.other;
  const last = words.split(/[\s-]/).at(-1) ?? '';
  const before = words.slice(0, words.length - last.length);
  const isWord = languageOf(locale) === 'en' ? /^[A-Za-z][a-z]{2,}$/ : /^[a-z]{3,}$/;
  if (!isWord.test(last) || isMeasure(last)) return words;
  return before + (one ? singularOf(last) : pluralOf(last));
}

const isMeasure = (word: string): boolean => !/[aeiouy]/i.test(word) || /^(?:min|sec|[kmgt]ib)$/i.test(word);

const isPlural = (word: string): boolean => /[^sui]s$/.test(word);

function singularOf(word: string): string {
  if (!isPlural(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, 'y');
  return word.replace(/(?<=x|ch|sh|ss)es$|s$/, '');
}

function pluralOf(word: string): string {
  if (isPlural(word)) return word;
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  return /(?:x|ch|sh|s)$/.test(word) ? `${word}es` : `${word}s`;
}

/** What a price is for: `GB`, `seat`, `20 GB`, and `unit` where the vendor has no label. */
export function oneUnit(label: string | null, locale: string): string {
  const { size, word } = labelOf(label ?? '');
  return size === null ? inflected(word, true, locale) : `${size} ${inflected(word, false, locale)}`;
}

/** So many of them: `1 seat`, `1,032 GB`, `15 × 20 GB`, `5,000 units`. */
export function countedUnits(value: number, label: string | null, locale: string): string {
  const { size, word } = labelOf(label ?? '');
  const number = numbersIn(locale, { maximumFractionDigits: 2 }).format(value);
  if (size !== null) return `${number} × ${size} ${inflected(word, false, locale)}`;
  return `${number} ${inflected(word, new Intl.PluralRules(locale).select(value) === 'one', locale)}`;
}
