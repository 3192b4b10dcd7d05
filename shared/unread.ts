import { z } from 'zod';
import { appErrorSchema } from './errors.ts';

export const unreadKinds = [
  'customer',
  'tax-id',
  'subscription',
  'subscription-item',
  'invoice',
  'invoice-line',
  'credit-note',
  'credit-note-line',
] as const;
export type UnreadKind = (typeof unreadKinds)[number];

/** Something that a vendor sent and that this version of Billfold cannot read. It costs nothing but itself. */
export const unreadObjectSchema = z.object({
  object: z.enum(unreadKinds),
  /** The vendor's id; null where that could not be read either, or of a part that was not sent. */
  id: z.string().nullable(),
  reason: appErrorSchema,
});
export type UnreadName = z.infer<typeof unreadObjectSchema>;
