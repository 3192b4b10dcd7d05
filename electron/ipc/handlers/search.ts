import { fail, ok } from '#shared/result.ts';
import { accountsOfKeys } from '../../archive/index.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const searchHandlers = ({ program }: HandlerParts) => {
  const { archive, events } = program;

  return {
    'invoices.annotate'({ key, ...annotation }) {
      const invoice = archive.invoices.get(key);
      if (!invoice.ok) return invoice;
      if (!archive.annotations.annotate(key, annotation)) return fail({ code: 'invoice-not-found', invoice: key });
      events.emit('invoices.changed', { accountId: invoice.value.accountId });
      return archive.invoices.get(key);
    },
    async 'invoices.tag'({ keys, tags, remove }) {
      const changed = await archive.annotations.tag(keys, tags, remove);
      for (const accountId of accountsOfKeys(keys)) events.emit('invoices.changed', { accountId });
      return ok({ changed });
    },
    'invoices.tags': () => ok(archive.annotations.tagsInUse()),
    'accounts.references': ({ accountId }) => ok(archive.annotations.references(accountId)),
    'accounts.setReferences'({ accountId, ...references }) {
      archive.annotations.setReferences(accountId, references);
      program.documentReading.soon();
      events.emit('invoices.changed', { accountId });
      return ok(null);
    },
    'filters.list': () => ok(archive.filters.list()),
    'filters.save': ({ name, terms }) => archive.filters.save(name, terms),
    'filters.rename': ({ id, name }) => archive.filters.rename(id, name),
    'filters.remove': ({ id }) => archive.filters.remove(id),
  } satisfies Partial<Handlers>;
};
