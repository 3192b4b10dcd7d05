import { rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { systemCodeOf, type SystemCode } from '#shared/system-code.ts';
import { removePart, writePart } from '../files/index.ts';

export const codeOfFile = (cause: unknown): SystemCode =>
  systemCodeOf(cause instanceof Error && 'code' in cause ? cause.code : null);

/** Writes a small file into a folder and takes it away again. The code of what kept it from that; null where nothing did. */
export async function writeProbe(folder: string): Promise<SystemCode | null> {
  const part = join(folder, `.billfold-${randomUUID()}.part`);
  try {
    await writePart(part, Buffer.alloc(4096));
    await rm(part);
    return null;
  } catch (cause) {
    await removePart(part).catch(() => undefined);
    return codeOfFile(cause);
  }
}
