import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '#shared/accounts.ts';
import type { Finding } from '#shared/verification.ts';
import { createAccounts } from '../../electron/accounts/index.ts';
import { createVerification } from '../../electron/verification/index.ts';
import { anAccount, setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { startDocumentServer } from '../support/archive/document-server.ts';
import { aLine, anInvoice, usd, plainMoney } from '../support/billing-objects.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { fakeSecretStore } from '../support/fakes/fake-secret-store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: Awaited<ReturnType<typeof startDocumentServer>>;
beforeEach(async () => {
  folder = temporaryFolder();
  server = await startDocumentServer();
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const day = 24 * 60 * 60_000;
const key = 'acc1:in_3';

/** One final invoice of which the vendor says another total the next day; verified. */
async function changedOnce() {
  const clock = fakeClock('2026-11-22T12:00:00.000Z');
  const invoice = anInvoice({ id: 'in_3', number: 'A-3', subscriptionId: null, documentUrl: server.url('/3.pdf') });
  const source = fakeBillingSource({ invoices: [invoice] }, clock);
  let account: Account = anAccount();
  const { archive, db, place } = setUpArchive({ folder: folder.path, source, clock });
  const accounts = createAccounts({
    ...{ db, clock, secretStore: fakeSecretStore(), secretsFile: `${folder.path}/secrets.json` },
    ...{ userName: () => 'hanna', environment: {}, logger: memoryLogger(), emit: () => undefined },
  });
  const verification = createVerification({
    ...{ db, archive, clock, documentsFolder: () => place.documents },
    ...{ recordAction: accounts.recordAction, userName: () => 'hanna' },
    readDocument: () => Promise.resolve(null),
    logger: memoryLogger(),
    accounts: () => [account],
    snapshot: () => null,
    timeZone: () => 'UTC',
  });
  const sync = async () => {
    await clock.advance(day);
    valueOf(await archive.sync.account('acc1', { full: true }));
  };
  await sync();
  const says = async (total: number) => {
    source.state.invoices = [{ ...invoice, ...plainMoney(usd(total)), lines: [aLine({ amount: usd(total) })] }];
    await sync();
  };
  await says(1);
  const verify = async () => valueOf(await verification.verify(null)).findings;
  const become = (changes: Partial<Account>) => (account = { ...account, ...changes });
  return { archive, db, source, invoice, accounts, verification, sync, says, verify, become };
}

const idOf = (finding: Finding | undefined): string => {
  if (!finding?.id) throw new Error('It cannot be accepted');
  return finding.id;
};
const open = (findings: readonly Finding[]) => findings.filter(({ accepted }) => accepted === null);

describe('a finding that somebody accepted', () => {
  it('stays in the list with name and time, in the next verification too, and is in the log', async () => {
    const { verification, verify, accounts } = await changedOnce();
    const [finding, ...more] = await verify();
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: 'changed-after-final', accepted: null });
    valueOf(verification.accept([idOf(finding)], null));
    const accepted = { by: 'hanna', at: '2026-11-24T12:00:00.000Z' } as const;
    expect(verification.last(null)?.findings).toEqual([{ ...finding, accepted }]);
    expect(await verify()).toEqual([{ ...finding, accepted }]);
    expect(accounts.actions.list('acc1', 10, null)).toMatchObject([
      { what: 'finding.accepted', actor: 'hanna', after: { kind: 'changed-after-final', invoice: 'A-3' } },
    ]);
  });

  it('does not cover what the vendor changes next', async () => {
    const { verification, verify, says } = await changedOnce();
    valueOf(verification.accept([idOf((await verify())[0])], null));
    await says(2);
    const findings = await verify();
    expect(findings).toHaveLength(2);
    expect(open(findings)).toMatchObject([{ detail: { code: 'changed-after-final', at: '2026-11-25T12:00:00.000Z' } }]);
  });

  it('does not cover what is written over the newest of very many versions', async () => {
    const { verification, verify, says } = await changedOnce();
    for (let total = 2; total <= 60; total += 1) await says(total);
    const all = await verify();
    valueOf(verification.accept(all.map(idOf), null));
    expect(open(await verify())).toEqual([]);
    await says(61);
    expect(open(await verify())).toHaveLength(1);
  });

  it('is another one where the vendor gives the invoice back and takes it once more', async () => {
    const { verification, verify, source, invoice, sync } = await changedOnce();
    const changed = source.state.invoices;
    source.state.invoices = [];
    await sync();
    valueOf(verification.accept((await verify()).map(idOf), null));
    expect(open(await verify())).toEqual([]);
    source.state.invoices = changed;
    await sync();
    expect((await verify()).map(({ kind }) => kind)).toEqual(['changed-after-final']);
    source.state.invoices = [];
    await sync();
    expect(open(await verify())).toMatchObject([{ kind: 'withdrawn' }]);
    expect(invoice.id).toBe('in_3');
  });

  it('stays accepted whatever the account is called, and is open again once it is taken up', async () => {
    const { verification, verify, become, accounts } = await changedOnce();
    const id = idOf((await verify())[0]);
    valueOf(verification.accept([id], null));
    become({ name: 'Acme Ltd' });
    expect(open(await verify())).toEqual([]);
    valueOf(verification.reopen([id]));
    expect(open(await verify())).toHaveLength(1);
    expect(accounts.actions.list('acc1', 10, null).map(({ what }) => what)).toEqual([
      'finding.reopened',
      'finding.accepted',
    ]);
    expect(verification.reopen([id])).toMatchObject({ ok: false, error: { code: 'finding-not-found', finding: id } });
  });

  it('may be that of an invoice on which a credit note has the same id, from its own panel', async () => {
    const { verification, source, sync } = await changedOnce();
    source.state.creditNotes = [anInvoice({ id: 'in_3', type: 'credit-note', documentUrl: null })];
    await sync();
    const found = valueOf(verification.recordOf(key));
    expect(found.map(({ kind }) => kind)).toEqual(['changed-after-final', 'two-kinds']);
    valueOf(verification.accept(found.map(idOf), key));
    expect(open(valueOf(verification.recordOf(key)))).toEqual([]);
    expect(open(valueOf(verification.recordOf('acc1~:in_3')))).toEqual([]);
  });
});

describe('all of a kind', () => {
  it('are accepted at once, each in the log, and no others', async () => {
    const { verification, verify, accounts, source, sync, says } = await changedOnce();
    source.state.creditNotes = [anInvoice({ id: 'in_3', type: 'credit-note', documentUrl: null })];
    await says(2);
    await sync();
    const kindsOf = (findings: readonly Finding[]) => findings.map(({ kind }) => kind).sort();
    expect(kindsOf(await verify())).toEqual(['changed-after-final', 'changed-after-final', 'two-kinds']);
    const at = verification.last(null)?.at ?? '2026-01-01T00:00:00.000Z';
    expect(verification.acceptAll(null, 'changed-after-final', at)).toEqual({ ok: true, value: 2 });
    expect(kindsOf(open(verification.last(null)?.findings ?? []))).toEqual(['two-kinds']);
    const logged = accounts.actions.list('acc1', 10, null).filter(({ what }) => what === 'finding.accepted');
    expect(logged).toHaveLength(2);
    expect(verification.acceptAll(null, 'changed-after-final', at)).toEqual({ ok: true, value: 0 });
    expect(verification.acceptAll(null, null, at)).toEqual({ ok: true, value: 1 });
    expect(open(verification.last(null)?.findings ?? [])).toEqual([]);
  });

  it('stay open in an account of a viewer, and where it is not the verification that was seen', async () => {
    const { verification, verify, become } = await changedOnce();
    await verify();
    const at = verification.last(null)?.at ?? '2026-01-01T00:00:00.000Z';
    expect(verification.acceptAll(null, null, '2020-01-01T00:00:00.000Z')).toEqual({
      ok: false,
      error: { code: 'findings-changed' },
    });
    become({ role: 'viewer' });
    expect(verification.acceptAll(null, null, at)).toEqual({ ok: true, value: 0 });
    expect(open(verification.last(null)?.findings ?? [])).toHaveLength(1);
    become({ role: 'finance' });
    expect(verification.acceptAll(null, null, at)).toEqual({ ok: true, value: 1 });
  });
});

describe('nothing is accepted', () => {
  it('of what is to be mended: a PDF that is gone', async () => {
    const { archive, verify } = await changedOnce();
    rmSync(valueOf(await archive.documents.of(key)).file);
    const gone = (await verify()).find(({ kind }) => kind === 'missing');
    expect(gone).toMatchObject({ id: null, accepted: null });
  });

  it('where one of several is unknown, and nothing by a viewer', async () => {
    const { verification, verify, become } = await changedOnce();
    const id = idOf((await verify())[0]);
    expect(verification.accept([id, 'ffffffffffff'], null)).toMatchObject({ error: { finding: 'ffffffffffff' } });
    expect(open(await verify())).toHaveLength(1);
    become({ role: 'viewer' });
    const forbidden = { error: { code: 'role-forbids', action: 'findings' } };
    expect(verification.accept([id], null)).toMatchObject(forbidden);
    become({ role: 'finance' });
    valueOf(verification.accept([id], null));
    become({ role: 'viewer' });
    expect(verification.reopen([id])).toMatchObject(forbidden);
    expect(open(await verify())).toEqual([]);
  });
});
