import { StrictObject } from '../strict.ts';

/** Chromium's switches: those of the command line, and those that the program appends before the browser starts. */
export class CommandLine
  extends StrictObject
  implements Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'>
{
  readonly #given = new Map<string, string>();
  readonly #appended = new Map<string, string>();

  constructor(argv: readonly string[]) {
    super();
    for (const argument of argv) {
      if (argument === '--') break;
      const match = /^--([a-z0-9][a-z0-9-]*)(?:=(.*))?$/is.exec(argument);
      if (match?.[1] !== undefined) this.#given.set(match[1].toLowerCase(), match[2] ?? '');
    }
  }

  appendSwitch(name: string, value = ''): void {
    this.#appended.set(name.toLowerCase(), value);
  }

  hasSwitch(name: string): boolean {
    return this.#given.has(name.toLowerCase()) || this.#appended.has(name.toLowerCase());
  }

  getSwitchValue(name: string): string {
    return this.#appended.get(name.toLowerCase()) ?? this.#given.get(name.toLowerCase()) ?? '';
  }

  removeSwitch(name: string): void {
    this.#given.delete(name.toLowerCase());
    this.#appended.delete(name.toLowerCase());
  }

  /** For Chromium: what the program appended; its own arguments are not Chromium's business. */
  forBrowser(): string[] {
    return [...this.#appended].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  }
}
