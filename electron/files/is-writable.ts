import { accessSync, constants } from 'node:fs';

/** Whether a file or folder that is there may be written to; true for one that is not there. */
export function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  }
}
