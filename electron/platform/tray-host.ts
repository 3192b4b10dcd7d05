import { busKnows } from './session-bus.ts';

/** Whether the desktop shows tray icons: always on Windows and macOS; GNOME, for one, does not without an extension. */
export const hasTrayHost = async (): Promise<boolean> =>
  process.platform !== 'linux' || (await busKnows('org.kde.StatusNotifierWatcher')) === 'yes';
