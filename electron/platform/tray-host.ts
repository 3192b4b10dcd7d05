import { busKnows } from './session-bus.ts';

/** A machine that is starting up answers late, and this is asked once: without a tray, closing the window ends the watch. */
const patience = 10_000;

/** Whether the desktop shows tray icons: always on Windows and macOS; GNOME, for one, does not without an extension. */
export const hasTrayHost = async (): Promise<boolean> =>
  process.platform !== 'linux' || (await busKnows('org.kde.StatusNotifierWatcher', process.env, patience)) === 'yes';
