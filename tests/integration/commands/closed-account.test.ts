import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { addAccount, documentOf, filesBelow } from '../../support/billfold.ts';
import { checkDocument, exportDocument, syncDocument } from '../../support/command-documents.ts';
import { connected } from '../../support/connected-terminal.ts';

const place = connected('sk_test_closed', 'Acme');

const accountsDocument = z.object({
  accounts: z.array(
    z.object({ name: z.string(), closedAt: z.string().nullable(), keyPlace: z.string(), freshness: z.unknown() }),
  ),
});
const verifyDocument = z.object({
  checked: z.number(),
  findings: z.array(z.object({ kind: z.string(), account: z.string().nullable() })),
});

it('stays listed, is exported and verified by its name, and is neither checked nor synced', async () => {
  const { terminal, folder } = place();
  await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100');
  expect(await terminal.billfold('check')).toMatchObject({ code: 10 });
  expect(await terminal.billfold('sync')).toMatchObject({ code: 0 });
  const removed = await terminal.billfold('accounts', 'remove', 'Acme');
  expect(removed).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('`export` and `verify` include them') as string,
  });

  const listed = documentOf(accountsDocument, await terminal.billfold('accounts', 'list', '--json'));
  expect(listed.accounts).toMatchObject([{ name: 'Acme', keyPlace: 'none', freshness: null }]);
  expect(listed.accounts[0]?.closedAt).toMatch(/^\d{4}-/);
  expect((await terminal.billfold('accounts', 'list')).stdout).toMatch(/^Acme: closed \d{4}-/);

  for (const command of ['check', 'sync', 'subscription', 'details']) {
    const refused = await terminal.billfold(command, '--account', 'Acme', '--json');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('The account “Acme” is closed');
  }
  expect(documentOf(checkDocument, await terminal.billfold('check', '--json')).accounts).toEqual([]);

  const out = join(folder, 'out');
  const exported = await terminal.billfold('export', '--out', out, '--account', 'Acme', '--json');
  expect(exported.code).toBe(0);
  expect(documentOf(exportDocument, exported).files.length).toBeGreaterThan(8);
  const whole = await terminal.billfold('verify', '--json');
  expect(documentOf(verifyDocument, whole).checked).toBeGreaterThan(8);

  const documents = join(terminal.dataFolder, 'documents');
  const pdfs = filesBelow(documents).filter((path) => path.endsWith('.pdf'));
  for (const path of pdfs) writeFileSync(join(documents, path), 'damaged');
  for (const which of [[], ['--account', 'acme']]) {
    const verified = await terminal.billfold('verify', ...which, '--json');
    expect(verified.code).toBe(11);
    const corrupt = documentOf(verifyDocument, verified).findings.filter(({ kind }) => kind === 'corrupt');
    expect(corrupt).toHaveLength(pdfs.length);
    expect(corrupt[0]?.account).toBe('Acme');
  }
});

it('goes on when the same customer is connected again: its invoices, its alert, and nothing told twice', async () => {
  const { terminal, server } = place();
  const again = await addAccount(terminal, 'Acme', server, '--json');
  expect(again).toMatchObject({ code: 0 });
  expect(JSON.parse(again.stdout)).toMatchObject({ reopened: true, account: { name: 'Acme', closedAt: null } });
  const checked = await terminal.billfold('check', '--json');
  expect(checked.code).toBe(10);
  const [account] = documentOf(checkDocument, checked).accounts;
  expect(account?.alerts).toMatchObject([{ exceeded: true, firedNow: false }]);
  const synced = documentOf(syncDocument, await terminal.billfold('sync', '--json'));
  expect(synced.accounts).toMatchObject([{ ok: true, invoices: { new: 0 } }]);
  // The damaged ones are the same invoices' still: they are mended, not fetched beside them.
  expect((await terminal.billfold('verify', '--repair')).code).toBe(0);
  expect(readdirSync(join(terminal.dataFolder, 'documents')).length).toBeGreaterThan(0);
});

it('another customer may not take its name before it is renamed', async () => {
  const { terminal, server } = place();
  await terminal.billfold('accounts', 'remove', 'Acme');
  const other = { ...server, customerId: 'cus_PracticeCredit' };
  const refused = await addAccount(terminal, 'Acme', other);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('A closed account is named “Acme”.');
});
