/**
 * A code of Chromium's, Node's or SQLite's for what failed (`ERR_NAME_NOT_RESOLVED`, `ENOSPC`, `SQLITE_CORRUPT`). Capitals
 * only: no message passes for one.
 */
export type SystemCode = Uppercase<string>;

const pattern = /^[A-Z][A-Z0-9_]{2,59}$/;

export const isSystemCode = (value: unknown): value is SystemCode => typeof value === 'string' && pattern.test(value);

/** Of what failed without a code of its own. */
export const systemCodeOf = (value: unknown): SystemCode => (isSystemCode(value) ? value : 'ERR_FAILED');
