import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { SettingName } from '#shared/error-reasons.ts';
import type { AppInfo, Response } from '#shared/ipc/contract.ts';
import type { Result } from '#shared/result.ts';
import { defaultSettings, localeIn, type Settings, type SettingsChange } from '#shared/settings.ts';
import { call, on } from '../bridge.ts';

/** The user's settings and the facts about this program, as main tells them. */
export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>(defaultSettings);
  const info = ref<AppInfo | null>(null);
  const locale = computed(() => localeIn(settings.value, info.value?.system ?? { language: 'en', region: 'en-US' }));
  /** By whose clock moments are days in the books. */
  const timeZone = computed(() => settings.value.timeZone ?? info.value?.timeZone ?? 'UTC');
  /** Whether the organization decided it: then nobody here changes it. */
  const isLocked = (setting: SettingName): boolean => info.value?.policy.locked.includes(setting) ?? false;
  /** Whether the desktop can show notifications; null while nobody has asked. */
  const notifications = ref<Response<'notifications.service'> | null>(null);

  async function load(): Promise<void> {
    const [loaded, facts] = await Promise.all([call('settings.get', null), call('app.info', null)]);
    if (loaded.ok) settings.value = loaded.value;
    if (facts.ok) info.value = facts.value;
  }

  async function learnNotifications(): Promise<void> {
    const result = await call('notifications.service', null);
    if (result.ok) notifications.value = result.value;
  }

  async function change(patch: SettingsChange): Promise<Result<Settings>> {
    const result = await call('settings.set', patch);
    if (result.ok) settings.value = result.value;
    return result;
  }

  /** `fresh`: the archive's own folder is away for good, and an empty one takes its place. */
  async function chooseArchiveFolder(fresh = false): Promise<Result<{ folder: string } | null>> {
    const result = await call('settings.chooseArchiveFolder', fresh ? { fresh } : null);
    if (result.ok && result.value && info.value) info.value = { ...info.value, archiveFolder: result.value.folder };
    return result;
  }

  const listen = (): (() => void) =>
    on('settings.changed', (changed) => {
      settings.value = changed;
    });

  return {
    settings,
    info,
    locale,
    timeZone,
    isLocked,
    notifications,
    load,
    learnNotifications,
    change,
    chooseArchiveFolder,
    listen,
  };
});
