import { utilityProcess } from 'electron';
import type { StartHelper } from './ports.ts';

/** Starts a built file beside the main one as a child process of Electron's. */
export const createHelperStarter =
  (file: string, serviceName: string): StartHelper =>
  () => {
    const child = utilityProcess.fork(file, [], { serviceName, stdio: 'ignore' });
    return {
      post(message) {
        child.postMessage(message);
      },
      onMessage(listener) {
        child.on('message', listener);
      },
      onExit(listener) {
        child.once('exit', listener);
      },
      kill() {
        child.kill();
      },
    };
  };
