import { z } from 'zod';
import { instantSchema } from '../time.ts';
import { learnedPlaceSchema } from './page/learned.ts';

/** Where a field stands on a seller's pages, as a person once corrected it. */
export const learnedLayoutSchema = learnedPlaceSchema.extend({
  id: z.string(),
  /** As the page named it. */
  seller: z.string(),
  learnedAt: instantSchema,
});
export type LearnedLayout = z.infer<typeof learnedLayoutSchema>;
