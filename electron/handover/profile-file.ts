import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { type HandoverProfile, handoverProfileSchema, type KeptProfile } from '#shared/handover/profile.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { visibleJson } from '#shared/visible-text.ts';
import { fileErrorOf } from '../files/index.ts';

const fileSchema = z.object({
  format: z.literal('billfold-hand-over-profile'),
  formatVersion: z.literal(1),
  profile: handoverProfileSchema,
});

/** Larger is no profile. */
const mostBytes = 1_000_000;

/** A profile as a file, for whoever keeps other books in the same way. It names accounts of this data folder by their ids. */
export function profileFileText(kept: KeptProfile): string {
  // Without its id, which says nothing elsewhere.
  const profile = handoverProfileSchema.parse(kept);
  const file: z.input<typeof fileSchema> = { format: 'billfold-hand-over-profile', formatVersion: 1, profile };
  return `${visibleJson(file, 2)}\n`;
}

/** Fails with `handover-file-invalid` or the error of a file. */
export async function readProfileFile(file: string): Promise<Result<HandoverProfile>> {
  try {
    if ((await stat(file)).size > mostBytes)
      return fail({ code: 'handover-file-invalid', file: basename(file), field: 'JSON' });
    return profileIn(await readFile(file, 'utf8'), basename(file));
  } catch (cause) {
    return fail(fileErrorOf(cause, dirname(file), file));
  }
}

function profileIn(text: string, file: string): Result<HandoverProfile> {
  const read = fileSchema.safeParse(jsonOf(text));
  if (read.success) return ok(read.data.profile);
  return fail({ code: 'handover-file-invalid', file, field: read.error.issues[0]?.path.join('.') || 'JSON' });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
