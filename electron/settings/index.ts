import { z } from 'zod';
import { settingNames, type SettingProblem } from '#shared/error-reasons.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import {
  changeSettings,
  defaultSettings,
  type Settings,
  type InnerSettingsChange,
  settingsSchema,
} from '#shared/settings.ts';
import type { Emit } from '../events/index.ts';
import { fileErrorOf } from '../files/index.ts';
import type { Logger, SettingsFile } from '../platform/ports.ts';
import type { Policy } from '../policy/index.ts';
import { upgradeSettings } from './versions.ts';

export { lookAtSettings, settingsIn } from './look.ts';

const placeSchema = z.object({
  ...{ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) },
  isMaximized: z.boolean().catch(false),
});
/** Where the window was left; maximized, the bounds that it goes back to. */
export type WindowPlace = z.infer<typeof placeSchema>;

const { shape } = settingsSchema;

/** The file's whole content, newest version. Each field falls back on its own: one bad value loses no other. */
const fileSchema = z.object({
  version: z.literal(2),
  settings: z
    .object({
      checkIntervalMinutes: shape.checkIntervalMinutes.catch(defaultSettings.checkIntervalMinutes),
      notifications: shape.notifications.catch(defaultSettings.notifications),
      quietHours: shape.quietHours.catch(defaultSettings.quietHours),
      theme: shape.theme.catch(defaultSettings.theme),
      language: shape.language.catch(defaultSettings.language),
      region: shape.region.catch(defaultSettings.region),
      timeZone: shape.timeZone.catch(defaultSettings.timeZone),
      hideAmounts: shape.hideAmounts.catch(defaultSettings.hideAmounts),
      exports: shape.exports.catch(defaultSettings.exports),
      proxy: shape.proxy.catch(defaultSettings.proxy),
      authorityFile: shape.authorityFile.catch(defaultSettings.authorityFile),
      mailSignIn: shape.mailSignIn.catch(defaultSettings.mailSignIn),
      updates: shape.updates.catch(defaultSettings.updates),
      logLevel: shape.logLevel.catch(defaultSettings.logLevel),
    })
    .catch(defaultSettings),
  /** Where documents are kept; null for the data folder. */
  archiveFolder: z.string().nullable().catch(null),
  windowBounds: placeSchema.nullable().catch(null),
  /** Whether the user was told that closing the window keeps the watch on. */
  trayHintShown: z.boolean().catch(false),
});
type FileContent = z.infer<typeof fileSchema>;

interface SettingsParts {
  readonly file: SettingsFile;
  readonly policy: Pick<Policy, 'settings' | 'isLocked'>;
  readonly emit: Emit<'settings.changed'>;
  readonly logger: Logger;
}

/**
 * What the user set, kept in `settings.json`; every change is written and emitted at once. What the policy locks has the
 * policy's value, and the user's own is kept for the day on which it does not.
 */
export interface SettingsStore {
  /** Where a file that could not be read is now. */
  readonly damaged: string | null;
  get(): Settings;
  set(change: InnerSettingsChange): Result<Settings>;
  archiveFolder(): string | null;
  /** Throws Node's file errors; then the old one stays. */
  setArchiveFolder(archiveFolder: string): void;
  windowPlace(): WindowPlace | null;
  setWindowPlace(place: WindowPlace): void;
  trayHintShown(): boolean;
  setTrayHintShown(): void;
}

export function createSettings({ file, policy, logger, emit }: SettingsParts): SettingsStore {
  if (file.damaged) logger.warn('The settings could not be read', { keptAs: file.damaged });
  let content = fileSchema.parse(upgradeSettings(file.read()));

  function write(part: Partial<FileContent>): void {
    const next = { ...content, ...part };
    // First the file: what could not be kept does not count either.
    file.write({ ...next });
    content = next;
  }

  /** For what is a convenience and no setting: nobody is bothered when it cannot be kept. */
  function note(part: Partial<FileContent>): void {
    try {
      write(part);
    } catch (cause) {
      logger.warn('A note in the settings could not be kept', { cause });
    }
  }

  const effective = (settings: Settings): Settings => changeSettings(settings, policy.settings);

  return {
    damaged: file.damaged,
    get: () => effective(content.settings),
    set(change) {
      const locked = settingNames.find((name) => name in change && policy.isLocked(name));
      if (locked !== undefined) return fail({ code: 'setting-locked', setting: locked });
      const next = settingsSchema.safeParse(changeSettings(content.settings, change));
      if (!next.success) return fail(invalid(next.error));
      try {
        write({ settings: next.data });
      } catch (cause) {
        return fail(fileErrorOf(cause, file.folder, 'settings.json'));
      }
      const settings = effective(next.data);
      emit('settings.changed', settings);
      return ok(settings);
    },
    archiveFolder: () => content.archiveFolder,
    setArchiveFolder: (archiveFolder) => {
      write({ archiveFolder });
    },
    windowPlace: () => content.windowBounds,
    setWindowPlace: (windowBounds) => {
      note({ windowBounds });
    },
    trayHintShown: () => content.trayHintShown,
    setTrayHintShown: () => {
      note({ trayHintShown: true });
    },
  };
}

/** What is wrong with the first setting that cannot have its value, without zod's words. */
function invalid(error: z.ZodError): Extract<AppError, { code: 'setting-invalid' }> {
  const issue = error.issues[0];
  const setting = settingNames.find((name) => name === issue?.path[0]);
  if (!issue || !setting) throw error;
  const wrong = (reason: SettingProblem, limit: number | bigint | null) =>
    ({ code: 'setting-invalid', setting, reason, limit: limit === null ? null : Number(limit) }) as const;
  if (issue.code === 'too_small') return wrong('too-small', issue.minimum);
  if (issue.code === 'too_big') return wrong('too-large', issue.maximum);
  return wrong(issue.code === 'invalid_format' && setting === 'quietHours' ? 'no-time' : 'not-understood', null);
}
