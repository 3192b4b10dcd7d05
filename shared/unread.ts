import { z } from 'zod';
import { type AppError, appErrorSchema } from './errors.ts';

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

/** How many there are of each kind, those that could not be read included; of kinds that are not here nobody knows. */
export type UnreadTotals = Partial<Readonly<Record<UnreadKind, number>>>;

/** All of one kind that could not be read, with the different reasons. */
export interface UnreadGroup {
  readonly object: UnreadKind;
  readonly count: number;
  /** Null where it is not known how many there are. */
  readonly total: number | null;
  readonly reasons: readonly AppError[];
}

/** By kind, in the order in which they come. */
export function groupUnread(unread: readonly UnreadName[], totals: UnreadTotals): UnreadGroup[] {
  return [...Map.groupBy(unread, ({ object }) => object)].map(([object, each]) => ({
    object,
    count: each.length,
    total: totals[object] ?? null,
    reasons: [...new Map(each.map(({ reason }) => [JSON.stringify(reason), reason])).values()],
  }));
}

/** So many reasons of a kind are reported; the rest is counted. */
export const maxUnreadReasons = 3;
