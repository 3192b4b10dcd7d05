import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import type { Mailbox, NewMailbox } from '#shared/mailboxes.ts';
import { createMailboxes, type Mailboxes } from '../../electron/mailboxes/index.ts';
import { readAuthority } from '../../electron/network/authority.ts';
import { createConnect } from '../../electron/network/connect.ts';
import { createProxyLogins } from '../../electron/network/proxy-logins.ts';
import { anAccount, setUpArchive } from '../support/archive/archive-setup.ts';
import { type MailServer, startMailServer } from '../support/dovecot.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { mailOf, pdfPart } from '../support/mails.ts';

let server: MailServer;
let folder: string;
let db: ReturnType<typeof setUpArchive>['db'];
let mailboxes: Mailboxes;
let taken: string[];
let told: AppError[];
let onTake: () => boolean;
let authority: string | null;
let available: boolean;
const secrets = new Map<string, Uint8Array>();
const clock = fakeClock();
const signal = new AbortController().signal;
/** For a busy machine. */
const waiting = { timeout: 20_000 };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailboxes-'));
  server = await startMailServer();
  writeFileSync(join(folder, 'ca.pem'), server.authority.cert);
  authority = join(folder, 'ca.pem');
  available = true;
  secrets.clear();
  [taken, told, onTake] = [[], [], () => true];
  begin();
}, 60_000);
afterEach(async () => {
  db.close();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
}, 60_000);

function begin(): void {
  ({ db } = setUpArchive({
    folder: join(folder, 'data'),
    source: fakeBillingSource({}, clock),
    clock,
    accounts: [anAccount()],
  }));
  const logins = createProxyLogins({
    store: { read: () => Promise.resolve(null), keep: () => Promise.resolve('session'), forget: () => undefined },
    environment: new Map(),
    onWanted: () => undefined,
  });
  mailboxes = createMailboxes({
    ...{ db, clock, logger: memoryLogger(), emit: () => undefined, incomingFolder: join(folder, 'data', 'incoming') },
    connect: createConnect({
      resolveProxy: () => Promise.resolve('DIRECT'),
      beginLogin: logins.begin,
      authority() {
        const read = authority === null ? null : readAuthority(authority, Date.now());
        return read?.ok ? read.value : null;
      },
    }),
    secretStore: {
      isAvailable: () => Promise.resolve(available),
      encrypt: (plain) => Promise.resolve(Buffer.from(`sealed ${plain}`)),
      decrypt: (cipher) => Promise.resolve({ plain: Buffer.from(cipher).toString().slice(7), isCurrent: true }),
    },
    secrets: {
      read: (id) => secrets.get(id) ?? null,
      write: (id, cipher) => void (cipher ? secrets.set(id, cipher) : secrets.delete(id)),
    },
    takeMail(_accountId, _file, name) {
      if (!onTake()) return Promise.resolve(false);
      taken.push(name);
      return Promise.resolve(true);
    },
    refuseMail: (_accountId, name, megabytes) => taken.push(`${name} is larger than ${String(megabytes)} MB`),
    tell(_mailbox, error) {
      told.push(error);
      return Promise.resolve();
    },
  });
}

const entered = (changes: Partial<NewMailbox> = {}): NewMailbox => ({
  ...{
    accountId: 'acc1',
    host: server.host,
    port: server.port,
    user: server.user,
    folder: 'INBOX',
    since: '2025-01-01',
  },
  ...changes,
});
async function added(changes: Partial<NewMailbox> = {}): Promise<Mailbox> {
  const mailbox = await mailboxes.add(entered(changes), server.password);
  if (!mailbox.ok) throw new Error(JSON.stringify(mailbox.error));
  return mailbox.value;
}
const invoice = (number: string, more: Partial<Parameters<typeof mailOf>[0]> = {}) =>
  mailOf({
    ...{ from: 'billing@pixel.example', subject: `Invoice ${number}`, messageId: `<${number}@pixel.example>` },
    parts: [pdfPart(`${number}.pdf`, Buffer.from(`%PDF-1.7 ${number}`))],
    ...more,
  });
const news = (text: string) =>
  mailOf({ from: 'news@shop.example', subject: text, messageId: `<${text}@shop.example>` });

it('reads the mails that hold files, each once, and changes nothing in the mailbox', async () => {
  server.deliver([invoice('1'), news('a'), invoice('2'), news('b')]);
  const before = server.files();
  const { id } = await added();
  expect(await mailboxes.read(id, signal)).toMatchObject({
    ok: true,
    value: { mails: 4, withFiles: 2, failure: null, readAt: expect.any(String) as string },
  });
  expect(taken).toEqual(['Invoice 1.eml', 'Invoice 2.eml']);
  expect(server.files()).toEqual(before);
  server.deliver([invoice('3')]);
  // The same mail once more, as after it was moved back and forth.
  server.deliver([invoice('1')]);
  await mailboxes.read(id, signal);
  await mailboxes.read(id, signal);
  expect(taken).toEqual(['Invoice 1.eml', 'Invoice 2.eml', 'Invoice 3.eml']);
});

it('goes on where it was ended in the middle, and loses none', async () => {
  server.deliver([invoice('1'), invoice('2'), invoice('3')]);
  const { id } = await added();
  onTake = () => taken.length < 1;
  expect(await mailboxes.read(id, signal)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(mailboxes.list()).toMatchObject([{ mails: 1, failure: null }]);
  db.close();
  begin();
  onTake = () => true;
  await mailboxes.read(id, signal);
  expect(taken).toEqual(['Invoice 1.eml', 'Invoice 2.eml', 'Invoice 3.eml']);
});

it('reads a folder of new uids from its start, and takes nothing twice', async () => {
  server.deliver([invoice('1'), invoice('2')]);
  const { id } = await added();
  await mailboxes.read(id, signal);
  await server.stop();
  server.renumber();
  await server.start();
  server.deliver([invoice('3')]);
  expect(await mailboxes.read(id, signal)).toMatchObject({ ok: true });
  expect(taken).toEqual(['Invoice 1.eml', 'Invoice 2.eml', 'Invoice 3.eml']);
});

it('reads a folder of its own, and only what came since a day', async () => {
  server.deliver([invoice('in the inbox')]);
  server.deliver([invoice('1')], 'Invoices');
  const { id } = await added({ folder: 'Invoices' });
  await mailboxes.read(id, signal);
  expect(taken).toEqual(['Invoice 1.eml']);
  const later = await added({ folder: 'INBOX', since: '2999-01-01' });
  expect(await mailboxes.read(later.id, signal)).toMatchObject({ ok: true, value: { mails: 0 } });
});

it('says what is wrong when it is entered, and keeps nothing', async () => {
  const codes = async (changes: Partial<NewMailbox>, password = server.password) => {
    const outcome = await mailboxes.add(entered(changes), password);
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
  authority = null;
  expect(await codes({})).toMatchObject({ code: 'authority-unknown' });
  authority = join(folder, 'ca.pem');
  await server.stop();
  expect(await codes({})).toMatchObject({ code: 'server-unreachable', host: 'localhost', reason: 'ECONNREFUSED' });
  expect(mailboxes.list()).toEqual([]);
  expect(secrets.size).toBe(0);
});

it('an outage is told once, after it has lasted, and ends by itself; a refused password is not tried again', async () => {
  server.deliver([invoice('1')]);
  const { id } = await added();
  const stop = mailboxes.start();
  await server.stop();
  const turn = async (minutes: number) => {
    await clock.advance(minutes * 60_000);
    await expect.poll(() => mailboxes.list()[0]?.reading, waiting).toBe(false);
  };
  await turn(1);
  await expect.poll(() => mailboxes.list()[0]?.failure?.error.code, waiting).toBe('server-unreachable');
  expect(told).toEqual([]);
  for (const minutes of [6, 6, 6, 6, 6]) await turn(minutes);
  await expect.poll(() => told, waiting).toHaveLength(1);
  await server.start();
  await turn(6);
  await expect.poll(() => taken, waiting).toEqual(['Invoice 1.eml']);
  expect(mailboxes.list()).toMatchObject([{ failure: null }]);
  stop();
  await mailboxes.idle();

  secrets.set(id, Buffer.from('sealed wrong'));
  db.close();
  begin();
  expect(await mailboxes.read(id, signal)).toMatchObject({ ok: false, error: { code: 'mailbox-login-refused' } });
  const again = await mailboxes.setPassword(id, server.password);
  expect(again).toMatchObject({ ok: true, value: { failure: null } });
});

it('without a secret store the password lasts as long as the program, and is asked for then', async () => {
  available = false;
  const { id } = await added();
  expect(await mailboxes.read(id, signal)).toMatchObject({ ok: true });
  expect(secrets.size).toBe(0);
  db.close();
  begin();
  expect(await mailboxes.read(id, signal)).toMatchObject({ ok: false, error: { code: 'mailbox-password-missing' } });
  expect(mailboxes.remove(id)).toEqual({ ok: true, value: null });
  expect(mailboxes.list()).toEqual([]);
});

it('of an account that is removed are read no more, and their passwords are gone', async () => {
  await added();
  expect(secrets.size).toBe(1);
  mailboxes.forget('another account');
  expect(mailboxes.list()).toHaveLength(1);
  mailboxes.forget('acc1');
  expect(mailboxes.list()).toEqual([]);
  expect(secrets.size).toBe(0);
});

it('fetches a large mail whole, and names one that is too large', async () => {
  const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20 * 2 ** 20, 'a')]);
  const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const mail = invoice('large', { parts: [pdfPart('large.pdf', large)] });
  const huge = invoice('huge', { parts: [pdfPart('huge.pdf', Buffer.alloc(50 * 2 ** 20, 'a'))] });
  server.deliver([mail, huge]);
  const { id } = await added();
  expect(sum(mail)).toHaveLength(64);
  await mailboxes.read(id, signal);
  expect(taken).toEqual(['Invoice large.eml', 'Invoice huge.eml is larger than 64 MB']);
}, 60_000);
