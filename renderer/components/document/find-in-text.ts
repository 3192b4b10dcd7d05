/** A run of text as pdf.js gives it: one per positioned string of the page. */
export interface TextRun {
  readonly text: string;
  /** The run is the last of its line. */
  readonly endsLine: boolean;
}

/** Part of a run to be marked: characters `from` up to `to` of run number `run`. */
export interface MarkedPart {
  readonly run: number;
  readonly from: number;
  readonly to: number;
}

export interface Hit {
  /** Counted from 1. */
  readonly page: number;
  readonly parts: readonly MarkedPart[];
}

interface Folded {
  readonly text: string;
  /** For each folded character the run and character that it came from; run -1 for a line's end. */
  readonly origins: readonly { readonly run: number; readonly at: number }[];
}

const spaces = /\s/u;
const marks = /\p{M}/gu;

/** Lower case without accents, every stretch of white space as one blank. */
function fold(runs: readonly TextRun[]): Folded {
  let text = '';
  const origins: { run: number; at: number }[] = [];
  const append = (folded: string, run: number, at: number) => {
    for (const each of folded) {
      const blank = spaces.test(each);
      if (blank && (text === '' || text.endsWith(' '))) continue;
      text += blank ? ' ' : each;
      for (let unit = 0; unit < each.length; unit += 1) origins.push({ run, at });
    }
  };
  runs.forEach((run, number) => {
    let at = 0;
    for (const character of run.text) {
      append(foldCharacter(character), number, at);
      at += character.length;
    }
    if (run.endsLine) append(' ', -1, 0);
  });
  return { text, origins };
}

const foldCharacter = (character: string) => character.normalize('NFKD').replace(marks, '').toLowerCase();

const foldQuery = (query: string) => foldCharacter(query.trim()).replace(/\s+/gu, ' ');

/** Where `query` stands on a page, without regard to case, accents and line breaks. Nothing for an empty query. */
export function findOnPage(runs: readonly TextRun[], query: string, page: number): Hit[] {
  const wanted = foldQuery(query);
  if (wanted === '') return [];
  const { text, origins } = fold(runs);
  const hits: Hit[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    hits.push({ page, parts: partsOf(runs, origins.slice(at, at + wanted.length)) });
  }
  return hits;
}

function partsOf(runs: readonly TextRun[], origins: Folded['origins']): MarkedPart[] {
  const parts: { run: number; from: number; to: number }[] = [];
  for (const { run, at } of origins) {
    const character = run < 0 ? undefined : runs[run]?.text.codePointAt(at);
    if (character === undefined) continue;
    const to = at + String.fromCodePoint(character).length;
    const last = parts.at(-1);
    if (last?.run === run) last.to = Math.max(last.to, to);
    else parts.push({ run, from: at, to });
  }
  return parts;
}

/** The hit to go to first: the first on the page being read or after it, else the first of all; -1 without hits. */
export function firstHitFrom(hits: readonly Hit[], page: number): number {
  if (hits.length === 0) return -1;
  return Math.max(
    0,
    hits.findIndex((hit) => hit.page >= page),
  );
}

/** The next or previous hit, around the ends. */
export const hitAfter = (current: number, step: 1 | -1, count: number): number =>
  count === 0 ? -1 : (current + step + count) % count;
