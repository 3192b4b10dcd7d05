import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { addAccount, documentOf } from '../../support/billfold.ts';
import { connected, newAccount } from '../../support/connected-terminal.ts';
import { ciiInvoice } from '../../support/e-invoices.ts';
import { mailOf, pdfPart, zipWith } from '../../support/mails.ts';
import { setWith } from '../../support/odd-documents.ts';

const place = connected('sk_test_import', null);

const file = z.object({
  file: z.string(),
  within: z.string().nullable(),
  certain: z.boolean(),
  number: z.string().nullable(),
  issuedOn: z.string().nullable(),
  total: z.object({ amount: z.int(), currency: z.string() }).nullable(),
  seller: z.string().nullable(),
  similar: z.array(z.object({ number: z.string(), account: z.string() })),
  error: z.object({ code: z.string(), message: z.string().min(1) }).nullable(),
});
const importDocument = z.object({ imported: z.int(), waiting: z.array(file), refused: z.array(file) });

const invoice = (number: string) =>
  setWith({}, [['factur-x.xml', ciiInvoice({ number })]], [`Rechnung ${number}`, 'Gesamtbetrag 490,76 EUR']);

it('reads files, saved mails and archives; files what is verified where that was asked for, and says what it refused', async () => {
  const terminal = await newAccount(place(), 'import');
  const { folder } = place();
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox);
  const first = await invoice('RE-1');
  writeFileSync(join(inbox, 'first.pdf'), first);
  writeFileSync(join(inbox, 'second.eml'), mailOf({ parts: [pdfPart('second.pdf', await invoice('RE-2'))] }));
  writeFileSync(
    join(inbox, 'more.zip'),
    await zipWith({ 'first again.pdf': first, 'unclear.pdf': await setWith({}, [], ['Hello']) }),
  );
  writeFileSync(join(inbox, 'notes.txt'), 'not looked at in a folder');
  const words = ['import', inbox, '--account', 'Acme'];

  const looked = await terminal.billfold(...words, '--json');
  expect(looked).toMatchObject({ code: 0, stderr: expect.stringContaining('under Invoices → Import') as string });
  expect(documentOf(importDocument, looked)).toMatchObject({
    imported: 0,
    refused: [],
    waiting: [
      { file: 'first.pdf', within: null, certain: true, number: 'RE-1', total: { amount: 49076, currency: 'EUR' } },
      { file: 'unclear.pdf', within: 'more.zip', certain: false, number: null, total: null },
      { file: 'second.pdf', within: 'second.eml', certain: true, number: 'RE-2' },
    ],
  });

  writeFileSync(join(inbox, 'third.pdf'), await invoice('RE-3'));
  const broken = join(folder, 'broken.pdf');
  writeFileSync(broken, '%PDF-1.7 and no more');
  const filed = await terminal.billfold('import', join(inbox, 'third.pdf'), broken, '--account', 'Acme', '--certain');
  expect(filed).toMatchObject({
    code: 1,
    stdout: '3 invoices imported, 0 files waiting for confirmation, 1 refused\n',
    stderr: expect.stringContaining('broken') as string,
  });
  const again = await terminal.billfold('import', join(inbox, 'third.pdf'), '--account', 'Acme', '--json');
  expect(documentOf(importDocument, again)).toMatchObject({
    waiting: [],
    refused: [{ error: { code: 'import-duplicate' } }],
  });
});

it('needs an account, and a role that may import', async () => {
  const terminal = await newAccount(place(), 'import-roles');
  expect(await terminal.billfold('import', 'x.pdf')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--account') as string,
  });
  const none = await terminal.billfold('import', '/nonexistent/x.pdf', '--account', 'Acme', '--json');
  expect(none.code).toBe(1);
  expect(documentOf(importDocument, none).refused).toMatchObject([{ file: 'x.pdf', error: { code: 'file-failed' } }]);
  expect((await addAccount(terminal, 'Seen', place().server, '--role', 'viewer')).code).toBe(0);
  const refused = await terminal.billfold('import', 'x.pdf', '--account', 'Seen', '--json');
  expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('role-forbids') as string });
});
