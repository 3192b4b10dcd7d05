/**
 * The largest amount that is taken out of a file or typed for one, in minor units: a trillion of most currencies. Far above
 * every invoice, and the sum of 90,000 such still fits into the database's 64 bits.
 */
export const largestImported = 1e14;

/** Whether an amount in minor units can be an invoice's. */
export const isImportable = (minor: number): boolean => Number.isInteger(minor) && Math.abs(minor) <= largestImported;
