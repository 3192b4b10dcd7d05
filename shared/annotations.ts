import { z } from 'zod';

/** What stands between the tags of an invoice; no tag holds a comma. */
export const tagSeparator = ', ';
const longestTag = 40;
const maxTags = 20;

const short = z.string().max(80);
const tagSchema = z
  .string()
  .min(1)
  .max(longestTag)
  .regex(/^[^,\n]+$/);

/** What a cost centre and a purchase order number are at an account, for its invoices that have none of their own. */
export const referencesSchema = z.object({ costCentre: short.nullable(), poNumber: short.nullable() });
export type References = z.infer<typeof referencesSchema>;

/** What people add to an invoice. Null references mean its account's. */
export const annotationSchema = referencesSchema.extend({
  note: z.string().max(4000).nullable(),
  tags: z.array(tagSchema).max(maxTags),
});
export type Annotation = z.infer<typeof annotationSchema>;

/** The tags that a person typed, parted by commas: trimmed, cut to what fits, each once whatever its case. */
export function tagsFrom(text: string): string[] {
  const tags = new Map<string, string>();
  for (const piece of text.split(/[,\n]/)) {
    const tag = piece.replace(/\s+/g, ' ').trim().slice(0, longestTag).trim();
    if (tag !== '' && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  return [...tags.values()].slice(0, maxTags);
}

/** Text as it is kept: without blanks around it, null when nothing is left. */
export const textOrNull = (text: string | null): string | null => text?.trim() || null;
