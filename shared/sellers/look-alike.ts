import { nameKey } from './names.ts';

/*
 * Whether a name or a domain was made to be taken for another one. Letters are compared by how they look
 * (Unicode UTS #39 calls this the skeleton), then by single slips, then by words put before or behind.
 */

/** Letters of other scripts by the Latin one that they look like, after folding. */
const confusables: Readonly<Record<string, string>> = {
  // Cyrillic
  ...{ а: 'a', в: 'b', е: 'e', ё: 'e', з: '3', и: 'u', й: 'u', к: 'k', м: 'm', н: 'h', о: 'o', п: 'n', р: 'p' },
  ...{ с: 'c', т: 't', у: 'y', х: 'x', ь: 'b', ѕ: 's', і: 'i', ї: 'i', ј: 'j', ԁ: 'd', ԛ: 'q', ԝ: 'w', һ: 'h', ӏ: 'l' },
  ...{ г: 'r', ґ: 'r', ѵ: 'v', ӕ: 'ae', ү: 'y', ғ: 'f' },
  // Greek
  ...{ α: 'a', β: 'b', γ: 'y', ε: 'e', ζ: 'z', η: 'n', ι: 'i', κ: 'k', μ: 'm', ν: 'v', ο: 'o', π: 'n', ρ: 'p' },
  ...{ σ: 'o', ς: 'c', τ: 't', υ: 'u', χ: 'x', ω: 'w', ϲ: 'c', ϳ: 'j' },
  // Armenian, Cherokee, Lisu and Latin of phonetics
  ...{ ա: 'w', օ: 'o', ո: 'n', ս: 'u', հ: 'h', ց: 'g', ք: 'p', յ: 'j', զ: 'q', ꓲ: 'l', ꓳ: 'o' },
  ...{ ı: 'i', ɑ: 'a', ɡ: 'g', ɩ: 'i', ʟ: 'l', ʏ: 'y', ᴀ: 'a', ʙ: 'b', ᴄ: 'c', ᴅ: 'd', ᴇ: 'e', ɢ: 'g', ʜ: 'h', ɪ: 'i' },
  ...{ ᴊ: 'j', ᴋ: 'k', ᴍ: 'm', ɴ: 'n', ᴏ: 'o', ᴘ: 'p', ʀ: 'r', ꜱ: 's', ᴛ: 't', ᴜ: 'u', ᴠ: 'v', ᴡ: 'w', ᴢ: 'z' },
  ...{ ƅ: 'b', ƍ: 'g', ƨ: 's', ƽ: 's', ǀ: 'l', ɯ: 'w', ʋ: 'v', đ: 'd', ħ: 'h', ŧ: 't', ƒ: 'f', ł: 'l', ø: 'o' },
};

/** What a reader may take for something else: pairs first. Each side becomes the same. */
const pairs: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/[1|!i]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
  [/3/g, 'e'],
];

/** How a folded text looks. Two texts of one skeleton are hard to tell apart. */
export function skeletonOf(folded: string): string {
  const latin = Array.from(folded.replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
    .map((letter) => confusables[letter] ?? letter)
    .join('');
  return pairs.reduce((text, [pattern, as]) => text.replace(pattern, as), latin);
}

/** Whether so many letters put in, left out, changed or swapped with the next make one of the other. */
export function withinEdits(one: string, other: string, edits: number): boolean {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a === b) return true;
  if (edits === 0 || Math.abs(a.length - b.length) > edits) return false;
  const rest = edits - 1;
  return (
    withinEdits(a.slice(1), b, rest) ||
    withinEdits(a, b.slice(1), rest) ||
    withinEdits(a.slice(1), b.slice(1), rest) ||
    (a[0] === b[1] && a[1] === b[0] && a.length > 1 && withinEdits(a.slice(2), b.slice(2), rest))
  );
}

/** Short ones are like many others. */
const editsOf = (length: number): number => (length < 6 ? 0 : length < 12 ? 1 : 2);

/** How something looks like something known without being it. */
export const likenesses = ['confusable', 'misspelt', 'words-added', 'other-ending'] as const;
export type Likeness = (typeof likenesses)[number];

/** Shorter words are part of too many names. */
const tellingWord = 5;

const contains = (longer: readonly string[], shorter: readonly string[]): boolean =>
  longer.some((_, at) => shorter.every((word, index) => longer[at + index] === word));

/** A name or a domain as it is compared, made once for each. */
export interface Look {
  readonly key: string;
  /** What a reader goes by: the name, or the main label of the domain; and how that looks. */
  readonly text: string;
  readonly skeleton: string;
  /** Of a domain: what stands behind its main label. */
  readonly ending: string;
}

export function lookOfName(name: string): Look {
  const key = nameKey(name);
  return { key, text: key, skeleton: skeletonOf(key), ending: '' };
}

/** Of a registered domain, as `domainKey` answers it, in Unicode. */
export function lookOfDomain(domain: string): Look {
  const dot = domain.indexOf('.');
  const text = domain.slice(0, dot);
  return { key: domain, text, skeleton: skeletonOf(text), ending: domain.slice(dot + 1) };
}

function isMisspelt(one: Look, other: Look): boolean {
  const edits = editsOf(Math.min(one.text.length, other.text.length));
  return withinEdits(one.text, other.text, edits) || withinEdits(one.skeleton, other.skeleton, edits);
}

/** How a name looks like a known one; null where it is the same, or another one. */
export function nameLikeness(name: Look, known: Look): Likeness | null {
  if (name.key === known.key || name.key === '' || known.key === '') return null;
  const [one, other] = [name.skeleton, known.skeleton];
  if (one.replaceAll(' ', '') === other.replaceAll(' ', '')) return 'confusable';
  if (isMisspelt(name, known)) return 'misspelt';
  const [shorter = [], longer = []] = [one.split(' '), other.split(' ')].sort((x, y) => x.length - y.length);
  const isTelling = shorter.some((word) => word.length >= tellingWord);
  return isTelling && contains(longer, shorter) ? 'words-added' : null;
}

/** The same of domains. */
export function domainLikeness(domain: Look, known: Look): Likeness | null {
  if (domain.key === known.key) return null;
  if (domain.skeleton === known.skeleton) return domain.ending === known.ending ? 'confusable' : 'other-ending';
  if (isMisspelt(domain, known)) return 'misspelt';
  return known.skeleton.length >= tellingWord && domain.skeleton.includes(known.skeleton) ? 'words-added' : null;
}
