import { z } from 'zod';
import { defaultExportOptions, exportOptionsSchema } from './export.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What the user can set. Every field has an effect in the running program at once. */
export const settingsSchema = z.object({
  pollIntervalMinutes: z
    .int()
    .min(5)
    .max(24 * 60),
  notifications: z.boolean(),
  quietHours: z.object({ enabled: z.boolean(), from: timeOfDay, to: timeOfDay }),
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'de']),
  hideAmounts: z.boolean(),
  /** How exports name and write their files, unless one is asked for otherwise. */
  exports: exportOptionsSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  pollIntervalMinutes: 60,
  notifications: true,
  quietHours: { enabled: false, from: '20:00', to: '07:00' },
  theme: 'system',
  language: 'system',
  hideAmounts: false,
  exports: defaultExportOptions,
};
