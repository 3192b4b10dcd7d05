import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startPracticeServer } from '../../electron/practice/index.ts';
import { addAccount, buildProgram, createTerminal, type Terminal } from './billfold.ts';
import { practiceControl } from './practice-control.ts';

interface Connected {
  readonly folder: string;
  readonly terminal: Terminal;
  readonly server: { readonly url: string; readonly customerId: string };
  readonly control: ReturnType<typeof practiceControl>;
}

/** A data folder of its own in the same place, where `Acme` is the account. */
export async function newAccount({ folder, terminal: { key }, server }: Connected, name: string): Promise<Terminal> {
  const terminal = createTerminal({ dataFolder: join(folder, name), key });
  const added = await addAccount(terminal, 'Acme', server);
  if (added.code !== 0) throw new Error(added.stderr);
  return terminal;
}

/** For a whole file of tests: a practice server with some invoices, a data folder, and where `name` is given an account. */
export function connected(key: string, name: string | null, invoices = 12): () => Connected {
  let place: Connected;
  const closing: (() => unknown)[] = [];
  beforeAll(async () => {
    await buildProgram();
    const folder = mkdtempSync(join(tmpdir(), 'commands-'));
    closing.push(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const server = await startPracticeServer({ port: 0, seed: 7, invoices, now: null, speed: 1, anchor: null });
    closing.push(() => server.close());
    const terminal = createTerminal({ dataFolder: join(folder, 'data'), key });
    place = { folder, terminal, server, control: practiceControl(server.url) };
    if (name === null) return;
    const added = await addAccount(terminal, name, server);
    if (added.code !== 0) throw new Error(added.stderr);
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });
  return () => place;
}
