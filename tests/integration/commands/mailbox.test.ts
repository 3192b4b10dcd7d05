import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { defaultSettings } from '#shared/settings.ts';
import { createTerminal, documentOf, filesBelow } from '../../support/billfold.ts';
import { connected } from '../../support/connected-terminal.ts';
import { startMailServer } from '../../support/dovecot.ts';
import { ciiInvoice } from '../../support/e-invoices.ts';
import { mailOf, pdfPart } from '../../support/mails.ts';
import { setWith } from '../../support/odd-documents.ts';

const place = connected('sk_test_mailbox', 'Acme');

const mailbox = z.object({
  ...{ id: z.string(), account: z.string(), host: z.string(), user: z.string(), folder: z.string() },
  ...{ mails: z.int(), withFiles: z.int(), readAt: z.string().nullable(), failingSince: z.string().nullable() },
  error: z.object({ code: z.string(), message: z.string().min(1) }).nullable(),
});
const listed = z.object({ mailboxes: z.array(mailbox) });
const readDocument = listed.extend({ imported: z.int(), waiting: z.int(), refused: z.int() });

it('reads a mailbox from the command line, and keeps its password nowhere on the disk', async () => {
  await using server = await startMailServer();
  const { folder, terminal: first } = place();
  const { dataFolder, key } = first;
  const authorityFile = join(folder, 'mail-authority.pem');
  writeFileSync(authorityFile, server.authority.cert);
  const settings = { ...defaultSettings, authorityFile };
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ version: 2, settings }));
  const withPassword = (password: string) =>
    createTerminal({ dataFolder, key, env: { BILLFOLD_MAILBOX_PASSWORD: password } });
  const terminal = withPassword(server.password);
  const where = ['--host', server.host, '--port', String(server.port), '--user', server.user];
  const add = ['mailbox', 'add', '--account', 'Acme', ...where, '--since', '2026-01-01'];

  expect(await first.billfold(...add)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('BILLFOLD_MAILBOX_PASSWORD') as string,
  });
  expect(await withPassword('wrong').billfold(...add, '--json')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('mailbox-login-refused') as string,
  });
  expect(documentOf(listed, await terminal.billfold('mailbox', 'list', '--json'))).toEqual({ mailboxes: [] });

  const pdf = await setWith(
    {},
    [['factur-x.xml', ciiInvoice({ number: 'RE-1' })]],
    ['Rechnung RE-1', 'Gesamtbetrag 490,76 EUR'],
  );
  server.deliver([
    mailOf({ subject: 'RE-1', messageId: '<1@pixel.example>', parts: [pdfPart('RE-1.pdf', pdf)] }),
    mailOf({ subject: 'News', messageId: '<2@pixel.example>' }),
  ]);
  expect(await terminal.billfold(...add)).toMatchObject({ code: 0 });
  const read = documentOf(readDocument, await terminal.billfold('mailbox', 'read', '--certain', '--json'));
  expect(read).toMatchObject({
    mailboxes: [{ account: 'Acme', mails: 2, withFiles: 1, failingSince: null, error: null }],
    ...{ imported: 1, waiting: 0, refused: 0 },
  });
  expect(documentOf(readDocument, await terminal.billfold('mailbox', 'read', '--json'))).toMatchObject({ imported: 0 });
  // There is no secret store here: without the variable the password is gone.
  const without = await first.billfold('mailbox', 'read', '--json');
  expect(without.code).toBe(1);
  expect(documentOf(readDocument, without).mailboxes).toMatchObject([{ error: { code: 'mailbox-password-missing' } }]);
  for (const path of filesBelow(dataFolder))
    expect(readFileSync(join(dataFolder, path)).includes(server.password), path).toBe(false);
  const [{ id } = { id: '' }] = read.mailboxes;
  expect(await terminal.billfold('mailbox', 'remove', id)).toMatchObject({ code: 0 });
  expect(await terminal.billfold('mailbox', 'remove', id)).toMatchObject({ code: 1 });
  expect(await terminal.billfold(...add)).toMatchObject({ code: 0 });
  expect(await terminal.billfold('accounts', 'remove', 'Acme')).toMatchObject({ code: 0 });
  expect(documentOf(listed, await terminal.billfold('mailbox', 'list', '--json'))).toEqual({ mailboxes: [] });
});
