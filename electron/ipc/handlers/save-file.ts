import { basename, dirname } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import { fileErrorOf, makeWhole } from '../../files/index.ts';

/**
 * Makes the file that a person chose a name for; null where nobody chose one. The system's dialog has asked before an
 * existing file is replaced. `write` writes and flushes it under the path that it is given.
 */
export async function saveFile(
  target: string | null,
  write: (part: string) => Promise<unknown>,
): Promise<Result<{ fileName: string } | null>> {
  if (target === null) return ok(null);
  try {
    await makeWhole(target, write);
    return ok({ fileName: basename(target) });
  } catch (cause) {
    return fail(fileErrorOf(cause, dirname(target), target));
  }
}
