/**
 * A column of amounts, to be summed up: SQLite's sum of whole numbers fails where it leaves 64 bits, even on the way. That of
 * floating point carries what it rounds along (Kahan and Babuška, since SQLite 3.43), so that a sum that is a safe integer
 * is exact, and one that is none is seen by that.
 */
export const wide = (column: string): string => `CAST(${column} AS REAL)`;
