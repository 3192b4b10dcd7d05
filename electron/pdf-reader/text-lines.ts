/** A piece of text on a page: left and right edge and height of its baseline, in points. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

/** Puts pieces at one height into one line, from left to right; a gap wider than a letter becomes two blanks. */
export function linesOf(pieces: readonly PlacedText[]): string[] {
  const rows: { baseline: number; size: number; pieces: PlacedText[] }[] = [];
  const sorted = pieces.filter(({ text }) => text.trim() !== '').sort((a, b) => b.baseline - a.baseline);
  for (const piece of sorted) {
    const row = rows.at(-1);
    if (row && row.baseline - piece.baseline <= Math.min(row.size, piece.size) / 3) row.pieces.push(piece);
    else rows.push({ baseline: piece.baseline, size: piece.size, pieces: [piece] });
  }
  return rows.map((row) => {
    let line = '';
    let end = Number.NaN;
    for (const { text, left, right, size } of row.pieces.sort((a, b) => a.left - b.left)) {
      const gap = left - end;
      line += Number.isNaN(end) || gap < size * 0.1 ? text : (gap > size ? '  ' : ' ') + text;
      end = Math.max(right, Number.isNaN(end) ? right : end);
    }
    return line.trim();
  });
}
