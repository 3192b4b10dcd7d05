import type { GuardedAction } from '#shared/guarded-actions.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { requireChange } from '../../accounts/index.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const searchHandlers = ({ program }: HandlerParts) => {
  const { accounts, archive } = program;

  const mayChange = (accountId: string, action: GuardedAction): Result<null> => {
    const account = accounts.known(accountId);
    return account ? requireChange(account.role, action) : fail({ code: 'account-not-found', account: accountId });
  };

  return {
    'invoices.annotate'({ key, ...annotation }) {
      const invoice = archive.get(key);
      if (!invoice.ok) return invoice;
      const allowed = mayChange(invoice.value.accountId, 'annotations');
      if (!allowed.ok) return allowed;
      if (!archive.annotate(key, annotation)) return fail({ code: 'invoice-not-found', invoice: key });
      program.archiveChanged(invoice.value.accountId);
      return archive.get(key);
    },
    async 'invoices.tag'({ keys, tags, remove }) {
      const touched = archive.accountsOf(keys);
      for (const accountId of touched) {
        const allowed = mayChange(accountId, 'annotations');
        if (!allowed.ok) return allowed;
      }
      const changed = await archive.tag(keys, tags, remove);
      for (const accountId of touched) program.archiveChanged(accountId);
      return ok({ changed });
    },
    'invoices.tags': () => ok(archive.tagsInUse()),
    'accounts.references': ({ accountId }) => ok(archive.references(accountId)),
    'accounts.setReferences'({ accountId, ...references }) {
      const allowed = mayChange(accountId, 'references');
      if (!allowed.ok) return allowed;
      archive.setReferences(accountId, references);
      program.documentReading.soon();
      program.archiveChanged(accountId);
      return ok(null);
    },
    'filters.list': () => ok(archive.filters.list()),
    'filters.save': ({ name, terms }) => archive.filters.save(name, terms),
    'filters.rename': ({ id, name }) => archive.filters.rename(id, name),
    'filters.remove': ({ id }) => archive.filters.remove(id),
  } satisfies Partial<Handlers>;
};
