import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { channelWorld, mailTo } from '../../support/channels/channel-world.ts';
import { type MailReceiver, startMailReceiver } from '../../support/channels/smtp-server.ts';

function worldOf(server: MailReceiver) {
  const world = channelWorld();
  world.authorityFile = join(world.folder, 'ca.pem');
  writeFileSync(world.authorityFile, server.authority.cert);
  return world;
}

it.each(['tls', 'starttls', 'open'] as const)('sends mail once over a real server (%s)', async (security) => {
  await using server = await startMailReceiver(security);
  using world = worldOf(server);
  const isOpen = security === 'open';
  const config = mailTo(server, isOpen ? { security: 'relay', user: null } : { security });
  const added = await world.channels.add(config, isOpen ? null : server.password);
  expect(added).toMatchObject({ ok: true, value: { kind: 'mail', failure: null } });
  world.note('R-1');
  await world.deliver();
  await world.deliver();
  expect(server.mails).toHaveLength(2);
  const [test, mail] = server.mails;
  expect(test?.text).toContain('If you can read this');
  expect(mail).toMatchObject({ to: ['books@office.example'], secure: !isOpen, user: isOpen ? null : server.user });
  expect(mail?.text).toContain('Acme: new invoice');
  expect(mail?.text).toMatch(/Invoice R-1 over 512\.40 USD/);
  expect(mail?.text).toContain('Auto-Submitted: auto-generated');
  const [delivery] = world.channels.log.list(10);
  expect(delivery).toMatchObject({
    ...{ channelName: 'Accounting', accountName: 'Acme', kind: 'invoice-new', state: 'delivered', attempts: 1 },
    ...{ error: null, answer: expect.stringContaining('queued as 2') as string },
  });
  expect(mail?.messageId).toBe(`${delivery?.id ?? ''}@office.example`);
});

it('says what is wrong when a mail server is entered, and keeps nothing', async () => {
  await using server = await startMailReceiver();
  using world = worldOf(server);
  const codes = async (changes: Parameters<typeof mailTo>[1], password: string | null = server.password) => {
    const added = await world.channels.add(mailTo(server, changes), password);
    return added.ok ? 'ok' : added.error;
  };
  expect(await codes({}, 'wrong')).toMatchObject({ code: 'mail-login-refused', user: server.user });
  server.refusedRecipients.add('gone@office.example');
  expect(await codes({ recipients: ['gone@office.example'] })).toMatchObject({ code: 'recipient-refused' });
  expect(await codes({ recipients: ['books@office.example', 'gone@office.example'] })).toMatchObject({
    code: 'recipient-refused',
    recipients: 'gone@office.example',
  });
  world.authorityFile = null;
  expect(await codes({})).toMatchObject({ code: 'server-unreachable' });
  expect(await codes({ port: 1 })).toMatchObject({ code: 'server-unreachable', reason: 'ECONNREFUSED' });
  expect(world.channels.list()).toEqual([]);
  expect(world.secrets.size).toBe(0);
});

it('sends no password to a server that does not encrypt', async () => {
  await using server = await startMailReceiver('open');
  using world = worldOf(server);
  expect(await world.channels.add(mailTo(server, { security: 'starttls' }), 'secret')).toMatchObject({
    ok: false,
    error: { code: 'mail-not-encrypted' },
  });
});

it('names no amount where they are hidden, by the channel or for all', async () => {
  await using server = await startMailReceiver();
  using world = worldOf(server);
  await world.channels.add({ ...mailTo(server), hideAmounts: true }, server.password);
  world.note('R-1');
  await world.deliver();
  expect(server.mails[1]?.text).toContain('R-1');
  expect(server.mails[1]?.text).not.toContain('512');
});

it('writes a digest a week, once, and not for the time before there was one', async () => {
  await using server = await startMailReceiver();
  using world = worldOf(server);
  await world.channels.add(mailTo(server, { digest: 'weekly' }), server.password);
  await world.deliver();
  expect(server.mails).toHaveLength(1);
  world.note('R-1');
  world.clock.set(Date.parse('2026-11-16T08:00:00.000Z'));
  await world.deliver();
  await world.deliver();
  expect(server.mails.map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1])).toEqual([
    'Billfold test notification',
    'Acme: new invoice',
    'Billfold summary from Nov 9, 2026 to Nov 15, 2026',
  ]);
  expect(server.mails[2]?.text).toContain('Acme: never checked');
  expect(server.mails[2]?.text).toContain('Acme: new invoice');
});
