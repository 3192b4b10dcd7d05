import { deflateSync } from 'node:zlib';
import type PDFDocument from 'pdfkit';
import { hashOf } from '../data/random.ts';

/** A picture that is packed once and put into any number of documents as it is. */
export interface Picture {
  readonly side: number;
  readonly packed: Buffer;
}

/** A square of fine grain over a soft gradient: as large as about two bytes a pixel, since grain does not compress. */
export function grainyPicture(side: number, seed: number): Picture {
  const row = side * 3;
  const pixels = Buffer.alloc(row * side);
  let state = hashOf(seed, side) | 1;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < row; x++) {
      // xorshift32
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      pixels[y * row + x] = 110 + Math.round((90 * (x + y)) / (row + side)) + ((state >>> 8) % 56);
    }
  }
  return { side, packed: deflateSync(pixels, { level: 1 }) };
}

/**
 * Pdfkit would unpack and repack a PNG for each document. It also takes an image that embeds itself, if that has a width and
 * a height: see `image` and `embed` in its sources.
 */
export function imageOf({ side, packed }: Picture): Buffer {
  const image = {
    label: 'I1',
    width: side,
    height: side,
    obj: null as object | null,
    embed(document: InstanceType<typeof PDFDocument>) {
      const reference = document.ref({
        Type: 'XObject',
        Subtype: 'Image',
        BitsPerComponent: 8,
        Width: side,
        Height: side,
        ColorSpace: 'DeviceRGB',
        Filter: 'FlateDecode',
      });
      reference.end(packed);
      this.obj = reference;
    },
  };
  // The types know pictures as files only.
  return image as unknown as Buffer;
}
