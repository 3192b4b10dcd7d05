import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeUnflushed } from '../../../electron/files/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-durable-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('writes pieces one after the other, however many a slow line brought and however small', async () => {
  const file = join(folder, 'document.pdf');
  const pieces = Array.from({ length: 30_000 }, (_, at) => Buffer.from(at % 7 === 0 ? '' : `${String(at)} `));
  await writeUnflushed(file, pieces);
  expect(readFileSync(file).equals(Buffer.concat(pieces))).toBe(true);
});
