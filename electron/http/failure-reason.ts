import { isSystemCode, type SystemCode } from '#shared/system-code.ts';

/** What libraries put around the error that says why. */
const wrappers = new Set(['ERR_NETWORK', 'ERR_BAD_RESPONSE', 'ERR_BAD_REQUEST', 'ERR_FAILED', 'ECONNABORTED']);

/**
 * Why a request came to nothing, as a code: Chromium's (`ERR_NAME_NOT_RESOLVED`) where it is inside the error, else Node's
 * (`ENOTFOUND`), else `ERR_FAILED`. Never a message: one could quote an address with its query.
 */
export function failureReason(cause: unknown): SystemCode {
  const codes = codesOf(cause);
  return codes.find((code) => !wrappers.has(code)) ?? 'ERR_FAILED';
}

const codeInMessage = /\b(?:ERR_[A-Z0-9_]{2,56}|E[A-Z]{4,}|(?:UND|CERT)_[A-Z_]{2,56})\b/;

/** The codes inside an error, outermost first. */
function codesOf(error: unknown, depth = 0): SystemCode[] {
  if (depth > 5 || typeof error !== 'object' || error === null) return [];
  const { code, message, cause, detail, exception, errors } = error as Partial<Record<string, unknown>>;
  const own = [code, typeof message === 'string' ? codeIn(message) : null].filter(isSystemCode);
  const inside: unknown[] = [cause, detail, exception, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return [...own, ...inside.flatMap((each) => codesOf(each, depth + 1))];
}

function codeIn(message: string): string | undefined {
  // Electron and Node tell a refused redirect in words.
  return codeInMessage.exec(message)?.[0] ?? (/redirect/i.test(message) ? 'ERR_UNEXPECTED_REDIRECT' : undefined);
}
