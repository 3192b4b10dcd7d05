import { z } from 'zod';
import { alertEventIdSchema } from '../../alerts.ts';
import { restoreReportSchema } from '../../backup.ts';
import { appErrorSchema } from '../../errors.ts';
import { policySummarySchema } from '../../policy.ts';
import { settingsChangeSchema, settingsSchema } from '../../settings.ts';
import { instantSchema } from '../../time.ts';
import { accountId, nothing } from './requests.ts';

export const appInfoSchema = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'macos', 'windows']),
  /** What the operating system is set to: the language among ours, and the region for figures and dates, e.g. `de-DE`. */
  system: z.object({ language: z.enum(['en', 'de']), region: z.string() }),
  /** By whose clock moments are days in the books. */
  timeZone: z.string(),
  secretStore: z.enum(['available', 'session-only']),
  dataFolder: z.string(),
  archiveFolder: z.string(),
  /** Where a settings file that could not be read at this start is now; null when there was none. */
  damagedSettings: z.string().nullable(),
  policy: policySummarySchema,
  /** The data folder cannot be written to: it can be looked at and exported. */
  readOnly: z.boolean(),
  /** What was restored just now, and why that failed. */
  restored: restoreReportSchema.nullable(),
  restoreError: appErrorSchema.nullable(),
});

/** Where a notification or the tray leads. */
export const destinationSchema = z.object({
  accountId: z.string().nullable(),
  screen: z.enum(['desk', 'to-do', 'overview', 'alerts', 'invoices', 'details', 'settings']),
  /** The alert event whose notification was clicked: its row is shown and marked. */
  alertEventId: alertEventIdSchema.optional(),
  /** What is looked for on Invoices. */
  find: z.string().max(200).optional(),
});

/** `blocked`: entered, but switched off in the system's own list; `unavailable`: this copy cannot be started so. */
const autostartSchema = z.enum(['on', 'off', 'blocked', 'unavailable']);

export const appCalls = {
  'app.info': { request: nothing, response: appInfoSchema },
  /** The window listens to events from now on; answers where it was asked to go before it did. */
  'app.ready': { request: nothing, response: destinationSchema.nullable() },
  /** Whether Billfold starts with the user's session, as the operating system has it now. */
  'app.autostart': { request: nothing, response: autostartSchema },
  'app.setAutostart': { request: z.object({ on: z.boolean() }), response: autostartSchema },
  /** `page` names an entry of main's own list of public pages. */
  'app.openHelp': {
    request: z.object({
      page: z.enum([
        'stripe-restricted-keys',
        'stripe-new-key',
        'stripe-new-key-with-changes',
        'stripe-customers',
        'stripe-pricing',
        'imagekit-billing-center',
        'imagekit-media',
        'imagekit-keys',
        'imagekit-pricing',
        'imagekit-bandwidth',
      ]),
    }),
    response: nothing,
  },
  'app.showDataFolder': { request: nothing, response: nothing },
  /** Ends Billfold in order and starts it again, with its window. */
  'app.restart': { request: nothing, response: nothing },
  /** Details and diagnostics for support. The page itself has no permission to use the clipboard. */
  'app.copyText': { request: z.object({ text: z.string().max(100_000) }), response: nothing },

  'settings.get': { request: nothing, response: settingsSchema },
  'settings.set': { request: settingsChangeSchema, response: settingsSchema },
  /** Asks for a folder and moves the documents there; null when the user cancelled. */
  /** `fresh`: the archive's own folder is away for good, and an empty one takes its place. */
  'settings.chooseArchiveFolder': {
    request: z.object({ fresh: z.boolean() }).nullable(),
    response: z.object({ folder: z.string() }).nullable(),
  },

  /** Moves a practice account's clock, for trying out. */
  'practice.advance': {
    request: accountId.extend({ by: z.enum(['hour', 'day', 'period']) }),
    response: z.object({ now: instantSchema }),
  },
} as const;

export type Destination = z.infer<typeof destinationSchema>;
export type AppInfo = z.infer<typeof appInfoSchema>;
