import { app, utilityProcess } from 'electron';
import type { StartWorker } from './ports.ts';

/** Starts a built file beside the main one as a child process of Electron's. */
export const createWorkerStarter =
  (file: string, serviceName: string, execArgv: string[] = []): StartWorker =>
  () => {
    const child = utilityProcess.fork(file, [], { serviceName, stdio: 'ignore', execArgv });
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
        // Nothing happens to one that has not been started yet.
        if (!child.kill()) child.once('spawn', () => child.kill());
      },
      memory() {
        const metric = app.getAppMetrics().find(({ pid }) => pid === child.pid);
        return metric ? metric.memory.workingSetSize * 1024 : null;
      },
    };
  };
