import windows from './icons/tray.ico?asset';
import others from './icons/tray.png?asset';
import mac from './icons/trayTemplate.png?asset';
// Electron finds it beside the one above, by its name.
import './icons/trayTemplate@2x.png?asset';

/** macOS draws a black shape in its own colours where the name ends in "Template"; Windows takes the size that fits. */
export const trayIcon = (platform: NodeJS.Platform): string =>
  platform === 'darwin' ? mac : platform === 'win32' ? windows : others;
