import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvPresets, isNothingNew } from '#shared/export.ts';
import { valueOf } from '../support/archive/archive-setup.ts';
import { filesIn, inMonth, python, setUpExport, sumsHold, withExportFolder } from '../support/archive/export-setup.ts';

const target = withExportFolder();
const unzip =
  'import sys, zipfile, json; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2]); print(json.dumps(None))';

// Names that are hard to write down, and namesakes.
const numbers = ['A\\1', 'A\n1', '-', '=1+1', 'Ä "漢字" ', 'A/1', 'a-1', null];
const invoices = numbers.map((number, index) =>
  inMonth(index % 3, { id: `in_${index}`, number, status: index === 4 ? 'void' : 'paid' }),
);
const keys = invoices.map(({ id }) => `acc1:${id}` as const);

const anyExport = fc.record({
  accountId: fc.constantFrom(null, 'acc1'),
  invoiceKeys: fc.option(fc.subarray(keys, { minLength: 1 })),
  from: fc.constantFrom(null, '2026-02'),
  to: fc.constantFrom(null, '2026-02', '2026-03'),
  template: fc.constantFrom('{number}', '{year}/{month}/{vendor}_{number}', '{number}/{number}', 'all', '{tags}{id}'),
  accountFolders: fc.boolean(),
  formats: fc.subarray(['pdf', 'csv', 'xlsx'] as const, { minLength: 1 }).map((formats) => [...formats]),
  csvPreset: fc.constantFrom(...csvPresets),
  zip: fc.boolean(),
  pack: fc.boolean(),
});

it('every export is whole by its checksums, whatever was in its folder, and done again writes nothing new', async () => {
  const { run } = setUpExport(target, invoices, { locale: 'de-DE' });
  let unpackings = 0;
  const check = (folder: string, { zip, checksums }: { zip: string | null; checksums: string | null }): number => {
    if (zip === null) return sumsHold(folder, checksums ?? '').split('\n').length;
    const unpacked = join(target.path, `unpacked-${unpackings++}`);
    python(unzip, join(folder, zip), unpacked);
    const listed = sumsHold(unpacked).trim().split('\n');
    expect(listed).toHaveLength(filesIn(unpacked).length - 1);
    return listed.length;
  };
  await fc.assert(
    fc.asyncProperty(anyExport, fc.constantFrom('one', 'two'), async (request, name) => {
      // A pack is a month in a folder of single files.
      const pack = request.pack && !request.zip;
      const folder = join(target.out, name);
      const ran = await run({ ...request, pack }, { folder });
      if (!ran.ok) {
        expect(ran.error.code).toBe('nothing-to-export');
        return;
      }
      expect(ran.value.failed).toEqual([]);
      expect(check(folder, ran.value)).toBeGreaterThan(0);
      const again = valueOf(await run({ ...request, pack }, { folder }));
      expect(isNothingNew(again)).toBe(true);
    }),
    { numRuns: 10, seed: 5 },
  );
  // Those of before still hold: nothing of theirs was touched.
  for (const name of ['one', 'two']) {
    const folder = join(target.out, name);
    const lists = filesIn(folder).filter((file) => /^SHA256SUMS/.test(file));
    expect(lists.length).toBeGreaterThan(1);
    for (const list of lists) sumsHold(folder, list);
    expect(lists.map((list) => readFileSync(join(folder, list), 'utf8')).join('')).not.toContain('\\');
  }
});
