import { powerMonitor } from 'electron';
import type { Power } from './ports.ts';

/** Sleep and lock as Electron reports them; to be used after the app is ready. */
export const createPower = (): Power => ({
  onWake(listener) {
    const wake = () => {
      listener();
    };
    powerMonitor.on('resume', wake);
    powerMonitor.on('unlock-screen', wake);
    return () => {
      powerMonitor.off('resume', wake);
      powerMonitor.off('unlock-screen', wake);
    };
  },
});
