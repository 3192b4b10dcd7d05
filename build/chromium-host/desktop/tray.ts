import { createEvent } from '../events.ts';
import { StrictEmitter } from '../strict.ts';
import type { Menu } from './menu.ts';
import { NativeImage } from './native-image.ts';

type Offered = Pick<
  Electron.Tray,
  'setToolTip' | 'destroy' | 'isDestroyed' | 'getBounds' | 'setTitle' | 'getTitle' | 'getGUID'
>;

let host: { readonly isReady: () => boolean } | null = null;
const trays = new Set<Tray>();

/** Called once by the module `electron` when it is put together. */
export function connectTrays(connected: { isReady: () => boolean }): void {
  host = connected;
}

/** The trays that exist, for tests. */
export const allTrays = (): readonly Tray[] => [...trays];

/** An icon that no desktop shows: tests read and click it through the control channel. */
export class Tray extends StrictEmitter implements Offered {
  #toolTip = '';
  #title = '';
  #menu: Menu | null = null;
  #image: NativeImage;
  #destroyed = false;

  constructor(image: NativeImage | string) {
    super(['click', 'right-click', 'double-click'], ['balloon-click', 'balloon-show', 'balloon-closed', 'drop-files']);
    if (host?.isReady() !== true) throw new Error('Cannot create Tray before app is ready');
    this.#image = loaded(image);
    trays.add(this);
  }

  /** For tests: what would be drawn. */
  get image(): Electron.Size {
    return this.#image.getSize();
  }

  get toolTip(): string {
    return this.#toolTip;
  }

  get menu(): Menu | null {
    return this.#menu;
  }

  setImage(image: NativeImage | string): void {
    this.#alive();
    this.#image = loaded(image);
  }

  setToolTip(toolTip: string): void {
    this.#alive();
    this.#toolTip = toolTip;
  }

  setTitle(title: string): void {
    this.#alive();
    this.#title = title;
  }

  getTitle(): string {
    this.#alive();
    return this.#title;
  }

  getGUID(): null {
    return null;
  }

  setContextMenu(menu: Menu | null): void {
    this.#alive();
    this.#menu = menu;
  }

  popUpContextMenu(menu?: Menu): void {
    this.#alive();
    (menu ?? this.#menu)?.popup();
  }

  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 0, height: 0 };
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    this.#destroyed = true;
    trays.delete(this);
  }

  /** For tests: the user clicked the icon. */
  pressed(): void {
    this.emit('click', createEvent(), this.getBounds(), { x: 0, y: 0 });
  }

  #alive(): void {
    if (this.#destroyed) throw new Error('Tray is destroyed');
  }
}

/** As `TryConvertNativeImage` of shell/common/api/electron_api_native_image.cc: a path must lead to an image. */
function loaded(image: unknown): NativeImage {
  if (image instanceof NativeImage) return image;
  if (typeof image !== 'string') throw new Error('Argument must be a file path or a NativeImage');
  const found = NativeImage.createFromPath(image);
  if (found.isEmpty()) throw new Error(`Failed to load image from path '${image}'`);
  return found;
}
