// Reads a mailbox of 2,000 mails, 400 of them with invoices, killed 50 times by SIGKILL: every invoice once, nothing else, and
// the mailbox as it was. Part of `npm run soak`; alone: `npm run soak -- mailbox`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killMailbox } from '../support/mailbox/killed-mailbox.ts';

const [mails, kills] = [2000, 50];
const folder = mkdtempSync(join(tmpdir(), 'billfold-mailbox-'));
try {
  const wrong = await killMailbox(folder, mails, kills, 20_261_122);
  for (const line of wrong) process.stdout.write(`${line}\n`);
  process.stdout.write(`mailbox: mails=${String(mails)} killed=${String(kills)} wrong=${String(wrong.length)}\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
