import { z } from 'zod';
import type { UsedAmounts } from '#shared/estimate.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { UsageMetric } from '#shared/usage.ts';

/** imagekit.io/docs/api-reference, "Get account usage": each field may be missing. */
const fields = {
  bandwidth: 'bandwidthBytes',
  storage: 'mediaLibraryStorageBytes',
  'video-processing-units': 'videoProcessingUnitsCount',
  'extension-units': 'extensionUnitsCount',
  'original-cache-storage': 'originalCacheStorageBytes',
} as const satisfies Record<UsageMetric, string>;

// A fraction is billed like a whole one at most, and never passes for less.
const amount = z.number().min(0).max(Number.MAX_SAFE_INTEGER).transform(Math.ceil).nullish();
const usageSchema = z.object({
  bandwidthBytes: amount,
  mediaLibraryStorageBytes: amount,
  videoProcessingUnitsCount: amount,
  extensionUnitsCount: amount,
  originalCacheStorageBytes: amount,
});

/** Fails with `answer-incomplete` where a figure is none, and where there is no figure at all. */
export function readUsage(body: unknown): Result<UsedAmounts> {
  const parsed = usageSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail({
      code: 'answer-incomplete',
      object: 'usage',
      id: null,
      field: issue?.path.join('.') || fields.bandwidth,
    });
  }
  const told = Object.entries(fields).flatMap(([metric, field]) => {
    const value = parsed.data[field];
    return typeof value === 'number' ? [[metric, value] as const] : [];
  });
  if (told.length === 0) return fail({ code: 'answer-incomplete', object: 'usage', id: null, field: fields.bandwidth });
  return ok(Object.fromEntries(told));
}

const problemSchema = z.object({ message: z.string() });

/** ImageKit's own words about a refusal, if it sent any. */
export const messageOf = (body: unknown): string | null => problemSchema.safeParse(body).data?.message ?? null;
