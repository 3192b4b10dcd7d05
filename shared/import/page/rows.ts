/** A piece of text on a page: left and right edge and height of its baseline above the foot, in points. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

/** What belongs together within a row: words with no wider gap than a letter between them. */
export interface Cell {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** What stands at one height of a page, from left to right. */
export interface Row {
  readonly page: number;
  readonly baseline: number;
  readonly size: number;
  readonly cells: readonly Cell[];
}

/** Dots or strokes that lead the eye from a label to its value. */
const leader = /[.·…_]{4,}|(?:[.·…] ){4,}[.·…]?/gu;

/** Puts pieces at one height into one row, from left to right. */
export function rowsOf(pieces: readonly PlacedText[], page: number): Row[] {
  const heights: { baseline: number; size: number; pieces: PlacedText[] }[] = [];
  const sorted = pieces.flatMap(apart).sort((a, b) => b.baseline - a.baseline);
  for (const piece of sorted) {
    const height = heights.at(-1);
    if (height && height.baseline - piece.baseline <= Math.min(height.size, piece.size) / 3) height.pieces.push(piece);
    else heights.push({ baseline: piece.baseline, size: piece.size, pieces: [piece] });
  }
  return heights.map(({ baseline, size, pieces: own }) => ({ page, baseline, size, cells: cellsOf(own) }));
}

/** A piece without leaders and wide gaps inside; where these were, it becomes several. */
function apart(piece: PlacedText): PlacedText[] {
  const { text, left, right } = piece;
  const clean = text.replace(leader, (dots) => ' '.repeat(dots.length));
  const width = (right - left) / Math.max(1, text.length);
  return [...clean.matchAll(/\S+(?: \S+)*/gu)].map((match) => ({
    ...piece,
    text: match[0],
    left: left + match.index * width,
    right: left + (match.index + match[0].length) * width,
  }));
}

function cellsOf(pieces: PlacedText[]): Cell[] {
  const cells: { text: string; left: number; right: number }[] = [];
  for (const { text, left, right, size } of pieces.sort((a, b) => a.left - b.left)) {
    const cell = cells.at(-1);
    const gap = cell ? left - cell.right : 0;
    if (!cell || gap > size) cells.push({ text, left, right });
    else {
      cell.text += gap < size * 0.1 ? text : ` ${text}`;
      cell.right = Math.max(cell.right, right);
    }
  }
  return cells;
}

/** A row as one line, two blanks between its cells. */
export const lineOf = ({ cells }: Row): string => cells.map(({ text }) => text).join('  ');

/** A value stands at most so many sizes of letters below its label. */
const farthest = 2.8;
/** And what stands aside is at most so many sizes of letters lower or higher. */
const aside = 0.5;

/** The cell right under another: in the next row that has something in its column. */
export function cellBelow(
  rows: readonly Row[],
  index: number,
  { left, right }: Cell,
): { readonly cell: Cell; readonly row: number } | null {
  const from = rows[index];
  if (!from) return null;
  for (let next = index + 1; next < rows.length; next += 1) {
    const row = rows[next];
    if (row?.page !== from.page || from.baseline - row.baseline > farthest * Math.max(from.size, row.size)) return null;
    const cell = row.cells.find((each) => isUnder(each, { left, right }));
    if (cell) return { cell, row: next };
  }
  return null;
}

/** The next cell to the right that stands a little lower or higher: small labels beside large values. */
export function cellAside(
  rows: readonly Row[],
  index: number,
  { right }: Cell,
): { readonly cell: Cell; readonly row: number } | null {
  const from = rows[index];
  for (const next of [index + 1, index - 1]) {
    const row = rows[next];
    if (!from || row?.page !== from.page) continue;
    if (Math.abs(from.baseline - row.baseline) > aside * Math.max(from.size, row.size)) continue;
    const cell = row.cells.find((each) => each.left >= right);
    if (cell) return { cell, row: next };
  }
  return null;
}

/** Both begin or end at one place, or one stands within the width of the other. */
function isUnder(cell: Pick<Cell, 'left' | 'right'>, label: Pick<Cell, 'left' | 'right'>): boolean {
  const shared = Math.min(cell.right, label.right) - Math.max(cell.left, label.left);
  const narrower = Math.min(cell.right - cell.left, label.right - label.left);
  return Math.abs(cell.left - label.left) <= 4 || Math.abs(cell.right - label.right) <= 4 || shared >= narrower * 0.6;
}
