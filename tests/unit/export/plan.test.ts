import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createNaming, pathIdentity } from '#shared/naming.ts';
import type { DocumentFile } from '../../../electron/archive/index.ts';
import type { ChosenInvoice } from '../../../electron/export/chosen.ts';
import { openTargetFolder } from '../../../electron/export/folder.ts';
import { createPlan } from '../../../electron/export/plan.ts';
import { sha256Of } from '../../../electron/files/index.ts';
import { sampleData, sampleNow } from '../../support/sample-data.ts';

const root = mkdtempSync(join(tmpdir(), 'billfold-plan-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const [invoice] = sampleData(sampleNow, 1).invoices;
if (!invoice) throw new Error('The sample has no invoice');

const chosen: ChosenInvoice = {
  ...invoice,
  ...{ document: null, withoutDocument: null, date: invoice.createdAt, path: '' },
};

const documentOf = (bytes: string): DocumentFile => ({
  file: '',
  sha256: sha256Of(bytes),
  bytes: bytes.length,
  kind: 'pdf',
});
// Few and alike, so that they get in each other's way.
const value = fc.constantFrom('a', 'A', 'ä', 'a\u0308', 'a_2', 'a/a', '', 'CON', '..', 'a.pdf');

it('gives each document of a job a path of its own inside the folder, and keeps what is there', async () => {
  let turn = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('{number}', '{vendor}/{number}', '{number}/{vendor}', '{vendor}{number}.pdf', 'bill'),
      fc.array(fc.record({ number: value, vendor: value, bytes: fc.constantFrom('x', 'y', 'zz') }), { maxLength: 8 }),
      fc.array(fc.record({ name: fc.constantFrom('a.pdf', 'a_2.pdf', 'A/a.pdf', 'bill.pdf'), bytes: value }), {
        maxLength: 3,
      }),
      async (template, invoices, there) => {
        const folder = join(root, String(turn++));
        mkdirSync(folder);
        for (const { name, bytes } of there) {
          mkdirSync(dirname(join(folder, name)), { recursive: true });
          writeFileSync(join(folder, name), bytes);
        }
        const naming = createNaming({ template, timeZone: 'UTC' });
        if (!naming.ok) throw new Error(naming.error.code);
        const target = await openTargetFolder(folder, 'look', () => true);
        const plan = createPlan(target);
        const seen = new Set<string>();
        for (const { number, vendor, bytes } of invoices) {
          const document = documentOf(bytes);
          const path = naming.value({ ...invoice, number }, vendor);
          const placed = await plan.place({ invoice: chosen, document, path });
          expect(seen).not.toContain(pathIdentity(placed.path));
          seen.add(pathIdentity(placed.path));
          expect(relative(folder, target.absolute(placed.path))).not.toMatch(/^\.\.|^\//);
          const before = there.findLast(({ name }) => name === placed.path);
          expect(placed.isThere).toBe(before !== undefined);
          if (before) expect(readFileSync(join(folder, placed.path), 'utf8')).toBe(bytes);
        }
      },
    ),
    { numRuns: 150 },
  );
});

describe('what is at a path already', () => {
  let made = 0;
  /** A folder with these files, and how often a file of it was looked into. */
  function folderWith(files: Readonly<Record<string, string>>) {
    const folder = join(root, `there-${made++}`);
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const looked: string[] = [];
    const had = new Set(Object.keys(files));
    const plan = createPlan({
      had: (path) => Promise.resolve(had.has(path)),
      absolute(path) {
        looked.push(path);
        return join(folder, path);
      },
    });
    const place = async (bytes: string, path: string) => {
      const document = documentOf(bytes);
      const placed = await plan.place({ invoice: chosen, document, path });
      expect(placed).toMatchObject({ document, wanted: path });
      return [placed.path, placed.isThere];
    };
    return { folder, had, looked, plan, place };
  }

  it.each([
    ['the same bytes are left', 'xx', ['a.pdf', true]],
    ['others of the same size keep their name', 'xy', ['a_2.pdf', false]],
    ['others of another size, too', 'x', ['a_2.pdf', false]],
  ])('%s', async (_, bytes, expected) => {
    expect(await folderWith({ 'a.pdf': 'xx' }).place(bytes, 'a.pdf')).toEqual(expected);
  });

  it('is a folder: that keeps its name, too', async () => {
    const { had, place } = folderWith({ 'a.pdf/b': '' });
    had.add('a.pdf');
    expect(await place('xx', 'a.pdf')).toEqual(['a_2.pdf', false]);
  });

  it('is another’s for one document, and may be what a later one looks for', async () => {
    const { place } = folderWith({ 'a.pdf': 'yy' });
    expect(await place('xx', 'a.pdf')).toEqual(['a_2.pdf', false]);
    expect(await place('yy', 'a.pdf')).toEqual(['a.pdf', true]);
    expect(await place('yy', 'A.PDF')).toEqual(['A_3.PDF', false]);
  });

  it('is read once, ahead where it is known to be there', async () => {
    const { folder, looked, plan, place } = folderWith({ 'a.pdf': 'xx' });
    await plan.lookAhead([
      { path: 'a.pdf', document: documentOf('xx') },
      { path: 'new.pdf', document: documentOf('xx') },
    ]);
    expect(looked).toEqual(['a.pdf']);
    writeFileSync(join(folder, 'a.pdf'), 'yy');
    expect(await place('yy', 'a.pdf')).toEqual(['a_2.pdf', false]);
    expect(await place('xx', 'a.pdf')).toEqual(['a.pdf', true]);
    expect(looked).toEqual(['a.pdf']);
  });

  it('has gone meanwhile: its name is not taken; what cannot be read is an error', async () => {
    const { had, place } = folderWith({ file: '' });
    had.add('gone.pdf');
    expect(await place('xx', 'gone.pdf')).toEqual(['gone_2.pdf', false]);
    had.add('file/a.pdf');
    await expect(place('xx', 'file/a.pdf')).rejects.toThrow('ENOTDIR');
  });
});
