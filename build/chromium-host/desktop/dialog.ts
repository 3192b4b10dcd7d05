import { existsSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { StrictObject } from '../strict.ts';
import { cancelButton, checkBoxOptions, checkErrorBox, checkOpenOptions, checkSaveOptions } from './dialog-options.ts';

type Offered = Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>;

/** What a test answers instead of the user: the part of Electron's return value that it cares about. */
export type DialogAnswer =
  | { readonly filePaths: readonly string[] }
  | { readonly filePath: string }
  | { readonly response: number; readonly checkboxChecked?: boolean }
  | { readonly canceled: true };

export interface DialogQuestion {
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly string[];
  /** A line to fill in, and what is in it at first; null for a question with buttons only. */
  readonly line: string | null;
}

/** The number of the button, and the line; null when the window was closed. */
export type AskUser = (question: DialogQuestion) => Promise<{ readonly button: number; readonly line: string } | null>;

export interface AskedDialog {
  readonly call: 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox';
  readonly title: string;
  readonly message: string;
}

interface Deps {
  readonly isReady: () => boolean;
  readonly ask: AskUser;
  readonly documents: () => string;
  /** Under test nobody is there to answer: a dialog without a prepared answer waits for one. */
  readonly underTest: boolean;
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/** Electron passes an optional window before the options; null or undefined in its place mean none. */
function optionsOf<T extends object>(args: readonly unknown[]): Partial<T> {
  const [first, second] = args;
  const options = args.length > 1 ? second : first;
  // Whatever is wrong in it the checks below refuse.
  return options ?? {};
}

export class Dialog extends StrictObject implements Offered {
  readonly asked: AskedDialog[] = [];
  /** For tests: what is answered to each message box; null: as prepared for any dialog. */
  toMessageBoxes: DialogAnswer | null = null;
  readonly #deps: Deps;
  readonly #answers: DialogAnswer[] = [];
  readonly #waiting: ((answer: DialogAnswer) => void)[] = [];

  constructor(deps: Deps) {
    super();
    this.#deps = deps;
  }

  /** For tests: answers the dialog that waits, else the next one. */
  prepare(answer: DialogAnswer): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#answers.push(answer);
    else waiting(answer);
  }

  /** What is wrong with the call itself is thrown at once, as in Electron: no rejection. */
  showOpenDialog(...args: unknown[]): Promise<Electron.OpenDialogReturnValue> {
    const options = optionsOf<Electron.OpenDialogOptions>(args);
    this.#checkReady();
    checkOpenOptions(options);
    return this.#open(options);
  }

  async #open({
    title = 'Open',
    properties = ['openFile'],
    defaultPath,
    message = '',
  }: Partial<Electron.OpenDialogOptions>): Promise<Electron.OpenDialogReturnValue> {
    this.#note('showOpenDialog', title, message);
    if (this.#deps.underTest) {
      const answer = await this.#answer();
      const filePaths = 'filePaths' in answer ? [...answer.filePaths] : [];
      return { canceled: !('filePaths' in answer), filePaths };
    }
    const wantsFolder = properties.includes('openDirectory');
    const path = await this.#askPath(title, message, defaultPath ?? this.#deps.documents(), (given) => {
      if (wantsFolder ? isFolder(given) : existsSync(given) && !isFolder(given)) return null;
      return wantsFolder ? 'There is no such folder.' : 'There is no such file.';
    });
    return path === null ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [path] };
  }

  showSaveDialog(...args: unknown[]): Promise<Electron.SaveDialogReturnValue> {
    const options = optionsOf<Electron.SaveDialogOptions>(args);
    this.#checkReady();
    checkSaveOptions(options);
    return this.#save(options);
  }

  async #save({
    title = 'Save',
    defaultPath = '',
    message = '',
  }: Partial<Electron.SaveDialogOptions>): Promise<Electron.SaveDialogReturnValue> {
    this.#note('showSaveDialog', title, message);
    if (this.#deps.underTest) {
      const answer = await this.#answer();
      const filePath = 'filePath' in answer ? answer.filePath : '';
      return { canceled: filePath === '', filePath };
    }
    const suggested = isAbsolute(defaultPath) ? defaultPath : join(this.#deps.documents(), defaultPath);
    const path = await this.#askPath(title, message, suggested, (given) =>
      isFolder(join(given, '..')) ? null : 'There is no folder to save it in.',
    );
    return { canceled: path === null, filePath: path ?? '' };
  }

  showMessageBox(...args: unknown[]): Promise<Electron.MessageBoxReturnValue> {
    const options = optionsOf<Electron.MessageBoxOptions>(args);
    this.#checkReady();
    checkBoxOptions(options);
    return this.#box(options);
  }

  async #box(options: Partial<Electron.MessageBoxOptions>): Promise<Electron.MessageBoxReturnValue> {
    const { title = '', message = '', detail = '', buttons = ['OK'], checkboxChecked = false } = options;
    const cancelId = cancelButton(options);
    this.#note('showMessageBox', title, message);
    if (this.#deps.underTest) {
      const answer = this.toMessageBoxes ?? (await this.#answer());
      const response = 'response' in answer ? answer.response : cancelId;
      return { response, checkboxChecked: ('checkboxChecked' in answer && answer.checkboxChecked) || checkboxChecked };
    }
    const answer = await this.#deps.ask({ title, text: `${message}\n\n${detail}`.trim(), buttons, line: null });
    return { response: answer?.button ?? cancelId, checkboxChecked };
  }

  /** "If called before the app `ready` event on Linux, the message will be emitted to stderr" (electron.d.ts). */
  showErrorBox(title: string, content: string): void {
    checkErrorBox([title, content]);
    this.asked.push({ call: 'showErrorBox', title, message: content });
    process.stderr.write(`${title}\n${content}\n`);
    if (this.#deps.isReady() && !this.#deps.underTest) {
      void this.#deps.ask({ title, text: content, buttons: ['OK'], line: null });
    }
  }

  #checkReady(): void {
    if (!this.#deps.isReady()) throw new Error('dialog module can only be used after app is ready');
  }

  #note(call: AskedDialog['call'], title: string, message: string): void {
    this.asked.push({ call, title, message });
  }

  #answer(): Promise<DialogAnswer> {
    const prepared = this.#answers.shift();
    if (prepared !== undefined) return Promise.resolve(prepared);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #askPath(
    title: string,
    message: string,
    suggested: string,
    problem: (path: string) => string | null,
  ): Promise<string | null> {
    let text = message;
    let line = suggested;
    for (;;) {
      const answer = await this.#deps.ask({ title, text, line, buttons: ['OK', 'Cancel'] });
      if (answer?.button !== 0) return null;
      const path = answer.line.trim();
      const wrong = isAbsolute(path) ? problem(path) : 'Enter a whole path, from the root on.';
      if (wrong === null) return path;
      text = wrong;
      line = path;
    }
  }
}
