import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createTerminal, documentOf } from '../../support/billfold.ts';
import { checkDocument } from '../../support/command-documents.ts';
import { connected, newAccount } from '../../support/connected-terminal.ts';
import { officeComputer } from '../../support/office-computer.ts';

const place = connected('sk_test_policy', null);

/** A data folder with an account, as it was before the office had a policy; the office's own folder, and its terminal. */
async function office(policy: unknown, mode?: number, env: NodeJS.ProcessEnv = {}) {
  const name = randomUUID().slice(0, 8);
  const terminal = await newAccount(place(), name);
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const { words: within } = officeComputer(folder, policy, mode);
  return { folder, terminal: createTerminal({ dataFolder: terminal.dataFolder, key: terminal.key, env, within }) };
}

it('asks no server that is not allowed, says who decided, and does not try again', async () => {
  const { terminal } = await office({ version: 1, allowedHosts: ['*.stripe.com'] });
  const check = await terminal.billfold('check', '--json');
  expect(check.code).toBe(1);
  expect(documentOf(checkDocument, check).accounts).toMatchObject([{ ok: false, error: { code: 'host-not-allowed' } }]);
  expect(check.stderr).toMatch(/^Acme: Your organization doesn’t allow Billfold to connect to 127\.0\.0\.1\./m);
  const { terminal: allowed } = await office({ version: 1, allowedHosts: ['127.0.0.1'] });
  expect(await allowed.billfold('check')).toMatchObject({ code: 0, stderr: '' });
});

it('has the accounts of the policy from the start, without a key, and does not bring back what was closed', async () => {
  const preset = { source: 'stripe', role: 'viewer' };
  const accounts = [
    { ...preset, name: 'Office', customer: 'cus_Office1', server: 'https://billing.example' },
    // The one that is there already.
    { ...preset, name: 'Acme again', customer: place().server.customerId, server: place().server.url },
    { name: 'Usage', source: 'imagekit', role: 'finance' },
  ];
  const { terminal } = await office({ version: 1, accounts });
  const listed = z.object({
    accounts: z.array(z.object({ name: z.string(), role: z.string(), closedAt: z.string().nullable() })),
  });
  const names = async () =>
    documentOf(listed, await terminal.billfold('accounts', 'list', '--json')).accounts.filter(
      ({ closedAt }) => closedAt === null,
    );
  expect((await names()).map(({ name, role }) => `${name} ${role}`).sort()).toEqual([
    ...['Acme finance', 'Office viewer', 'Usage finance'],
  ]);
  expect(await terminal.billfold('accounts', 'remove', 'Usage')).toMatchObject({ code: 0 });
  expect((await names()).map(({ name }) => name).sort()).toEqual(['Acme', 'Office']);
  const check = await terminal.billfold('check', '--account', 'Office');
  expect(check).toMatchObject({ code: 1, stderr: expect.stringContaining('key') as string });
});

it('takes the archive to the folder of the policy before it syncs', async () => {
  const target = mkdtempSync(join(tmpdir(), 'archive-'));
  onTestFinished(() => {
    rmSync(target, { recursive: true, force: true });
  });
  const { terminal } = await office({ version: 1, archiveFolder: join(target, '{user}') });
  expect(await terminal.billfold('sync')).toMatchObject({ code: 0 });
  const [user = ''] = readdirSync(target);
  expect(existsSync(join(target, user, '.billfold-archive.json'))).toBe(true);
  expect(existsSync(join(terminal.dataFolder, 'documents', '.billfold-archive.json'))).toBe(false);
  expect(await terminal.billfold('verify')).toMatchObject({ code: 0 });
});

it('that is broken stops all requests and says so with each command; what is kept can still be read', async () => {
  const { terminal } = await office('{ "version": 1, "settings": { "theme": "purple" } }');
  const words = /policy file \/etc\/billfold\/policy\.json can’t be understood \(at: settings\.theme\)/;
  const check = await terminal.billfold('check', '--json');
  expect(check.stderr).toMatch(words);
  expect(documentOf(checkDocument, check).accounts).toMatchObject([{ error: { code: 'host-not-allowed' } }]);
  const list = await terminal.billfold('accounts', 'list');
  expect(list).toMatchObject({ code: 0, stderr: expect.stringMatching(words) as string });
  expect(list.stdout).toContain('Acme');
});

it('decides how much is in the log, whatever a command or a variable asks for', async () => {
  const { terminal } = await office({ version: 1, settings: { logLevel: 'info' } }, undefined, { BILLFOLD_DEBUG: '1' });
  rmSync(join(terminal.dataFolder, 'logs'), { recursive: true, force: true });
  const check = await terminal.billfold('check', '--log-level', 'debug');
  expect(check).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^The setting “Log detail” is set by/m) as string,
  });
  // The variable still shows it all to whoever looks for a fault.
  expect(check.stderr).toMatch(/ debug stripe: /);
  const file = join(terminal.dataFolder, 'logs', 'billfold.log');
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').not.toContain(' debug ');
});

it('that is broken is told of by a restore as well, which opens nothing', async () => {
  const { terminal } = await office('{');
  const restore = await terminal.billfold('restore', '--last-backup');
  expect(restore.stderr).toMatch(/policy\.json can’t be understood \(at: JSON\)/);
});

it('that others than an administrator may write counts for nothing, and that is said', async () => {
  const { terminal } = await office({ version: 1, allowedHosts: [] }, 0o666);
  const check = await terminal.billfold('check');
  expect(check).toMatchObject({ code: 0, stderr: expect.stringMatching(/policy\.json is ignored/) as string });
});
