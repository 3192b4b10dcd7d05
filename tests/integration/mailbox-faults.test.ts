import { connect, createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../support/dovecot.ts';
import { invoiceMail as invoice, MailboxWorld } from '../support/mailbox/mailbox-world.ts';
import { pdfPart } from '../support/mails.ts';
import { closed, listening } from '../support/waits.ts';

const ends: (() => PromiseLike<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
}, 60_000);

async function begin(
  options: Parameters<typeof startMailServer>[0] = {},
): Promise<{ server: MailServer; world: MailboxWorld }> {
  const server = await startMailServer(options);
  ends.push(() => server[Symbol.asyncDispose]());
  const world = new MailboxWorld(server);
  ends.push(() => {
    world[Symbol.dispose]();
  });
  return { server, world };
}

it('a certificate for another host opens nothing, and the password is not sent', async () => {
  const { world } = await begin({ certificateFor: ['mail.elsewhere.example'] });
  expect(await world.mailboxes.add(world.entered(), world.server.password)).toMatchObject({
    ok: false,
    error: { code: 'server-unreachable', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  });
});

it('a folder that vanished is an outage of its own, told once, and goes on where it was when it is back', async () => {
  const { server, world } = await begin();
  server.deliver([invoice('1')], 'Invoices');
  const { id } = await world.added({ folder: 'Invoices' });
  expect(await world.read(id)).toBe('ok');
  server.removeFolder('Invoices');
  const stop = world.mailboxes.start();
  for (const minutes of [1, 6, 6]) {
    await world.clock.advance(minutes * 60_000);
    await expect.poll(() => world.mailboxes.list()[0]?.reading, { timeout: 20_000 }).toBe(false);
  }
  await expect.poll(() => world.told.map(({ code }) => code), { timeout: 20_000 }).toEqual(['mailbox-folder-missing']);
  stop();
  await world.mailboxes.idle();
  server.makeFolder('Invoices');
  server.deliver([invoice('1'), invoice('2')], 'Invoices');
  expect(await world.read(id)).toBe('ok');
  expect(world.taken).toEqual(['Invoice 1.eml', 'Invoice 2.eml']);
  expect(world.mailboxes.log(id)).toMatchObject({
    value: [
      { what: 'again' },
      { what: 'read' },
      { what: 'failed', error: { code: 'mailbox-folder-missing' } },
      { what: 'read' },
    ],
  });
});

it('a connection that is cut in the middle of a mail loses none of it', async () => {
  const { server, world } = await begin();
  const large = invoice('large', { parts: [pdfPart('large.pdf', Buffer.alloc(4 * 2 ** 20, 'a'))] });
  server.deliver([invoice('1'), large, invoice('3')]);
  let mostBytes = Number.POSITIVE_INFINITY;
  const between = createServer((client) => {
    const upstream = connect(server.port, '127.0.0.1');
    let bytes = 0;
    client.on('error', () => undefined).pipe(upstream.on('error', () => undefined));
    upstream.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > mostBytes) client.destroy();
      else client.write(piece);
    });
    upstream.once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
  });
  const port = await listening(between);
  ends.push(() => closed(between));
  const { id } = await world.added({ port });
  mostBytes = 2 * 2 ** 20;
  expect(await world.read(id)).toBe('server-unreachable');
  // What came whole before is in, and is not fetched again.
  expect(world.taken).toEqual(['Invoice 1.eml']);
  expect(world.mailboxes.list()).toMatchObject([{ mails: 1 }]);
  mostBytes = Number.POSITIVE_INFINITY;
  expect(await world.read(id)).toBe('ok');
  expect(world.taken).toEqual(['Invoice 1.eml', 'Invoice large.eml', 'Invoice 3.eml']);
});

const oldServer = 'IMAP4rev1 UIDPLUS IDLE';

it('a full mailbox takes no moved mail: it stays where it is, and the server’s words are said', async () => {
  // A server without MOVE copies first, which counts.
  const { server, world } = await begin({ mostMails: 1, capability: oldServer });
  server.makeFolder('Done');
  server.deliver([invoice('1')]);
  const { id } = await world.added({ moveTo: 'Done' });
  world.archived.add('Invoice 1.eml');
  expect(await world.mailboxes.read(id, world.signal)).toMatchObject({
    ok: false,
    error: { code: 'mailbox-full', serverWords: expect.stringContaining('Quota exceeded') as string },
  });
  expect(server.files()).toHaveLength(1);
});

it('nothing is moved on a server that could only expunge what others have marked as deleted', async () => {
  const { server, world } = await begin({ capability: 'IMAP4rev1 IDLE' });
  server.makeFolder('Done');
  server.deliver([invoice('1')]);
  const { id } = await world.added({ moveTo: 'Done' });
  world.archived.add('Invoice 1.eml');
  expect(await world.read(id)).toBe('mailbox-cannot-move');
  expect(server.files('Done')).toEqual([]);
});
