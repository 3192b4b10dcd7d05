import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTerminal, filesBelow } from '../../support/billfold.ts';
import { connected, newAccount } from '../../support/connected-terminal.ts';
import { ciiInvoice } from '../../support/e-invoices.ts';

const place = connected('sk_test_xml', null);

it('an XML invoice goes through import, export, verification, backup and recovery as its own bytes', async () => {
  const terminal = await newAccount(place(), 'xml');
  const { folder } = place();
  const xml = Buffer.from(ciiInvoice({ number: 'RE-1' }));
  writeFileSync(join(folder, 'any name'), xml);
  const imported = await terminal.billfold('import', join(folder, 'any name'), '--account', 'Acme', '--certain');
  expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('1 invoice imported') as string });
  const exported = async (from: typeof terminal, name: string) => {
    const out = join(folder, name);
    expect((await from.billfold('export', '--out', out)).code).toBe(0);
    const [file = ''] = filesBelow(out).filter((path) => path.endsWith('.xml'));
    return { file, bytes: readFileSync(join(out, file)) };
  };
  const first = await exported(terminal, 'out');
  expect(first.bytes).toEqual(xml);
  expect(first.file).toContain('RE-1');
  expect((await terminal.billfold('verify')).stdout).toContain('0 findings');

  const backups = join(folder, 'backups-here');
  const backedUp = await terminal.billfold('backup', '--to', backups);
  expect(backedUp).toMatchObject({ code: 0, stdout: expect.stringContaining('1 documents') as string });
  expect(readdirSync(backups)).toHaveLength(1);

  // The database is lost, once with the list beside the documents and once without it.
  for (const list of [true, false]) {
    const dataFolder = join(folder, `lost-${String(list)}`);
    cpSync(terminal.dataFolder, dataFolder, { recursive: true });
    rmSync(join(dataFolder, 'backups'), { recursive: true, force: true });
    for (const name of readdirSync(dataFolder)) if (name.startsWith('billfold.db')) rmSync(join(dataFolder, name));
    if (!list) rmSync(join(dataFolder, 'documents', 'index.jsonl'));
    const lost = createTerminal({ dataFolder, key: 'sk_test_xml' });
    expect((await lost.billfold('restore', '--adopt')).code).toBe(0);
    expect((await exported(lost, `out-${String(list)}`)).bytes).toEqual(xml);
  }
});
