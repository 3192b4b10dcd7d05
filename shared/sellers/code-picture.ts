/** How a payment code is drawn: EPC069-12 has correction level M and no version above 13, QR codes a margin of four squares. */
export const paymentCodeOptions = { ecc: 'M', boostEcc: false, maxVersion: 13, border: 4 } as const;

/** A code's squares, row by row from the top; true is dark. */
export type Squares = readonly (readonly boolean[])[];

/** An SVG path of all dark squares, a unit each: one piece for each run of them, so that no hairlines are between. */
export const pathOf = (squares: Squares): string =>
  squares
    .flatMap((row, y) => {
      const pieces: string[] = [];
      for (let x = 0; x < row.length; x += 1) {
        if (row[x] !== true) continue;
        const start = x;
        while (row[x + 1] === true) x += 1;
        pieces.push(`M${String(start)} ${String(y)}h${String(x + 1 - start)}v1h-${String(x + 1 - start)}z`);
      }
      return pieces;
    })
    .join('');
