import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SettingName, settingNames } from '#shared/error-reasons.ts';
import { changeSettings, defaultSettings, type Settings, settingsSchema } from '#shared/settings.ts';
import type { Policy } from '../policy/index.ts';
import { newestVersion, upgradeSettings } from './versions.ts';

/** What a settings file holds, for somebody who changes nothing about it; null where it is no settings file at all. */
export interface SettingsLook {
  /** What counts: values that cannot be are the defaults. */
  readonly settings: Settings;
  readonly archiveFolder: string | null;
  /** Settings whose value cannot be, so that the default counts. */
  readonly bad: readonly SettingName[];
  /** It was written by a newer Billfold. */
  readonly newer: boolean;
}

export function lookAtSettings(text: string): SettingsLook | null {
  const content = objectIn(text);
  if (content === null) return null;
  const upgraded = upgradeSettings(content);
  const found = objectOf(upgraded['settings']) ?? {};
  const { shape } = settingsSchema;
  const isSetting = (name: SettingName): name is keyof Settings => name in shape;
  const bad = settingNames
    .filter(isSetting)
    .filter((name) => found[name] !== undefined && !shape[name].safeParse(found[name]).success);
  const good = Object.fromEntries(Object.entries(found).filter(([name]) => !bad.some((each) => each === name)));
  const settings = settingsSchema.safeParse({ ...defaultSettings, ...good });
  const archiveFolder = upgraded['archiveFolder'];
  return {
    settings: settings.success ? settings.data : defaultSettings,
    archiveFolder: typeof archiveFolder === 'string' ? archiveFolder : null,
    bad,
    newer: typeof content['version'] === 'number' && content['version'] > newestVersion,
  };
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return null;
  }
}

const objectOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;

/** What counts of a data folder's settings, changing nothing about them: the defaults where they cannot be read. */
export function settingsIn(
  folder: string,
  policy: Pick<Policy, 'settings'>,
): Pick<SettingsLook, 'settings' | 'archiveFolder'> {
  let look: SettingsLook | null = null;
  try {
    look = lookAtSettings(readFileSync(join(folder, 'settings.json'), 'utf8'));
  } catch {
    // Whoever wants to know why looks at the file.
  }
  const { settings = defaultSettings, archiveFolder = null } = look ?? {};
  return { settings: changeSettings(settings, policy.settings), archiveFolder };
}
