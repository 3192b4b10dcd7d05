import { fail, ok, type Result } from '#shared/result.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const accountHandlers = ({ program, jobs, clipboard, accountsChanged }: HandlerParts) => {
  const { accounts, archiveTasks, connections, watch } = program;

  const noKey = (): Result<never> => fail({ code: 'key-missing', account: '' });

  async function summaryOf(accountId: string): Promise<Result<AccountSummary>> {
    const summary = (await program.summaries()).find(({ id }) => id === accountId);
    return summary ? ok(summary) : fail({ code: 'account-not-found', account: accountId });
  }

  /** The first look at a new account: its figures at once, its invoices as a job that the window can follow. */
  function begin(accountId: string): Promise<Result<AccountSummary>> {
    accountsChanged();
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
      return accounts.pasteKey(await clipboard.readText(), source);
    },
    'accounts.testKey'({ keyId, ...connection }) {
      const key = accounts.heldKey(keyId);
      return key === null ? noKey() : connections.test({ ...connection, key });
    },
    async 'accounts.add'({ name, role, keyId, ...connection }) {
      const key = accounts.heldKey(keyId);
      if (key === null) return noKey();
      const added = await connections.add(name, role, { ...connection, key });
      if (!added.ok) return added;
      accounts.takeKey(keyId);
      const begun = await begin(added.value.account.id);
      return begun.ok ? ok({ ...begun.value, reopened: added.value.reopened }) : begun;
    },
    async 'accounts.addSource'({ accountId, keyId, ...connection }) {
      const key = accounts.heldKey(keyId);
      if (key === null) return noKey();
      const added = await connections.addSource(accountId, { ...connection, key });
      if (!added.ok) return added;
      accounts.takeKey(keyId);
      return begin(accountId);
    },
    'accounts.rename'({ accountId, name }) {
      const renamed = accounts.rename(accountId, name);
      accountsChanged();
      return renamed;
    },
    async 'accounts.replaceKey'({ accountId, keyId }) {
      const key = accounts.heldKey(keyId);
      if (key === null) return noKey();
      const replaced = await connections.replaceKey(accountId, key);
      if (!replaced.ok) return replaced;
      accounts.takeKey(keyId);
      accountsChanged();
      return summaryOf(accountId);
    },
    'accounts.remove'({ accountId }) {
      const removed = connections.remove(accountId);
      accountsChanged();
      return removed;
    },
  } satisfies Partial<Handlers>;
};
