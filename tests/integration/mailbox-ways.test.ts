import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Mailbox } from '#shared/mailboxes.ts';
import { type MailServer, startMailServer } from '../support/dovecot.ts';
import { type IdentityServer, startIdentityServer } from '../support/mailbox/identity-server.ts';
import { invoiceMail as invoice, MailboxWorld, newsMail as news } from '../support/mailbox/mailbox-world.ts';
import { mailOf } from '../support/mails.ts';
import { nodeFetch } from '../support/node-fetch.ts';
import { startRawServer } from '../support/raw-server.ts';
import { until } from '../support/waits.ts';

let identity: IdentityServer;
let server: MailServer;
let world: MailboxWorld;
let folder = '';
let folders = 0;

beforeAll(async () => {
  identity = await startIdentityServer('anna@nordlicht.example');
  server = await startMailServer({ introspection: identity.introspection });
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await identity[Symbol.asyncDispose]();
}, 60_000);
beforeEach(() => {
  world = new MailboxWorld(server);
  folder = `Test${String(++folders)}`;
  server.makeFolder(folder);
});
afterEach(() => {
  world[Symbol.dispose]();
});

describe('signing in in the browser', () => {
  beforeEach(() => {
    const { authorizationEndpoint, tokenEndpoint } = identity;
    const hosts = [server.host];
    const own = { authorizationEndpoint, tokenEndpoint, clientId: 'billfold', scope: 'imap', hosts };
    world.clients = [{ provider: 'office', name: 'Nordlicht', ...own }];
    world.openAddress = (address) => identity.browse(address);
    identity.refuses = false;
  });
  const signedIn = () => world.added({ folder, signIn: 'office' }, null);

  it('opens the mailbox without a password, and keeps in the secret store what renews it, again and again', async () => {
    server.deliver([invoice('1')], folder);
    const { id } = await signedIn();
    expect(identity.pages.slice(-2)).toEqual(['404 ', '200 You’re signed in.']);
    expect(await world.read(id)).toBe('ok');
    expect(world.taken).toEqual(['Invoice 1.eml']);
    const first = Buffer.from(world.secrets.get(id) ?? []).toString();
    expect(first).toMatch(/^sealed \{"refreshToken":/);
    // Each refresh gives another token, and the former one counts no more.
    world.restart();
    expect(await world.read(id)).toBe('ok');
    world.restart();
    expect(await world.read(id)).toBe('ok');
    expect(Buffer.from(world.secrets.get(id) ?? []).toString()).not.toBe(first);
    // An access token that ended early is renewed by itself, not by somebody.
    identity.expire();
    expect(await world.read(id)).toBe('sign-in-ended');
    expect(await world.read(id)).toBe('ok');
    identity.revoke();
    world.restart();
    expect(await world.read(id)).toBe('sign-in-ended');
    expect(await world.mailboxes.setPassword(id, null)).toMatchObject({ ok: true, value: { failure: null } });
  });

  it('takes nothing from whoever is not the one who was asked, and says what the provider said', async () => {
    identity.refuses = true;
    const entered = world.entered({ folder, signIn: 'office' });
    expect(await world.mailboxes.add(entered, null)).toEqual({
      ok: false,
      error: {
        code: 'sign-in-refused',
        host: '127.0.0.1',
        serverWords: 'An administrator has to allow this application.',
      },
    });
    world.clients = [];
    expect(await world.mailboxes.add(entered, null)).toEqual({
      ok: false,
      error: { code: 'sign-in-not-set-up', host: server.host },
    });
  });

  it('sends a token to no other mail server than those of its provider', async () => {
    world.clients = [{ provider: 'microsoft', clientId: 'billfold', tenant: 'organizations' }];
    expect(await world.mailboxes.add(world.entered({ signIn: 'microsoft' }), null)).toEqual({
      ok: false,
      error: { code: 'sign-in-elsewhere', host: server.host },
    });
  });

  it('ends when nobody signs in, or somebody has given it up', async () => {
    world.openAddress = () => Promise.resolve({ ok: true, value: null });
    const entered = world.entered({ folder, signIn: 'office' });
    const given = world.mailboxes.add(entered, null);
    await until(() => world.clock.waiting > 0, 'the page to be listened for');
    world.mailboxes.choices.cancelSignIn();
    expect(await given).toEqual({ ok: false, error: { code: 'cancelled' } });
    const late = world.mailboxes.add(entered, null);
    await until(() => world.clock.waiting > 0, 'the page to be listened for');
    await world.clock.advance(5 * 60_000);
    expect(await late).toEqual({ ok: false, error: { code: 'sign-in-timeout', minutes: 5 } });
  });
});

it('reads a mail as soon as the server says that it came', async () => {
  const { id } = await world.added({ folder });
  const stop = world.mailboxes.start();
  await world.clock.advance(20_000);
  await until(() => world.mailboxes.list()[0]?.readAt !== null, 'the first reading');
  server.deliver([invoice('1')], folder);
  // Not one more minute passes by the clock.
  await until(async () => {
    await world.clock.advance(0);
    return world.taken.length > 0;
  }, 'the mail to be read');
  expect(world.taken).toEqual(['Invoice 1.eml']);
  expect(world.mailboxes.log(id)).toMatchObject({ ok: true, value: [{ what: 'read', mails: 1, withFiles: 1 }] });
  stop();
  await world.mailboxes.idle();
});

it('asks for nothing where nothing changed, and reads from the start for other senders', async () => {
  const shop = invoice('2', { from: 'Shop <bills@shop.example>' });
  const lookAlike = invoice('3', { from: '"bills@shop.example" <bills@evil.example>' });
  server.deliver([invoice('1'), shop, lookAlike, news('a')], folder);
  const { id } = await world.added({ folder, senders: ['bills@shop.example'] });
  expect(await world.read(id)).toBe('ok');
  expect(await world.read(id)).toBe('ok');
  expect(world.taken).toEqual(['Invoice 2.eml']);
  world.mailboxes.choices.change(id, { senders: ['pixel.example', 'shop.example'], moveTo: null });
  expect(await world.read(id)).toBe('ok');
  expect(world.taken).toEqual(['Invoice 2.eml', 'Invoice 1.eml']);
});

describe('mails that are moved', () => {
  it('are those of which all is in the archive; the others stay byte for byte, and so do flags', async () => {
    const target = `${folder}Done`;
    server.makeFolder(target);
    const second = invoice('2');
    server.deliver([invoice('1'), second, news('a')], folder);
    const { id } = await world.added({ folder, moveTo: target });
    const before = server.contents(folder);
    expect(await world.read(id)).toBe('ok');
    expect(server.contents(folder)).toEqual(before);
    world.archived.add('Invoice 2.eml');
    expect(await world.read(id)).toBe('ok');
    const moved = [...server.contents(target).values()];
    // Dovecot keeps lines without the CR, and adds it again.
    expect(moved).toEqual([second.toString('latin1').replaceAll('\r', '')]);
    expect([...server.contents(folder).values()].map((mail) => /Subject: (.*)/.exec(mail)?.[1])).toEqual([
      'Invoice 1',
      'a',
    ]);
    expect(world.mailboxes.log(id)).toMatchObject({
      ok: true,
      value: [
        { what: 'moved', mails: 1 },
        { what: 'read', mails: 3 },
      ],
    });
    expect(await world.read(id)).toBe('ok');
  });

  it('stay where there is no such folder, which is said', async () => {
    server.deliver([invoice('1')], folder);
    const { id } = await world.added({ folder, moveTo: 'Nowhere' });
    world.archived.add('Invoice 1.eml');
    expect(await world.mailboxes.read(id, world.signal)).toEqual({
      ok: false,
      error: { code: 'mailbox-folder-missing', host: server.host, folder: 'Nowhere' },
    });
    expect(world.taken).toEqual(['Invoice 1.eml']);
    expect(server.files(folder)).toHaveLength(1);
  });
});

describe('links in mails', () => {
  const linking = (url: string) =>
    mailOf({
      from: 'billing@pixel.example',
      subject: 'Your invoice',
      messageId: `<${url}>`,
      text: `See ${url} please`,
    });

  it('are fetched once somebody allowed their host for the sender, without cookies, and nowhere else', async () => {
    await using host = await startRawServer({
      'GET /invoice/1.pdf'(_request, response) {
        response.writeHead(200, { 'content-type': 'application/pdf', 'set-cookie': 'tracked=1; Path=/' });
        response.end('%PDF-1.7 hosted\n%%EOF\n');
      },
      'GET /invoice/2.pdf'(_request, response) {
        response.writeHead(302, { location: 'https://tracker.example/invoice.pdf' }).end();
      },
    });
    // The mails name https; the way there is the test's.
    world.fetch = (url, init) => nodeFetch(new URL(new URL(url).pathname, host.url), init);
    const address = (path: string) => `https://pay.pixel.example${path}`;
    server.deliver(
      [
        linking(address('/invoice/1.pdf')),
        linking(address('/invoice/2.pdf')),
        linking('https://pixel.example/unsubscribe'),
      ],
      folder,
    );
    world.onTake = (name) => ({
      hashes: [],
      whole: true,
      mail: { from: 'billing@pixel.example', subject: name, sentAt: null, messageId: null },
      links: next.splice(0, 1),
    });
    const next = [address('/invoice/1.pdf'), address('/invoice/2.pdf')];
    const { id } = await world.added({ folder });
    expect(await world.read(id)).toBe('ok');
    expect(host.requests).toEqual([]);
    const linked = { sender: 'pixel.example', host: 'pay.pixel.example' };
    const linksOf = (): Mailbox['links'] | undefined => world.mailboxes.list()[0]?.links;
    expect(linksOf()).toEqual([{ ...linked, waiting: 2, fetched: 0, allowed: null }]);
    world.mailboxes.choices.allowLinks(id, { ...linked, allowed: false });
    expect(await world.read(id)).toBe('ok');
    expect(host.requests).toEqual([]);
    world.mailboxes.choices.allowLinks(id, { ...linked, allowed: true });
    expect(await world.read(id)).toBe('ok');
    expect(host.requests.map(({ path }) => path)).toEqual(['/invoice/1.pdf', '/invoice/2.pdf']);
    expect(host.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
    expect(world.taken.slice(-2)).toEqual(['Your invoice.eml.pdf', 'Your invoice.eml.pdf: link-not-allowed']);
    expect(linksOf()).toEqual([{ ...linked, waiting: 0, fetched: 1, allowed: true }]);
  });
});
