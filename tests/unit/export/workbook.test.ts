import { expect, it } from 'vitest';
import { createWorkbook } from '../../../electron/export/workbook.ts';
import { sha256Of, sha256OfPieces } from '../../../electron/files/index.ts';

const columns = ['one', 'two', 'three'].map((heading) => ({ heading, width: 12 }));

it('has the same bytes on every computer, on every day and in every time zone', () => {
  const workbook = createWorkbook([
    { name: 'First', columns },
    { name: 'Second', columns },
  ]);
  const pieces: Uint8Array[] = [];
  for (let row = 0; row < 1_000; row++) {
    const random = sha256Of(String(row));
    workbook.add(0, [random, { amount: row * 7919, currency: 'EUR' }, { day: '2026-11-30' }]);
    workbook.add(1, [`Ä <${random.slice(0, 9)}> & ${String(row % 13)}`, { number: row / 8 }, null]);
    if (row % 100 === 99) pieces.push(...workbook.take());
  }
  pieces.push(...workbook.end());
  // Made once; another sum means that each workbook that somebody exported becomes another file.
  expect(sha256OfPieces(pieces)).toBe('1c0fb70cc5139078aacd317746d675285a9595caafd58b0fa6e7ceaa2f474872');
});
