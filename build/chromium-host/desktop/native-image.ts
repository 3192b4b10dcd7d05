import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { StrictObject } from '../strict.ts';

type Offered = Pick<
  Electron.NativeImage,
  | 'isEmpty'
  | 'getSize'
  | 'getAspectRatio'
  | 'toPNG'
  | 'toDataURL'
  | 'isTemplateImage'
  | 'setTemplateImage'
  | 'getScaleFactors'
>;

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const isPng = (bytes: Buffer): boolean => bytes.length >= 24 && bytes.subarray(0, 8).equals(pngSignature);

const scales = [1.25, 1.33, 1.4, 1.5, 1.8, 2, 2.5, 3, 4, 5];

/** Empty where there is none. */
function pngAt(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    return isPng(bytes) ? bytes : Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0);
  }
}

/** A PNG image; other formats give an empty image, as formats do that Electron cannot read. */
export class NativeImage extends StrictObject implements Offered {
  readonly #png: Buffer;
  readonly #scaleFactors: readonly number[];

  static createEmpty(): NativeImage {
    return new NativeImage(Buffer.alloc(0), []);
  }

  static createFromPath(path: string): NativeImage {
    const png = pngAt(path);
    const suffix = extname(path);
    // shell/common/skia_util.cc, PopulateImageSkiaRepsFromPath: what lies beside it for finer screens belongs to it.
    const finer = scales.filter((scale) => pngAt(`${path.slice(0, -suffix.length)}@${scale}x${suffix}`).length > 0);
    return new NativeImage(png, png.length === 0 ? [] : [1, ...finer]);
  }

  static createFromBuffer(buffer: Buffer): NativeImage {
    return new NativeImage(isPng(buffer) ? buffer : Buffer.alloc(0), isPng(buffer) ? [1] : []);
  }

  static createFromDataURL(dataURL: string): NativeImage {
    const data = /^data:image\/png;base64,(.*)$/s.exec(dataURL)?.[1] ?? '';
    return NativeImage.createFromBuffer(Buffer.from(data, 'base64'));
  }

  private constructor(png: Buffer, scaleFactors: readonly number[]) {
    super();
    this.#png = png;
    this.#scaleFactors = scaleFactors;
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

  getScaleFactors(): number[] {
    return [...this.#scaleFactors];
  }

  /* shell/common/api/electron_api_native_image.cc: macOS alone has template images. */
  isTemplateImage(): boolean {
    return false;
  }

  setTemplateImage(): void {
    // Without effect, as on Electron's other systems.
  }
}
