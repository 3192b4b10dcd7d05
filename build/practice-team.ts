// `npm run practice-team`: a team of three to try, on a PostgreSQL of this checkout's own and a practice vendor, until Ctrl+C.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';
import pg from 'pg';
import { ensureBuilt } from './support/ensure-built.ts';
import { startPostgres } from './support/postgres.ts';
import { mainProgram, say } from './support/project.ts';

const database = 'practice';
const members = [
  { name: 'Ben', role: 'finance' },
  { name: 'Vera', role: 'viewer' },
] as const;

ensureBuilt(['program']);
const place = mkdtempSync(join(tmpdir(), 'billfold-practice-team-'));
const folderOf = (name: string): string => join(place, name.toLowerCase());
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopping.abort();
  });

/** Each has a password that is no secret: it is for this server on this computer alone, and gone with it. */
const environmentOf = (name: string) => ({
  BILLFOLD_DATA_DIR: folderOf(name),
  BILLFOLD_TEAM_PASSWORD: `practice-${name.toLowerCase()}`,
});

const start = (env: NodeJS.ProcessEnv, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import', hostRegister, mainProgram, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 2],
  });

async function run(env: NodeJS.ProcessEnv, ...args: string[]): Promise<void> {
  const child = start(env, args);
  child.stdout?.resume();
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`billfold ${args.join(' ')} ended with ${String(code)}`);
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const part of child.stdout ?? []) {
    said += String(part);
    if (said.includes('\n')) break;
  }
  return said;
}

const postgres = await startPostgres();
const vendor = start({ BILLFOLD_DATA_DIR: folderOf('vendor') }, ['practice']);
try {
  const [, url = '', customer = ''] = /on (\S+) customer (\S+)/.exec(await firstLine(vendor)) ?? [];
  const { host, port, user, password } = postgres;
  const client = new pg.Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  await client.query(`CREATE DATABASE ${database}`);
  await client.end();

  const anna = environmentOf('Anna');
  const key = { BILLFOLD_STRIPE_KEY: 'sk_test_practice' };
  const account = ['--source', 'stripe', '--name', 'Acme', '--base-url', url, '--customer', customer];
  await run({ ...anna, ...key }, 'accounts', 'add', ...account);
  await run({ ...anna, ...key }, 'sync');
  const where = ['--host', host, '--port', String(port), '--database', database, '--user', user, '--tls', 'off'];
  await run({ ...anna, BILLFOLD_TEAM_OWNER_PASSWORD: password }, 'team', 'create', ...where, '--name', 'Anna');
  for (const { name, role } of members) {
    const invitation = join(place, `${name}.json`);
    await run(anna, 'team', 'invite', name, '--role', role, '--to', invitation);
    await run(environmentOf(name), 'team', 'join', invitation);
  }

  say('\nThe team is there. Start each member in a terminal of its own:\n');
  for (const name of ['Anna', ...members.map((member) => member.name)]) {
    const variables = Object.entries({ ...environmentOf(name), ...(name === 'Anna' ? key : {}) });
    say(`  ${variables.map(([variable, value]) => `${variable}=${value}`).join(' ')} npm start`);
  }
  say('\nCtrl+C ends the server and takes everything of the team away.');
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
} finally {
  vendor.kill();
  await postgres.dispose();
  rmSync(place, { recursive: true, force: true });
}
