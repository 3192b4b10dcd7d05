import { basename } from 'node:path';
import type { AppError } from '#shared/errors.ts';
import { isSystemCode, type SystemCode } from '#shared/system-code.ts';

const fullCodes = new Set(['ENOSPC', 'EDQUOT']);
const readOnlyCodes = new Set(['EROFS', 'EACCES', 'EPERM']);
const missingCodes = new Set(['ENOENT', 'ENOTDIR']);

/** The code of a failed file operation, e.g. `ENOSPC`; null for anything else. */
const fileCode = (cause: unknown): SystemCode | null =>
  cause instanceof Error && 'code' in cause && isSystemCode(cause.code) && /^E[A-Z0-9]+$/.test(cause.code)
    ? cause.code
    : null;

export const isFileCode = (cause: unknown, ...codes: string[]): boolean => codes.includes(fileCode(cause) ?? '');

/** For `catch`: `value` where the file is not there, as the codes say; any other failure is thrown on. */
export const ifMissing =
  <T>(value: T, codes = ['ENOENT', 'ENOTDIR']) =>
  (cause: unknown): T => {
    if (isFileCode(cause, ...codes)) return value;
    throw cause;
  };

/** What a failed file operation in `folder` means to the user. Anything but a file operation's failure is thrown on. */
export function fileErrorOf(cause: unknown, folder: string, file: string): AppError {
  const code = fileCode(cause);
  if (code === null) throw cause;
  if (fullCodes.has(code)) return { code: 'disk-full', folder };
  if (readOnlyCodes.has(code)) return { code: 'folder-read-only', folder };
  if (missingCodes.has(code)) return { code: 'folder-not-found', folder };
  return { code: 'file-failed', file: basename(file), reason: code };
}

/** Whether no other file of that folder would fare better. */
export const stopsAll = (error: AppError): boolean =>
  error.code === 'disk-full' || error.code === 'folder-read-only' || error.code === 'folder-not-found';
