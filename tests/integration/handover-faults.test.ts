import { readdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import * as files from '../../electron/files/index.ts';
import { valueOf } from '../support/archive/archive-setup.ts';
import { withExportFolder } from '../support/archive/export-setup.ts';
import { setUpHandover, taxedInvoice } from '../support/handover/handover-setup.ts';

vi.mock(import('../../electron/files/index.ts'), async (original) => {
  const real = await original();
  return { ...real, flushFolders: vi.fn(real.flushFolders) };
});

const place = withExportFolder();

it('leaves no folder of a batch that did not become one, whichever flush fails', async () => {
  const set = setUpHandover(place.path, [taxedInvoice({ id: 'in_1', number: 'A-1' })]);
  const flush = vi.mocked(files.flushFolders);
  const real = flush.getMockImplementation();
  let placed = 0;
  flush.mockImplementation((folders) => {
    const parent = [...folders].includes(place.out);
    if (parent) placed += 1;
    return parent && placed === 1
      ? Promise.reject(Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' }))
      : (real?.(folders) ?? Promise.resolve());
  });
  expect(await set.run()).toMatchObject({ ok: false });
  expect(placed).toBe(1);
  expect(readdirSync(place.out)).toEqual([]);
  expect((await set.plan()).counts.new).toBe(1);

  const batch = valueOf(await set.run());
  expect(readdirSync(place.out)).toHaveLength(1);
  expect(batch).toMatchObject({ number: 1, state: 'written', invoices: 1 });
});
