import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NewMailbox } from '#shared/mailboxes.ts';
import { type MailServer, startMailServer } from '../support/dovecot.ts';
import { invoiceMail as invoice, MailboxWorld, newsMail as news } from '../support/mailbox/mailbox-world.ts';
import { pdfPart } from '../support/mails.ts';

let server: MailServer;
let world: MailboxWorld;
/** For a busy machine. */
const waiting = { timeout: 20_000 };

beforeEach(async () => {
  server = await startMailServer();
  world = new MailboxWorld(server);
}, 60_000);
afterEach(async () => {
  world[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
}, 60_000);

it('reads the mails that hold files, each once, and changes nothing in the mailbox', async () => {
  server.deliver([invoice('1'), news('a'), invoice('2'), news('b')]);
  const before = server.files();
  const { id } = await world.added();
  expect(await world.mailboxes.read(id, world.signal)).toMatchObject({
    ok: true,
    value: { mails: 4, withFiles: 2, failure: null, readAt: expect.any(String) as string },
  });
  expect(world.taken).toEqual(['Invoice 1.eml', 'Invoice 2.eml']);
  expect(server.files()).toEqual(before);
  server.deliver([invoice('3')]);
  // The same mail once more, as after it was moved back and forth.
  server.deliver([invoice('1')]);
  await world.mailboxes.read(id, world.signal);
  await world.mailboxes.read(id, world.signal);
  expect(world.taken).toEqual(['Invoice 1.eml', 'Invoice 2.eml', 'Invoice 3.eml']);
  // Another mail with a Message-ID that was there, as some programs write them: its invoice does not vanish.
  server.deliver([invoice('4', { messageId: '<1@pixel.example>', date: 'Fri, 30 Oct 2026 08:00:00 +0000' })]);
  server.deliver([invoice('5', { messageId: '<1@pixel.example>', date: 'Fri, 30 Oct 2026 09:00:00 +0000' })]);
  await world.mailboxes.read(id, world.signal);
  expect(world.taken.slice(3)).toEqual(['Invoice 4.eml', 'Invoice 5.eml']);
});

it('goes on where it was ended in the middle, and loses none', async () => {
  server.deliver([invoice('1'), invoice('2'), invoice('3')]);
  const { id } = await world.added();
  const { onTake } = world;
  world.onTake = (name) => (world.taken.length < 1 ? onTake(name) : null);
  expect(await world.mailboxes.read(id, world.signal)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(world.mailboxes.list()).toMatchObject([{ mails: 3, failure: null }]);
  world.restart();
  world.onTake = onTake;
  await world.mailboxes.read(id, world.signal);
  expect(world.taken).toEqual(['Invoice 1.eml', 'Invoice 2.eml', 'Invoice 3.eml']);
});

it('reads a folder of new uids from its start, and takes nothing twice', async () => {
  server.deliver([invoice('1'), invoice('2')]);
  const { id } = await world.added();
  await world.mailboxes.read(id, world.signal);
  await server.stop();
  server.renumber();
  await server.start();
  server.deliver([invoice('3')]);
  expect(await world.mailboxes.read(id, world.signal)).toMatchObject({ ok: true });
  expect(world.taken).toEqual(['Invoice 1.eml', 'Invoice 2.eml', 'Invoice 3.eml']);
});

it('reads a folder of its own, and only what came since a day', async () => {
  server.deliver([invoice('in the inbox')]);
  server.deliver([invoice('1')], 'Invoices');
  const { id } = await world.added({ folder: 'Invoices' });
  await world.mailboxes.read(id, world.signal);
  expect(world.taken).toEqual(['Invoice 1.eml']);
  const later = await world.added({ folder: 'INBOX', since: '2999-01-01' });
  expect(await world.mailboxes.read(later.id, world.signal)).toMatchObject({ ok: true, value: { mails: 0 } });
});

it('says what is wrong when it is entered, and keeps nothing', async () => {
  const codes = async (changes: Partial<NewMailbox>, password = server.password) => {
    const outcome = await world.mailboxes.add(world.entered(changes), password);
    return outcome.ok ? 'ok' : outcome.error;
  };
  expect(await codes({}, 'wrong')).toMatchObject({
    code: 'mailbox-login-refused',
    host: 'localhost',
    user: server.user,
  });
  expect(await codes({ folder: 'Nowhere' })).toEqual({
    code: 'mailbox-folder-missing',
    host: 'localhost',
    folder: 'Nowhere',
  });
  world.isTrusted = false;
  expect(await codes({})).toMatchObject({ code: 'authority-unknown' });
  world.isTrusted = true;
  await server.stop();
  expect(await codes({})).toMatchObject({ code: 'server-unreachable', host: 'localhost', reason: 'ECONNREFUSED' });
  expect(world.mailboxes.list()).toEqual([]);
  expect(world.secrets.size).toBe(0);
});

it('an outage is told once, after it has lasted, and ends by itself; a refused password is not tried again', async () => {
  server.deliver([invoice('1')]);
  const { id } = await world.added();
  const stop = world.mailboxes.start();
  await server.stop();
  const turn = async (minutes: number) => {
    await world.clock.advance(minutes * 60_000);
    await expect.poll(() => world.mailboxes.list()[0]?.reading, waiting).toBe(false);
  };
  await turn(1);
  await expect.poll(() => world.mailboxes.list()[0]?.failure?.error.code, waiting).toBe('server-unreachable');
  expect(world.told).toEqual([]);
  for (const minutes of [6, 6, 6, 6, 6]) await turn(minutes);
  await expect.poll(() => world.told, waiting).toHaveLength(1);
  await server.start();
  await turn(6);
  await expect.poll(() => world.taken, waiting).toEqual(['Invoice 1.eml']);
  expect(world.mailboxes.list()).toMatchObject([{ failure: null }]);
  stop();
  await world.mailboxes.idle();

  world.secrets.set(id, Buffer.from('sealed wrong'));
  world.restart();
  expect(await world.mailboxes.read(id, world.signal)).toMatchObject({
    ok: false,
    error: { code: 'mailbox-login-refused' },
  });
  const again = await world.mailboxes.setPassword(id, server.password);
  expect(again).toMatchObject({ ok: true, value: { failure: null } });
});

it('without a secret store the password lasts as long as the program, and is asked for then', async () => {
  world.hasSecretStore = false;
  const { id } = await world.added();
  expect(await world.mailboxes.read(id, world.signal)).toMatchObject({ ok: true });
  expect(world.secrets.size).toBe(0);
  world.restart();
  expect(await world.mailboxes.read(id, world.signal)).toMatchObject({
    ok: false,
    error: { code: 'mailbox-password-missing' },
  });
  expect(world.mailboxes.remove(id)).toEqual({ ok: true, value: null });
  expect(world.mailboxes.list()).toEqual([]);
});

it('of an account that is removed are read no more, and their passwords are gone', async () => {
  await world.added();
  expect(world.secrets.size).toBe(1);
  world.mailboxes.forget('another account');
  expect(world.mailboxes.list()).toHaveLength(1);
  world.mailboxes.forget('acc1');
  expect(world.mailboxes.list()).toEqual([]);
  expect(world.secrets.size).toBe(0);
});

it('fetches a large mail whole, and names one that is too large', async () => {
  const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20 * 2 ** 20, 'a')]);
  const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const mail = invoice('large', { parts: [pdfPart('large.pdf', large)] });
  const huge = invoice('huge', { parts: [pdfPart('huge.pdf', Buffer.alloc(50 * 2 ** 20, 'a'))] });
  server.deliver([mail, huge]);
  const { id } = await world.added();
  expect(sum(mail)).toHaveLength(64);
  await world.mailboxes.read(id, world.signal);
  expect(world.taken).toEqual(['Invoice huge.eml is larger than 64 MB', 'Invoice large.eml']);
}, 60_000);
