import { app } from 'electron';
import { takeEnvironment } from './environment.ts';

/**
 * Ends the program in order and has it start again, with its window. `environment` is what it was started with: Electron
 * hands on the process's own at this moment, from which the keys were taken.
 */
export function restart(environment: NodeJS.ProcessEnv): void {
  const appImage = environment['APPIMAGE'];
  Object.assign(process.env, environment);
  app.relaunch({
    args: process.argv.slice(1).filter((argument) => argument !== '--hidden'),
    // What runs is inside the image, which is taken away with the process.
    ...(appImage && { execPath: appImage }),
  });
  takeEnvironment(process.env);
  app.quit();
}
