import { mayChange } from '#shared/accounts.ts';
import type { Annotation, References } from '#shared/annotations.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { AccountSummary, EventName, EventPayload, Request, SavedFilter } from '#shared/ipc/contract.ts';
import { fail, ok } from '#shared/result.ts';
import type { SearchTerm } from '#shared/search-terms.ts';

export interface SearchState {
  accounts: AccountSummary[];
  invoices: ArchivedInvoice[];
  savedFilters: SavedFilter[];
  references: Record<string, References>;
}

export const searchState = { savedFilters: [], references: {} } satisfies Partial<SearchState>;

/** What the window asks about tags, notes, references and saved searches. */
export function searchAnswers(
  state: SearchState,
  emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void,
) {
  const referencesOf = (accountId: string): References =>
    state.references[accountId] ?? { costCentre: null, poNumber: null };

  function replace(invoice: ArchivedInvoice, change: Partial<Annotation>): ArchivedInvoice {
    const { costCentre = invoice.ownCostCentre, poNumber = invoice.ownPoNumber } = change;
    const given = referencesOf(invoice.accountId);
    const changed = {
      ...invoice,
      note: change.note === undefined ? invoice.note : change.note,
      tags: change.tags ?? invoice.tags,
      ...{ ownCostCentre: costCentre, costCentre: costCentre ?? given.costCentre },
      ...{ ownPoNumber: poNumber, poNumber: poNumber ?? given.poNumber },
    };
    state.invoices = state.invoices.map((each) => (each.key === invoice.key ? changed : each));
    return changed;
  }

  return {
    'invoices.annotate': ({ key, ...annotation }: Request<'invoices.annotate'>) => {
      const invoice = state.invoices.find((each) => each.key === key);
      if (!invoice) return fail({ code: 'invoice-not-found', invoice: key } as const);
      const role = state.accounts.find(({ id }) => id === invoice.accountId)?.role ?? 'viewer';
      if (!mayChange(role)) return fail({ code: 'role-forbids', role, action: 'annotations' } as const);
      return ok(replace(invoice, annotation));
    },
    'invoices.tag': ({ keys, tags, remove }: Request<'invoices.tag'>) => {
      const wanted = state.invoices.filter(({ key }) => keys.includes(key));
      for (const invoice of wanted) {
        replace(invoice, {
          tags: [...new Set([...invoice.tags, ...tags])].filter((tag) => !remove.includes(tag)).sort(),
        });
      }
      for (const accountId of new Set(wanted.map((invoice) => invoice.accountId)))
        emit('invoices.changed', { accountId });
      return ok({ changed: wanted.length });
    },
    'invoices.tags': () => ok([...new Set(state.invoices.flatMap(({ tags }) => tags))].sort()),
    'accounts.references': ({ accountId }: Request<'accounts.references'>) => ok(referencesOf(accountId)),
    'accounts.setReferences': ({ accountId, ...references }: Request<'accounts.setReferences'>) => {
      state.references[accountId] = references;
      return ok(null);
    },
    'filters.list': () => ok(state.savedFilters),
    'filters.save': ({ name, terms }: Request<'filters.save'>) => {
      if (name.trim() === '') return fail({ code: 'filter-name-empty' } as const);
      if (state.savedFilters.some((each) => each.name === name))
        return fail({ code: 'filter-name-taken', name } as const);
      const saved = { id: state.savedFilters.length + 1, name, terms };
      state.savedFilters = [...state.savedFilters, saved];
      return ok(saved);
    },
    'filters.rename': ({ id, name }: Request<'filters.rename'>) => {
      state.savedFilters = state.savedFilters.map((each) => (each.id === id ? { ...each, name } : each));
      return ok(null);
    },
    'filters.remove': ({ id }: Request<'filters.remove'>) => {
      state.savedFilters = state.savedFilters.filter((each) => each.id !== id);
      return ok(null);
    },
  };
}

/** The conditions that the samples can tell apart. */
export const holds = (invoice: ArchivedInvoice, term: SearchTerm): boolean => {
  const has = (text: string | null, part: string) => (text ?? '').toLowerCase().includes(part.toLowerCase());
  switch (term.kind) {
    case 'word':
      return [
        invoice.number,
        invoice.accountName,
        invoice.note,
        ...invoice.tags,
        String(invoice.total.amount / 100),
      ].some((text) => has(text, term.text));
    case 'tag':
      return invoice.tags.some((tag) => tag.toLowerCase() === term.text.toLowerCase());
    case 'status':
      return term.status === 'overdue' ? invoice.overdue : invoice.status === term.status;
    case 'total':
      return term.comparison.startsWith('>')
        ? invoice.total.amount > Number(term.amount) * 100
        : invoice.total.amount < Number(term.amount) * 100;
    case 'currency':
      return invoice.total.currency === term.currency;
    case 'field':
      return has(term.field === 'number' ? invoice.number : invoice.poNumber, term.text);
    default:
      return true;
  }
};
