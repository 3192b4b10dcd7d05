import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { instantSchema } from './time.ts';

/**
 * What is known of newer versions. `ability`: whether this copy can install one itself (`installs`), can only tell of it
 * (`tells`: a package manager's, or one whose signature cannot be checked), or was made without a place to look (`none`).
 */
export const updateStateSchema = z.object({
  version: z.string(),
  ability: z.enum(['installs', 'tells', 'none']),
  /** Switched off in Settings, or by the organization. */
  off: z.boolean(),
  lookedAt: instantSchema.nullable(),
  found: z
    .object({
      version: z.string(),
      /** What is new, as plain text; null where nobody said. */
      notes: z.string().nullable(),
    })
    .nullable(),
  /** `ready`: downloaded and checked; it is installed when Billfold quits. */
  stage: z.enum(['idle', 'looking', 'downloading', 'ready']),
  /** Of the download, 0 to 1. */
  progress: z.number(),
  error: appErrorSchema.nullable(),
});
export type UpdateState = z.infer<typeof updateStateSchema>;
