import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { findProgram } from '../browser/chromium-binary.ts';
import { StrictObject } from '../strict.ts';

type Offered = Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>;

export interface ShellCall {
  readonly call: 'openExternal' | 'openPath' | 'showItemInFolder';
  readonly target: string;
}

/** Opens with the desktop's programs; under test (a control socket is set) calls are only recorded. */
export class Shell extends StrictObject implements Offered {
  readonly calls: ShellCall[] = [];
  readonly #recordOnly: boolean;

  constructor(recordOnly: boolean) {
    super();
    this.#recordOnly = recordOnly;
  }

  async openExternal(url: string): Promise<void> {
    if (!URL.canParse(url)) throw new Error('Invalid URL');
    const error = await this.#open('openExternal', url);
    if (error !== '') throw new Error(error);
  }

  /** Resolves with '' or the reason why it could not be opened. */
  async openPath(path: string): Promise<string> {
    if (!existsSync(path)) return `Failed to open path: ${path} does not exist`;
    return this.#open('openPath', path);
  }

  showItemInFolder(fullPath: string): void {
    void this.#open('showItemInFolder', fullPath);
  }

  beep(): void {
    process.stderr.write('\u0007');
  }

  async #open(call: ShellCall['call'], target: string): Promise<string> {
    this.calls.push({ call, target });
    if (this.#recordOnly) return '';
    const program = findProgram(process.platform === 'darwin' ? 'open' : 'xdg-open');
    if (program === null) return 'Failed to open: xdg-open is not installed';
    return new Promise((resolve) => {
      const child = spawn(program, [call === 'showItemInFolder' ? dirname(target) : target], {
        stdio: 'ignore',
        detached: true,
      });
      child.once('error', (error) => {
        resolve(error.message);
      });
      child.once('exit', (code) => {
        resolve(code === 0 ? '' : `Failed to open ${target}`);
      });
      child.unref();
    });
  }
}
