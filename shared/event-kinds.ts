import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { moneySchema } from './money.ts';
import { daySchema } from './time.ts';

/** What is told beside alerts, once each. */
export const noticeKinds = [
  'payment-failed',
  'invoice-new',
  'invoice-due',
  'invoice-overdue',
  'card-expiring',
  'budget',
  'invoice-missing',
  'notice-due',
  'mailbox-failed',
  'export-failed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Everything that somebody is told of; `shared/messages` has the words, and channels choose among them. */
export const eventKinds = ['alert-event', 'not-compared', 'outage', 'details-changed', ...noticeKinds] as const;
export const eventKindSchema = z.enum(eventKinds);
export type EventKind = z.infer<typeof eventKindSchema>;

/** What a notice names. Null: there is none, or it is not known. */
export const noticeFactsSchema = z.object({
  /** An invoice's number, a card, a budget, a seller, a plan, a mailbox's user. */
  what: z.string().nullable(),
  amount: moneySchema.nullable(),
  /** Due date, last day of a card's validity or to give notice, day by which an invoice was expected. */
  day: daySchema.nullable(),
  /** Why something could not be done. */
  error: appErrorSchema.optional(),
});
export type NoticeFacts = z.infer<typeof noticeFactsSchema>;

/** Something that was found. `subject` is its identity within its account and kind: what was told of it is not told again. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly facts: NoticeFacts;
}
