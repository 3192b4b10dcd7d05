import { defaultSettings } from '#shared/settings.ts';

type Content = Readonly<Record<string, unknown>>;

/** One step per version: `steps[n]` turns version n into n + 1. A released step is never edited. */
const steps: readonly ((content: Content) => Content)[] = [
  // 0: an empty file.
  (content) => ({
    settings: defaultSettings,
    archiveFolder: null,
    windowBounds: null,
    toldAboutTray: false,
    ...content,
    version: 1,
  }),
  // 1: two names changed.
  ({ toldAboutTray, settings, ...content }) => ({
    ...content,
    trayHintShown: toldAboutTray,
    settings: withCheckInterval(settings),
    version: 2,
  }),
];

function withCheckInterval(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null || !('pollIntervalMinutes' in settings)) return settings;
  const { pollIntervalMinutes, ...others } = settings;
  return { ...others, checkIntervalMinutes: pollIntervalMinutes };
}

export const newestVersion = steps.length;

/** Brings a file's content to the newest version. One from a newer Billfold is read as far as it is known. */
export function upgradeSettings(content: Content): Content {
  const found = typeof content['version'] === 'number' ? content['version'] : 0;
  const upgraded = steps.slice(found).reduce((older, step) => step(older), content);
  return found > steps.length ? { ...upgraded, version: steps.length } : upgraded;
}
