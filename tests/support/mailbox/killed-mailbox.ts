import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMailServer } from '../dovecot.ts';
import { killAt } from '../killed-work.ts';
import { madeMails } from './made-mails.ts';
import { readAll } from './read-all.ts';

/** Reads a mailbox that goes on being read after each kill, and says what is not there once in the end, or changed in the mailbox. */
export async function killMailbox(
  folder: string,
  mails: number,
  kills: number,
  seed: number,
): Promise<readonly string[]> {
  await using server = await startMailServer();
  const made = await madeMails(mails);
  server.deliver(made.mails);
  const before = server.contents();
  const { host, port, user, password } = server;
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, server.authority.cert);
  const place = join(folder, 'data');
  mkdirSync(place);
  const options = { folder: place, host, port, user, password, authority };
  const work = { script: join(import.meta.dirname, 'read-child.ts'), args: ['read', JSON.stringify(options)] };
  // So few steps each that the mailbox is not read to its end before the last kill.
  const most = Math.max(2, Math.floor(mails / kills));
  let state = seed;
  for (let kill = 0; kill < kills; kill++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    await killAt({ steps: 1 + (state % most) }, work, () => undefined);
  }
  const { waiting, refused, archived } = await readAll(options, () => undefined);
  const wrong: string[] = [];
  const times = Map.groupBy(waiting, (sha256) => sha256);
  for (const sha256 of made.invoices) {
    const found = times.get(sha256)?.length ?? 0;
    if (found !== 1) wrong.push(`an invoice is there ${String(found)} times: ${sha256}`);
  }
  const others = waiting.filter((sha256) => !made.invoices.includes(sha256)).length;
  if (others + refused + archived > 0)
    wrong.push(
      `${String(others)} others wait, ${String(refused)} were refused, ${String(archived)} filed by themselves`,
    );
  const left = readdirSync(join(place, 'incoming')).length;
  if (left !== made.invoices.length) wrong.push(`${String(left)} files are kept of ${String(made.invoices.length)}`);
  const after = server.contents();
  if (JSON.stringify([...before]) !== JSON.stringify([...after])) wrong.push('the mailbox is not as it was');
  return wrong;
}
