import { z } from 'zod';
import { defaultExportOptions, exportOptionsSchema } from './export.ts';
import { enteredMailSignInSchema, mailSignInSchema } from './mail-sign-in.ts';
import { isRegion, isTimeZone, localeOf, systemRegion } from './region.ts';
import { enteredProxySchema, proxySettingsSchema, systemProxy } from './proxy-settings.ts';

/** From the fewest lines of the log to the most. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What the user can set. Every field has an effect in the running program at once. */
export const settingsSchema = z.object({
  checkIntervalMinutes: z
    .int()
    .min(5)
    .max(24 * 60),
  notifications: z.boolean(),
  quietHours: z.object({ enabled: z.boolean(), from: timeOfDay, to: timeOfDay }),
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'de']),
  /** How figures and dates are written and read: `system`, or a locale such as `fr-CH`. */
  region: z.string().refine((value) => value === systemRegion || isRegion(value)),
  /** By whose clock moments are days in the books; null for that of the archive as it is. */
  timeZone: z.string().refine(isTimeZone).nullable(),
  hideAmounts: z.boolean(),
  /** How exports name and write their files, unless one is asked for otherwise. */
  exports: exportOptionsSchema,
  proxy: proxySettingsSchema,
  /** The file of a certificate authority that is trusted beside the operating system's; null for none. */
  authorityFile: z.string().nullable(),
  /** What people sign in to mailboxes with where a password is not enough; registered by whoever looks after them. */
  mailSignIn: mailSignInSchema,
  /** Whether Billfold looks for new versions and offers them. */
  updates: z.enum(['ask', 'off']),
  /** What is written into the log: these lines and all weightier ones. */
  logLevel: z.enum(logLevels),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What one change may carry: any part, down to a single field of the quiet hours, so that no other change is undone. */
export const settingsChangeSchema = settingsSchema.omit({ authorityFile: true }).partial().extend({
  quietHours: settingsSchema.shape.quietHours.partial().optional(),
  proxy: enteredProxySchema.optional(),
  mailSignIn: enteredMailSignInSchema.optional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;
/** What the window cannot say: a file is chosen in a dialog of main's, and servers of identities come from a file. */
export type InnerSettingsChange = Omit<SettingsChange, 'mailSignIn'> & {
  readonly [Name in 'authorityFile' | 'mailSignIn']?: Settings[Name] | undefined;
};

export const defaultSettings: Settings = {
  checkIntervalMinutes: 60,
  notifications: true,
  quietHours: { enabled: false, from: '20:00', to: '07:00' },
  theme: 'system',
  language: 'system',
  region: systemRegion,
  timeZone: null,
  hideAmounts: false,
  exports: defaultExportOptions,
  proxy: systemProxy,
  authorityFile: null,
  mailSignIn: [],
  updates: 'ask',
  logLevel: 'info',
};

/** The locale that these settings mean on a computer that is set to `system`. */
export const localeIn = (
  { language, region }: Pick<Settings, 'language' | 'region'>,
  system: { readonly language: string; readonly region: string },
): string =>
  localeOf(language === 'system' ? system.language : language, region === systemRegion ? system.region : region);

type Given<Part> = { [Name in keyof Part]?: Exclude<Part[Name], undefined> };

const given = <Part extends object>(part: Part) =>
  // Object.fromEntries forgets the names; only fields of the part itself come back.
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Given<Part>;

/** The settings after a change: what is absent or undefined in it stays as it is. */
export function changeSettings(settings: Settings, { quietHours, ...others }: InnerSettingsChange): Settings {
  return { ...settings, ...given(others), quietHours: { ...settings.quietHours, ...given(quietHours ?? {}) } };
}
