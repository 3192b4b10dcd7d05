const bytes = (...values: readonly number[]) => Buffer.from(values);
const uint32 = (value: number) => bytes(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);

/** Side of both pictures in pixels. */
const side = 8;

/**
 * A grey square as a JPEG 2000 codestream (ISO 15444-1, annex A): one tile whose single packet is empty, so that every
 * sample is the middle of its range.
 */
const greyJpeg2000 = (): Buffer =>
  Buffer.concat([
    bytes(0xff, 0x4f),
    bytes(0xff, 0x51, 0, 41, 0, 0),
    ...[side, side, 0, 0, side, side, 0, 0].map(uint32),
    bytes(0, 1, 7, 1, 1),
    bytes(0xff, 0x52, 0, 12, 0, 0, 0, 1, 0, 0, 4, 4, 0, 1),
    bytes(0xff, 0x5c, 0, 4, 0x40, 0x40),
    bytes(0xff, 0x90, 0, 10, 0, 0, ...uint32(15), 0, 1),
    bytes(0xff, 0x93, 0),
    bytes(0xff, 0xd9),
  ]);

/** A black square as JBIG2 segments for a PDF (ISO 14492): page information and one MMR-coded generic region. */
function blackJbig2(): Buffer {
  const firstRow = '001' + '00110101' + '000101';
  const rowLikeTheOneAbove = '11';
  const end = '000000000001'.repeat(2);
  const coded = packed(firstRow + rowLikeTheOneAbove.repeat(side - 1) + end);
  const page = Buffer.concat([...[side, side, 0, 0].map(uint32), bytes(0, 0, 0)]);
  const region = Buffer.concat([...[side, side, 0, 0].map(uint32), bytes(0, 1), coded]);
  return Buffer.concat([segment(0, 48, page), segment(1, 38, region)]);
}

const segment = (number: number, type: number, data: Buffer) =>
  Buffer.concat([uint32(number), bytes(type, 0, 1), uint32(data.length), data]);

const packed = (bits: string) =>
  bytes(...(bits.match(/.{1,8}/g) ?? []).map((each) => Number.parseInt(each.padEnd(8, '0'), 2)));

/** A page of 200 × 100 points: the grey JPEG 2000 square fills its left half, the black JBIG2 square its right. */
export function codedImagesDocument(): Buffer {
  const image = (filter: string, bits: number, data: Buffer) =>
    stream(
      `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent ${bits} /Filter /${filter}`,
      data,
    );
  const drawing = 'q 100 0 0 100 0 0 cm /Grey Do Q q 100 0 0 100 100 0 cm /Black Do Q';
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << /XObject << /Grey 5 0 R /Black 6 0 R >> >> >>',
    ),
    stream('', Buffer.from(drawing)),
    image('JPXDecode', 8, greyJpeg2000()),
    image('JBIG2Decode', 1, blackJbig2()),
  ];
  return written(objects);
}

const stream = (entries: string, data: Buffer) =>
  Buffer.concat([Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')]);

function written(objects: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  objects.forEach((object, at) => {
    offsets.push(parts.reduce((length, part) => length + part.length, 0));
    parts.push(Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'));
  });
  const start = parts.reduce((length, part) => length + part.length, 0);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
