import { crc32, deflateSync } from 'node:zlib';
import { hashOf } from '../data/random.ts';

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** A picture of fine grain over a soft gradient: as large as width × height × 3 bytes, since grain does not compress. */
export function grainyPng(width: number, height: number, seed: number): Buffer {
  const row = width * 3 + 1;
  const pixels = Buffer.alloc(row * height);
  let state = hashOf(seed, width, height) | 1;
  for (let y = 0; y < height; y++) {
    for (let x = 1; x < row; x++) {
      // xorshift32
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const gradient = 110 + Math.round((90 * (x + y)) / (row + height));
      pixels[y * row + x] = gradient + ((state >>> 8) % 56);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
