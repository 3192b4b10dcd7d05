import { z } from 'zod';
import { knownSchema } from './invoice-money.ts';
import { moneySchema } from './money.ts';
import { quantitySchema } from './quantity.ts';
import { reasonSchema } from './reasons.ts';
import { daySchema, instantSchema } from './time.ts';

/** What somebody may have to see to, the most pressing first. */
export const toDoKinds = [
  'not-watched',
  'payment-failed',
  'details-changed',
  'seller-alarm',
  'alert-exceeded',
  'budget-exceeded',
  'invoice-overdue',
  'notice-due',
  'mailbox-failed',
  'alert-not-compared',
  'invoice-due',
  'card-expiring',
  'invoice-expected',
  'import-waiting',
  'finding',
  'export-failed',
] as const;
export type ToDoKind = (typeof toDoKinds)[number];

/** What goes away by no deed that Billfold sees: somebody says that it is done. */
const closable: ReadonlySet<ToDoKind> = new Set<ToDoKind>(['notice-due', 'card-expiring', 'invoice-expected']);
export const mayBeClosed = (kind: ToDoKind): boolean => closable.has(kind);

/** What was decided about an item, and by whom (the operating system's name). */
export const toDoDecisionSchema = z.object({
  what: z.enum(['later', 'done']),
  by: z.string(),
  at: instantSchema,
  /** When it comes back; null of what is done. */
  until: instantSchema.nullable(),
});
export type ToDoDecision = z.infer<typeof toDoDecisionSchema>;

export const toDoItemSchema = z.object({
  /** The same while it is the same matter: a kind and what it is about. */
  id: z.string(),
  kind: z.enum(toDoKinds),
  /** Null where it is of no single account. */
  accountId: z.string().nullable(),
  accountName: z.string(),
  practice: z.boolean(),
  /** A plan, an invoice's number, a card or a name; empty where there is none. */
  subject: z.string(),
  amount: z.union([knownSchema(moneySchema), quantitySchema]).nullable(),
  /** An alert's threshold or a budget. */
  limit: z.union([moneySchema, quantitySchema]).nullable(),
  /** When it is due, or expires. */
  day: daySchema.nullable(),
  /** Since when; null where that is not known. */
  since: instantSchema.nullable(),
  /** How many things it stands for. */
  count: z.int(),
  reason: reasonSchema.nullable(),
  /** What its step needs: the archive's key of an invoice, the id of an alert event or a subscription. */
  about: z.string().nullable(),
  decision: toDoDecisionSchema.nullable(),
});
export type ToDoItem = z.infer<typeof toDoItemSchema>;

/** How much there is to do, and which accounts nobody watches: what rail, tray and title say. */
export const attentionSchema = z.object({
  open: z.int(),
  /** Names of accounts that are not watched. */
  unwatched: z.array(z.string()),
  accounts: z.int(),
});
export type Attention = z.infer<typeof attentionSchema>;

const rank = new Map(toDoKinds.map((kind, place) => [kind, place]));
const placeOf = ({ kind }: ToDoItem): number => rank.get(kind) ?? toDoKinds.length;

/** By kind, then by day and age. */
export const mostPressingFirst = (a: ToDoItem, b: ToDoItem): number =>
  placeOf(a) - placeOf(b) ||
  (a.day ?? '').localeCompare(b.day ?? '') ||
  (a.since ?? '').localeCompare(b.since ?? '') ||
  a.id.localeCompare(b.id);
