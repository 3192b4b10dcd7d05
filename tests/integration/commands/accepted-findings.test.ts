import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';
import { documentOf, type Terminal } from '../../support/billfold.ts';
import { connected } from '../../support/connected-terminal.ts';

const place = connected('sk_test_accepted', 'Acme');
const finding = z.object({
  ...{ kind: z.string(), invoice: z.string().nullable(), id: z.string().nullable() },
  accepted: z.object({ by: z.string(), at: z.string() }).nullable(),
});
const verifyDocument = z.object({ findings: z.array(finding), accepted: z.array(finding) });

/** The vendor no longer has so many of the invoices. */
function withdraw({ dataFolder }: Terminal, count = 1): void {
  const opened = openDatabase(join(dataFolder, 'billfold.db'), migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.exec(`UPDATE invoices SET withdrawn_at = '2026-11-20T08:00:00.000Z'
    WHERE row IN (SELECT row FROM invoices WHERE document = 'stored' ORDER BY row LIMIT ${count})`);
  opened.value.close();
}

it('verify ends with 11 until its findings are accepted, lists them with a name, and takes them up again', async () => {
  const { terminal } = place();
  expect((await terminal.billfold('sync')).code).toBe(0);
  expect((await terminal.billfold('verify')).code).toBe(0);
  withdraw(terminal);
  const found = await terminal.billfold('verify', '--json');
  expect(found.code).toBe(11);
  const [withdrawn, ...more] = documentOf(verifyDocument, found).findings;
  expect(more).toEqual([]);
  const id = withdrawn?.id ?? '';
  expect(id).toMatch(/^[0-9a-f]{12}$/);
  const words = await terminal.billfold('verify');
  expect(words.stdout).toContain(`[${id}]`);
  expect(words.stderr).toContain('billfold verify --accept ID');

  const unknown = await terminal.billfold('verify', '--accept', id, '000000000000');
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('000000000000') as string });
  expect((await terminal.billfold('verify')).code).toBe(11);

  const accepted = await terminal.billfold('verify', '--accept', id, '--json');
  expect(accepted.code).toBe(0);
  expect(documentOf(verifyDocument, accepted)).toMatchObject({
    findings: [],
    accepted: [{ kind: 'withdrawn', id, accepted: { by: expect.any(String) as string } }],
  });
  const after = await terminal.billfold('verify');
  expect(after).toMatchObject({ code: 0, stderr: '' });
  expect(after.stdout).toMatch(/^accepted by \S.* on \d{4}-\d\d-\d\d: withdrawn: /m);
  expect(after.stdout).toContain('0 findings, 1 accepted');

  const reopened = await terminal.billfold('verify', '--reopen', id);
  expect(reopened.code).toBe(11);
  expect(reopened.stdout).toMatch(/1 findings$/m);
});

it('verify accepts all findings of a kind, or all, but what is to be mended and what a viewer sees', async () => {
  const { terminal } = place();
  expect((await terminal.billfold('sync')).code).toBe(0);
  withdraw(terminal, 3);
  const others = await terminal.billfold('verify', '--accept', 'two-kinds');
  expect(others).toMatchObject({ code: 11, stdout: expect.stringContaining('3 findings') as string });
  expect(others.stderr).not.toContain('Accepted');

  const kind = await terminal.billfold('verify', '--accept', 'withdrawn', '--json');
  expect(kind.code).toBe(0);
  expect(kind.stderr).toContain('Accepted 3 findings.');
  expect(documentOf(verifyDocument, kind).accepted).toHaveLength(3);

  withdraw(terminal, 4);
  writeFileSync(join(terminal.dataFolder, 'documents', 'stray.pdf'), 'of nothing');
  const all = await terminal.billfold('verify', '--accept', 'all');
  expect(all.code).toBe(11);
  expect(all.stderr).toContain('Accepted 1 finding.');
  expect(all.stderr).toContain('1 finding is left open');
  expect(all.stdout).toContain('1 findings, 4 accepted');
});
