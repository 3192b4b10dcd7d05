import { accountNotFound } from '#shared/accounts.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import { describeKey } from '#shared/keys.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';
import { confirmed } from './confirmed.ts';
import { createKeyConsent } from './key-consent.ts';

export const accountHandlers = (parts: HandlerParts) => {
  const { program, dialogs, clipboard, isFocused } = parts;
  const { accounts, archiveTasks, connections, jobs, sellers, watch } = program;
  const mayLeave = createKeyConsent((facts) => confirmed(program, dialogs, 'sendKey', facts));

  const noKey = (): Result<never> => fail({ code: 'key-handle-expired' });

  async function summaryOf(accountId: string): Promise<Result<AccountSummary>> {
    const summary = (await program.summaries()).find(({ id }) => id === accountId);
    return summary ? ok(summary) : fail(accountNotFound(accountId));
  }

  /** The first look at a new account: its figures at once, its invoices as a job that the window can show. */
  function begin(accountId: string): Promise<Result<AccountSummary>> {
    void watch.check(accountId);
    jobs.start('sync', accountId, ({ signal, progress }) =>
      archiveTasks.sync(accountId, { full: true, signal, onProgress: progress }),
    );
    return summaryOf(accountId);
  }

  return {
    'accounts.list': async () => ok(await program.summaries()),
    'accounts.closed': () => ok(accounts.all().filter(({ closedAt }) => closedAt !== null)),
    async 'accounts.createPractice'() {
      const added = await connections.addPractice();
      return added.ok ? begin(added.value.id) : added;
    },
    async 'accounts.pasteKey'({ source }) {
      // Only for a person who is at it: the page cannot wait for a key to be copied for another program.
      if (!isFocused()) return fail({ code: 'window-not-focused' });
      const text = await clipboard.readText();
      const pasted = accounts.keys.pasteKey(text, source);
      // Nothing else gets it from there: no other program, and no second look of the page's.
      if (pasted.ok && (await clipboard.readText()) === text) await clipboard.writeText('');
      return pasted;
    },
    async 'accounts.testKey'({ keyId, ...connection }) {
      const key = accounts.keys.heldKey(keyId);
      if (key === null) return noKey();
      const allowed = await mayLeave(key, connection.source, connection.baseUrl);
      return allowed.ok ? connections.test({ ...connection, key }) : allowed;
    },
    async 'accounts.findCustomers'({ keyId, baseUrl, text }) {
      const key = accounts.keys.heldKey(keyId);
      if (key === null) return noKey();
      const allowed = await mayLeave(key, 'stripe', baseUrl);
      return allowed.ok ? connections.findCustomers(key, baseUrl, text) : allowed;
    },
    async 'accounts.add'({ name, role, keyId, ...connection }) {
      const key = accounts.keys.heldKey(keyId);
      if (key === null) return noKey();
      const allowed = await mayLeave(key, connection.source, connection.baseUrl);
      if (!allowed.ok) return allowed;
      const added = await connections.add(name, role, { ...connection, key });
      if (!added.ok) return added;
      accounts.keys.takeKey(keyId);
      const begun = await begin(added.value.account.id);
      return begun.ok ? ok({ ...begun.value, reopened: added.value.reopened }) : begun;
    },
    async 'accounts.addSource'({ accountId, keyId, ...connection }) {
      const key = accounts.keys.heldKey(keyId);
      if (key === null) return noKey();
      const allowed = await mayLeave(key, connection.source, connection.baseUrl);
      if (!allowed.ok) return allowed;
      const added = await connections.addSource(accountId, { ...connection, key });
      if (!added.ok) return added;
      accounts.keys.takeKey(keyId);
      return begin(accountId);
    },
    async 'accounts.addForDocuments'({ name, sellerId }) {
      const added = accounts.addForDocuments(name);
      if (!added.ok) return added;
      const seller = sellerId === null ? sellers.find(name) : sellers.get(sellerId);
      // What comes in of it from now on goes there.
      if (seller?.accountId === null) sellers.edits.save(seller.id, { ...seller, accountId: added.value.id });
      void watch.check(added.value.id);
      return summaryOf(added.value.id);
    },
    'accounts.rename': ({ accountId, name }) => accounts.rename(accountId, name),
    async 'accounts.replaceKey'({ accountId, keyId }) {
      const key = accounts.keys.heldKey(keyId);
      if (key === null) return noKey();
      const source = accounts.get(accountId)?.sources.find(({ kind }) => describeKey(key, kind).ok);
      const allowed = await mayLeave(key, source?.kind ?? 'stripe', source?.baseUrl ?? null);
      if (!allowed.ok) return allowed;
      const replaced = await connections.replaceKey(accountId, key);
      if (!replaced.ok) return replaced;
      accounts.keys.takeKey(keyId);
      return summaryOf(accountId);
    },
    async 'accounts.remove'({ accountId }) {
      const account = accounts.get(accountId);
      if (!account) return fail(accountNotFound(accountId));
      const matter = account.practice ? 'removePractice' : 'removeAccount';
      if (!(await confirmed(program, dialogs, matter, { account: account.name })))
        return fail({ code: 'not-confirmed' });
      return connections.remove(accountId);
    },
  } satisfies Partial<Handlers>;
};
