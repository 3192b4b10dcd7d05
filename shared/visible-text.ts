/*
 * Text from outside (a vendor's, a file's, what somebody typed) as other programs may show it. Characters that nobody sees
 * can change what is seen: a terminal obeys control characters, a direction override turns the text behind it around. They
 * are written like this: `\u202e`, as in JSON.
 */

/** Controls, breaks of lines and paragraphs, direction marks, other unseen ones, halves of characters. The joiners belong to words and emoji. */
const unseen = /[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]--[\u200c\u200d]]/gv;
const unseenInJson = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\n\u200c\u200d]]/gv;

/** Controls and direction marks. Line breaks and tabs belong to a cell's text, and what only is not seen does no harm there. */
const unfitForCells = /[[\p{Cc}\p{Cs}\p{Bidi_Control}]--[\t\n\r]]|\\(?=u[0-9a-f]{4})/gv;

const escaped = (text: string): string => {
  let units = '';
  for (let at = 0; at < text.length; at++) units += `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return units;
};

/** One line for a terminal or a log: what would not be seen, a line break too, is written out. */
export const visibleLine = (text: string): string => text.replace(unseen, escaped);

/** JSON whose strings hold no character that a terminal obeys; read, it is what it was. */
export const visibleJson = (value: unknown, space?: number): string =>
  JSON.stringify(value, null, space).replace(unseenInJson, escaped);

/**
 * Text for a cell of a table. A backslash that would be read as such a sign is written so itself: replacing each
 * `\uXXXX` by its character gives the text back.
 */
export const visibleCell = (text: string): string => text.replace(unfitForCells, escaped);

/**
 * Whether a spreadsheet may take the text for a formula: it begins with `=`, `+`, `-` or `@` in one of their forms, with
 * or without something unseen before, or with a tab or a line break, which some programs skip. The apostrophe that marks
 * such a text as text counts as unseen, so that marked text can be marked again and nothing is lost by taking one away.
 */
export const looksLikeFormula = (text: string): boolean =>
  /^'*(?:[\t\n\r]|[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*[=+\-@＝﹦⁼₌⩵⩶＋﹢⁺₊﬩－﹣−⁻₋‐‑＠﹫])/u.test(
    text,
  );

/**
 * Text from outside within a line of somebody else's words, such as a notification or a mail: line breaks and tabs become
 * spaces, what is not seen is left out, and what is longer than so many UTF-16 units is cut between characters and ends in `…`.
 */
export function oneLine(text: string, longest = 200): string {
  const line = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(unseen, '')
    .trim();
  if (line.length <= longest) return line;
  let kept = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line)) {
    if (kept.length + segment.length >= longest) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
