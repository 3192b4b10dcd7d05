import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';
import { documentOf, type Terminal } from '../../support/billfold.ts';
import { connected } from '../../support/connected-terminal.ts';

const place = connected('sk_test_versions', 'Acme');
const versionsDocument = z.object({
  invoices: z.array(
    z.looseObject({
      ...{ account: z.string(), number: z.string(), id: z.string(), withdrawnAt: z.string().nullable() },
      versions: z.array(
        z.looseObject({
          ...{ version: z.int(), cause: z.string().nullable(), changed: z.array(z.string()), document: z.boolean() },
          total: z.object({ amount: z.int(), currency: z.string() }),
        }),
      ),
    }),
  ),
  files: z.array(z.string()),
});

/** The archive has an invoice as the vendor listed it before it changed it: a dollar less. Answers its number. */
function saidOtherwise({ dataFolder }: Terminal): string {
  const opened = openDatabase(join(dataFolder, 'billfold.db'), migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const row = "(SELECT min(row) FROM invoices WHERE document = 'stored')";
  db.exec(`UPDATE invoices SET total = total - 100, content = '' WHERE row = ${row}`);
  const number = db.prepare<[], string>(`SELECT number FROM invoices WHERE row = ${row}`).pluck().get() ?? '';
  db.close();
  return number;
}

it('shows what the vendor said of an invoice, version by version, and writes the PDF and answer of each', async () => {
  const { terminal, folder } = place();
  expect((await terminal.billfold('sync')).code).toBe(0);
  expect(await terminal.billfold('invoices', 'versions')).toMatchObject({
    code: 0,
    stdout: 'No vendor has changed or withdrawn an invoice after it was final.\n',
  });
  const number = saidOtherwise(terminal);
  expect((await terminal.billfold('sync', '--full')).code).toBe(0);

  const listed = await terminal.billfold('invoices', 'versions', '--json');
  const [invoice, ...others] = documentOf(versionsDocument, listed).invoices;
  expect(others).toEqual([]);
  expect(invoice).toMatchObject({ account: 'Acme', number, withdrawnAt: null });
  expect(invoice?.versions).toMatchObject([
    { version: 2, cause: 'vendor', changed: ['total'] },
    { version: 1, cause: null, changed: [], document: true },
  ]);
  const [now = 0, before = 0] = invoice?.versions.map(({ total }) => total.amount) ?? [];
  expect(now - before).toBe(100);

  const words = await terminal.billfold('invoices', 'versions', number.toLowerCase(), '--account', 'acme');
  expect(words.stdout).toMatch(
    /^Acme \S+: 2 versions\n {2}version 2, received \S+, changed by the vendor, shown and exported.*\n {4}.* -> /,
  );
  expect(words.stdout).toContain('  version 1, received ');
  expect(await terminal.billfold('invoices', 'versions', 'none-such')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The invoice none-such isn’t in the archive.') as string,
  });

  const out = join(folder, 'versions');
  const written = documentOf(
    versionsDocument,
    await terminal.billfold('invoices', 'versions', number, '--json', '--out', out),
  ).files;
  expect(written).toContain(`Acme ${number} version 1.pdf`);
  expect(written).toContain(`Acme ${number} version 2.json`);
  expect(readFileSync(join(out, `Acme ${number} version 1.pdf`), 'latin1')).toMatch(/^%PDF-/);
  expect(JSON.parse(readFileSync(join(out, `Acme ${number} version 2.json`), 'utf8'))).toMatchObject({ number });

  // Nothing is overwritten: what is there with other bytes stays, and what is there already is not written again.
  writeFileSync(join(out, `Acme ${number} version 2.json`), 'mine');
  const again = documentOf(
    versionsDocument,
    await terminal.billfold('invoices', 'versions', number, '--json', '--out', out),
  ).files;
  expect(again).toContain(`Acme ${number} version 2_2.json`);
  expect(readFileSync(join(out, `Acme ${number} version 2.json`), 'utf8')).toBe('mine');
  expect(readdirSync(out).toSorted()).toEqual([...new Set([...written, ...again])].toSorted());
});
