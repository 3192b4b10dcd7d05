import { NotOfferedError, StrictObject } from '../strict.ts';

type Offered = Pick<
  Electron.CrashReporter,
  'start' | 'getParameters' | 'addExtraParameter' | 'removeExtraParameter' | 'getUploadToServer'
>;

/** Writes no dumps: Node crashes differently from Electron. Sending anything anywhere is refused. */
export class CrashReporter extends StrictObject implements Offered {
  readonly #parameters = new Map<string, string>();
  #started = false;

  start({ uploadToServer = true, submitURL = '', extra = {} }: Electron.CrashReporterStartOptions): void {
    if (uploadToServer && submitURL === '') throw new Error('submitURL must be specified when uploadToServer is true');
    if (uploadToServer) throw new NotOfferedError('crashReporter.start with uploadToServer');
    for (const [key, value] of Object.entries(extra)) this.#parameters.set(key, value);
    this.#started = true;
  }

  getParameters(): Record<string, string> {
    this.#check('getParameters');
    return Object.fromEntries(this.#parameters);
  }

  addExtraParameter(key: string, value: string): void {
    this.#check('addExtraParameter');
    this.#parameters.set(key, value);
  }

  removeExtraParameter(key: string): void {
    this.#check('removeExtraParameter');
    this.#parameters.delete(key);
  }

  getUploadToServer(): boolean {
    this.#check('getUploadToServer');
    return false;
  }

  /** "This method must be called before using any other `crashReporter` APIs" (electron.d.ts, start). */
  #check(method: string): void {
    if (!this.#started) throw new Error(`crashReporter.${method} cannot be used before crashReporter.start`);
  }
}
