import { z } from 'zod';
import { freshnessSchema, keyPlaceSchema } from '../../accounts.ts';
import { budgetSchema, budgetStandingSchema, newBudgetSchema } from '../../desk/budgets.ts';
import { calendarEntrySchema } from '../../desk/calendar.ts';
import { contractSchema, renewalSchema } from '../../desk/contracts.ts';
import { accountFiguresSchema, nextInvoiceSchema } from '../../desk/figures.ts';
import { nextAlertSchema } from '../../desk/next-alert.ts';
import { enteredRateSchema, ratesSchema } from '../../desk/rates.ts';
import { currencySchema, sumsSchema } from '../../money.ts';
import { attentionSchema, toDoItemSchema } from '../../to-do.ts';
import { instantSchema, monthSchema } from '../../time.ts';
import { nothing } from './requests.ts';

const place = z.object({ accountId: z.string(), hidden: z.boolean() });

/** One account on the first screen. */
export const deskRowSchema = place.extend({
  name: z.string(),
  practice: z.boolean(),
  keyPlace: keyPlaceSchema,
  freshness: freshnessSchema,
  /** When its figures were read; null where they never were. */
  asOf: instantSchema.nullable(),
  /** One entry a currency; none where no invoice is coming or nothing was read. */
  figures: z.array(accountFiguresSchema),
  /** How many alerts watch it, and how many of them cannot be compared. */
  alerts: z.int(),
  uncomparedAlerts: z.int(),
  nextAlert: nextAlertSchema.nullable(),
  nextInvoice: nextInvoiceSchema.nullable(),
  /** What is still to be paid of its open invoices, and of how many nobody knows that. */
  unpaid: sumsSchema,
  unpaidUnknown: z.int(),
  overdue: z.int(),
  /** Invoices of the last twelve months by month of issue, the running one last. */
  months: z.array(sumsSchema.extend({ month: monthSchema })),
  /** All its invoices were fetched once. */
  synced: z.boolean(),
});

export const deskSchema = z.object({
  /** In the order made by hand; those that nobody placed come last. */
  rows: z.array(deskRowSchema),
  /** Null while sums stay in their own currencies. */
  rates: ratesSchema.nullable(),
  budgets: z.array(budgetSchema.extend({ standings: z.array(budgetStandingSchema) })),
});

const contractKey = contractSchema.pick({ accountId: true, subscriptionId: true });
const item = z.object({ id: z.string().max(500) });

export const deskCalls = {
  'desk.get': { request: nothing, response: deskSchema },
  /** The order of the first screen, and which accounts are out of sight there. */
  'desk.arrange': { request: z.object({ places: z.array(place).max(1000) }), response: nothing },
  'desk.setBase': { request: z.object({ currency: currencySchema.nullable() }), response: nothing },
  'desk.setRate': { request: enteredRateSchema.extend({ base: currencySchema }), response: nothing },
  'desk.removeRate': { request: z.object({ base: currencySchema, currency: currencySchema }), response: nothing },
  /** Upcoming invoices, payments, renewals, last days to give notice, cards, in order of day. */
  'desk.calendar': { request: nothing, response: z.array(calendarEntrySchema) },
  /** Asks where, and writes them as a calendar file without those of practice accounts; null when the user cancelled. */
  'desk.saveCalendar': { request: nothing, response: z.object({ fileName: z.string() }).nullable() },

  /** With null as a new one. */
  'budgets.save': {
    request: newBudgetSchema.extend({ budgetId: z.string().nullable() }),
    response: budgetSchema,
  },
  /** That it was exceeded was seen. */
  'budgets.markSeen': { request: z.object({ eventId: z.int() }), response: nothing },
  'budgets.remove': { request: z.object({ budgetId: z.string() }), response: nothing },

  'contracts.list': { request: nothing, response: z.array(renewalSchema) },
  'contracts.save': { request: contractSchema, response: nothing },
  'contracts.remove': { request: contractKey, response: nothing },

  /** Everything that somebody may have to see to, with what was decided about it. */
  'toDo.list': {
    request: nothing,
    response: z.object({ items: z.array(toDoItemSchema), attention: attentionSchema }),
  },
  'toDo.later': { request: item.extend({ days: z.union([z.literal(1), z.literal(7)]) }), response: nothing },
  'toDo.done': { request: item, response: nothing },
  /** Takes a decision back. */
  'toDo.again': { request: item, response: nothing },
} as const;

export type DeskRow = z.infer<typeof deskRowSchema>;
export type Desk = z.infer<typeof deskSchema>;
