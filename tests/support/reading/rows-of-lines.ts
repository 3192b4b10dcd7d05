import { type Row, rowsOf } from '#shared/import/page/rows.ts';

const letter = 6;
const lineHeight = 14;

/** Lines of text as they would stand on a page in letters of one width: two blanks begin another column. */
export const rowsOfLines = (lines: readonly string[]): Row[] =>
  rowsOf(
    lines.flatMap((line, index) =>
      [...line.matchAll(/\S+(?: \S+)*/gu)].map(({ 0: text, index: at }) => ({
        text,
        left: at * letter,
        right: (at + text.length) * letter,
        baseline: -index * lineHeight,
        size: 10,
      })),
    ),
    1,
  );
