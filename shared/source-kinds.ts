import { z } from 'zod';

/** The vendors that Billfold has a source for. */
export const sourceKindSchema = z.enum(['stripe', 'imagekit']);
export type SourceKind = z.infer<typeof sourceKindSchema>;
