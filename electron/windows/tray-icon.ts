import idleWindows from './icons/tray.ico?asset';
import idle from './icons/tray.png?asset';
import idleMac from './icons/trayTemplate.png?asset';
import toDoWindows from './icons/tray-to-do.ico?asset';
import toDo from './icons/tray-to-do.png?asset';
import toDoMac from './icons/tray-to-doTemplate.png?asset';
import unwatchedWindows from './icons/tray-unwatched.ico?asset';
import unwatched from './icons/tray-unwatched.png?asset';
import unwatchedMac from './icons/tray-unwatchedTemplate.png?asset';
import watchingWindows from './icons/tray-watching.ico?asset';
import watching from './icons/tray-watching.png?asset';
// Electron finds these beside those above, by their names.
import './icons/trayTemplate@2x.png?asset';
import './icons/tray-to-doTemplate@2x.png?asset';
import './icons/tray-unwatchedTemplate@2x.png?asset';
import type { TrayState } from './tray-state.ts';

/** macOS draws a black shape in its own colours where the name ends in "Template"; Windows takes the size that fits. */
const icons: Readonly<Record<TrayState, { readonly windows: string; readonly mac: string; readonly others: string }>> =
  {
    idle: { windows: idleWindows, mac: idleMac, others: idle },
    // Without colours nothing is said where all is well.
    watching: { windows: watchingWindows, mac: idleMac, others: watching },
    'to-do': { windows: toDoWindows, mac: toDoMac, others: toDo },
    unwatched: { windows: unwatchedWindows, mac: unwatchedMac, others: unwatched },
  };

export function trayIcon(platform: NodeJS.Platform, state: TrayState): string {
  const { windows, mac, others } = icons[state];
  return platform === 'darwin' ? mac : platform === 'win32' ? windows : others;
}
