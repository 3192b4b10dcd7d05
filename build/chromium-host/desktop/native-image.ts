import { readFileSync } from 'node:fs';
import { StrictObject } from '../strict.ts';

type Offered = Pick<
  Electron.NativeImage,
  'isEmpty' | 'getSize' | 'getAspectRatio' | 'toPNG' | 'toDataURL' | 'isTemplateImage' | 'setTemplateImage'
>;

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const isPng = (bytes: Buffer): boolean => bytes.length >= 24 && bytes.subarray(0, 8).equals(pngSignature);

/** A PNG image; other formats give an empty image, as formats do that Electron cannot read. */
export class NativeImage extends StrictObject implements Offered {
  readonly #png: Buffer;
  #template = false;

  static createEmpty(): NativeImage {
    return new NativeImage(Buffer.alloc(0));
  }

  static createFromPath(path: string): NativeImage {
    try {
      return NativeImage.createFromBuffer(readFileSync(path));
    } catch {
      return NativeImage.createEmpty();
    }
  }

  static createFromBuffer(buffer: Buffer): NativeImage {
    return new NativeImage(isPng(buffer) ? buffer : Buffer.alloc(0));
  }

  static createFromDataURL(dataURL: string): NativeImage {
    const data = /^data:image\/png;base64,(.*)$/s.exec(dataURL)?.[1] ?? '';
    return NativeImage.createFromBuffer(Buffer.from(data, 'base64'));
  }

  private constructor(png: Buffer) {
    super();
    this.#png = png;
  }

  isEmpty(): boolean {
    return this.#png.length === 0;
  }

  getSize(): Electron.Size {
    return this.isEmpty()
      ? { width: 0, height: 0 }
      : { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) };
  }

  getAspectRatio(): number {
    const { width, height } = this.getSize();
    return height === 0 ? 1 : width / height;
  }

  toPNG(): Buffer {
    return Buffer.from(this.#png);
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.#png.toString('base64')}`;
  }

  isTemplateImage(): boolean {
    return this.#template;
  }

  setTemplateImage(option: boolean): void {
    this.#template = option;
  }
}
