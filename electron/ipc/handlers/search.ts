import { fail, ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const searchHandlers = ({ program }: HandlerParts) => {
  const { archive, events } = program;

  return {
    'invoices.annotate'({ key, ...annotation }) {
      const invoice = archive.get(key);
      if (!invoice.ok) return invoice;
      if (!archive.annotate(key, annotation)) return fail({ code: 'invoice-not-found', invoice: key });
      events.emit('invoices.changed', { accountId: invoice.value.accountId });
      return archive.get(key);
    },
    async 'invoices.tag'({ keys, tags, remove }) {
      const changed = await archive.tag(keys, tags, remove);
      for (const accountId of archive.accountsOf(keys)) events.emit('invoices.changed', { accountId });
      return ok({ changed });
    },
    'invoices.tags': () => ok(archive.tagsInUse()),
    'accounts.references': ({ accountId }) => ok(archive.references(accountId)),
    'accounts.setReferences'({ accountId, ...references }) {
      archive.setReferences(accountId, references);
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
