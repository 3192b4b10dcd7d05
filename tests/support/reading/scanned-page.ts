import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { pdfOf, stream } from '../odd-documents.ts';
import { seeded } from './seeded.ts';

/** Pixels an inch. */
const fineness = 200;
/** How far the sheet is turned, in degrees. */
const turned = 0.6;
const paper = 248;

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

/** The first page of a PDF as a scanner would see it: a picture a little turned, with noise, and no text. */
export function scanned(pdf: Buffer): Buffer {
  const { width, height, pixels } = worn(drawn(pdf));
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>',
    stream('q 595 0 0 842 0 0 cm /I Do Q'),
    stream(
      deflateSync(pixels),
      `/Type /XObject /Subtype /Image /Width ${String(width)} /Height ${String(height)} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`,
    ),
  ]);
}

function drawn(pdf: Buffer): Grey {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-scan-'));
  try {
    const file = join(folder, 'page.pdf');
    writeFileSync(file, pdf);
    const { stdout } = spawnSync('pdftoppm', ['-r', String(fineness), '-gray', '-singlefile', file], {
      maxBuffer: 100 * 1024 * 1024,
    });
    const [head = '', width, height] =
      /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(0, 40).toString('latin1')) ?? [];
    return { width: Number(width), height: Number(height), pixels: stdout.subarray(head.length) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function worn({ width, height, pixels }: Grey): Grey {
  const random = seeded(7);
  const [sine, cosine] = [Math.sin((turned * Math.PI) / 180), Math.cos((turned * Math.PI) / 180)];
  const seen = Buffer.alloc(width * height, paper);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const column = Math.round(dx * cosine - dy * sine + width / 2);
      const row = Math.round(dx * sine + dy * cosine + height / 2);
      const isOnSheet = column >= 0 && row >= 0 && column < width && row < height;
      const shade = isOnSheet ? (pixels[row * width + column] ?? paper) : paper;
      const speck = random.once(1_500) ? 60 : 255;
      seen[y * width + x] = Math.max(0, Math.min(speck, paper, shade + random.between(-25, 25)));
    }
  }
  return { width, height, pixels: seen };
}
