import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { errorWords } from '#shared/messages/index.ts';
import { type PostgresServer, startPostgres } from '../../../build/support/postgres.ts';
import { sha256Of } from '../../../electron/files/index.ts';
import { mountSmallDisk } from '../../support/small-mounts.ts';
import { createTeam, createTestDesk, type TestDesk } from '../../support/team/desks.ts';
import { addAccount, addInvoice } from '../../support/team/rows.ts';

const wordsOf = async (desk: TestDesk): Promise<string> => {
  const exchanged = await desk.exchange();
  return exchanged.ok ? 'It answered' : errorWords(exchanged.error, 'en').message;
};

async function withTwoDesks(
  server: PostgresServer,
  work: (anna: TestDesk, ben: TestDesk) => Promise<void>,
): Promise<void> {
  const team = await createTeam(server);
  const anna = await createTestDesk(server, team.database, team.first);
  const ben = await createTestDesk(server, team.database, await team.invite('Ben', 'finance'));
  try {
    addAccount(anna.db);
    addInvoice(anna.db, 'in_1');
    await anna.sync();
    await ben.sync();
    await work(anna, ben);
    await anna.sync();
    await ben.sync();
    expect(ben.hashes()).toEqual(anna.hashes());
    expect(anna.desk.get()?.error).toBeNull();
  } finally {
    await Promise.all([anna.close(), ben.close(), team.close()]);
  }
}

it('says that a server was stopped or its disk is full, keeps what waits, and sends it afterward', async () => {
  const place = mkdtempSync(join(tmpdir(), 'billfold-small-postgres-'));
  const disk = mountSmallDisk(place, 160_000);
  const server = await startPostgres(place);
  try {
    await withTwoDesks(server, async (anna, ben) => {
      await server.stop();
      anna.db.exec("UPDATE invoices SET note = 'while it was stopped'");
      expect(await wordsOf(anna)).toContain('can’t be reached');
      await server.start();
      await anna.sync();

      const filler = join(place, 'filler');
      const { bavail, bsize } = statfsSync(place);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
      const pdf = randomBytes(2_000_000);
      const sha256 = sha256Of(pdf);
      anna.files.set(sha256, pdf);
      anna.db
        .prepare("UPDATE invoices SET document = 'stored', document_sha256 = ?, document_bytes = ?")
        .run(sha256, pdf.length);
      expect(await wordsOf(anna)).toBe('The disk of the team’s server 127.0.0.1 is full.');
      expect(anna.outgoing.waiting().changes).toBe(1);
      expect(anna.desk.get()?.error).toMatchObject({ code: 'team-server-full' });
      rmSync(filler);
      await anna.sync();
      await ben.sync();
      expect(await ben.documents.fetchSome(1)).toEqual({ ok: true, value: 1 });
      expect(ben.files.get(sha256)).toEqual(pdf);
    });
  } finally {
    await server.dispose().catch(() => undefined);
    disk.unmount();
    rmSync(place, { recursive: true, force: true });
  }
});
