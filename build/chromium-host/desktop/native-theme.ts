import { StrictEmitter } from '../strict.ts';

type Offered = Pick<
  Electron.NativeTheme,
  | 'themeSource'
  | 'shouldUseDarkColors'
  | 'shouldUseHighContrastColors'
  | 'shouldUseInvertedColorScheme'
  | 'inForcedColorsMode'
  | 'prefersReducedTransparency'
>;
type Source = 'system' | 'light' | 'dark';

export class NativeTheme extends StrictEmitter implements Offered {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  #source: Source = 'system';
  #systemIsDark = process.env['CHROMIUM_HOST_DARK'] === '1';

  constructor() {
    super(['updated']);
  }

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`Error processing argument at index 0, conversion failure from ${source}`);
    if (source === this.#source) return;
    this.#source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#systemIsDark : this.#source === 'dark';
  }

  /** For tests: the desktop changed between light and dark. */
  setSystemDark(dark: boolean): void {
    this.#systemIsDark = dark;
    if (this.#source === 'system') this.emit('updated');
  }
}
