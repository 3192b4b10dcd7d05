import { mayChange } from '#shared/accounts.ts';
import type { ImportFolder, ImportItem, ImportValues } from '#shared/import/items.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { AccountSummary, CallName, Request, Response } from '#shared/ipc/contract.ts';
import { money, subtract } from '#shared/money.ts';
import { startOfDay } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { sampleImport } from '../sample/imports.ts';

export interface FakeImports {
  items: ImportItem[];
  folders: Record<string, ImportFolder>;
}

type Handlers = {
  [Name in Extract<CallName, `imports.${string}`>]: (
    request: Request<Name>,
  ) => Result<Response<Name>> | Promise<Result<Response<Name>>>;
};

interface Parts {
  readonly state: { accounts: AccountSummary[]; invoices: ArchivedInvoice[]; readonly imports: FakeImports };
  readonly changed: () => void;
  readonly invoicesChanged: (accountId: string) => void;
  readonly newId: (kind: string) => string;
}

/** Calls about files that are brought in. */
export function importHandlers({ state, changed, invoicesChanged, newId }: Parts): Handlers {
  const { imports } = state;
  const accountOf = (id: string) => state.accounts.find((each) => each.id === id);
  const add = (accountId: string, names: readonly string[]): Result<{ files: number }> => {
    const account = accountOf(accountId);
    if (!account) return fail({ code: 'account-not-found', account: accountId });
    if (!mayChange(account.role)) return fail({ code: 'role-forbids', role: account.role, action: 'import' });
    imports.items = [...imports.items, ...names.map((name) => sampleImport(newId(name), { accountId }))];
    changed();
    return ok({ files: names.length });
  };
  const leave = (ids: readonly string[]) => {
    imports.items = imports.items.filter(({ id }) => !ids.includes(id));
    changed();
  };
  const written = (values: ImportValues, base: Pick<ArchivedInvoice, 'id' | 'createdAt'>): ArchivedInvoice => {
    const issuedAt = startOfDay(values.issuedOn);
    const tax = values.tax ?? money(0, values.total.currency);
    return {
      ...base,
      ...{ type: values.type, number: values.number, corrects: null, total: values.total, tax },
      key: `${values.accountId}:${base.id}`,
      accountId: values.accountId,
      accountName: accountOf(values.accountId)?.name ?? values.accountId,
      source: 'import',
      status: values.paid ? 'paid' : 'open',
      subscriptionId: null,
      customerName: null,
      issuedAt,
      dueAt: values.dueOn === null ? null : startOfDay(values.dueOn),
      paidAt: null,
      period: { start: issuedAt, end: issuedAt },
      net: subtract(values.total, tax),
      creditApplied: money(0, values.total.currency),
      amountDue: values.total,
      taxId: null,
      overdue: false,
      document: 'stored',
      documentError: null,
      payable: false,
      ...{ note: null, tags: [], costCentre: null, poNumber: null, ownCostCentre: null, ownPoNumber: null },
      ...{ version: 1, versionAt: null, withdrawnAt: null, documentIsOwn: true },
    };
  };
  const keep = (invoice: ArchivedInvoice): ArchivedInvoice => {
    state.invoices = [invoice, ...state.invoices.filter(({ key }) => key !== invoice.key)];
    invoicesChanged(invoice.accountId);
    return invoice;
  };

  return {
    'imports.choose': ({ accountId, what }) => add(accountId, what === 'files' ? ['Chosen'] : ['One', 'Two']),
    'imports.drop': ({ accountId }) => add(accountId, ['Dropped']),
    'imports.list': () => ok(imports.items),
    'imports.document': ({ id }) => {
      const item = imports.items.find((each) => each.id === id);
      if (item?.state !== 'waiting') return fail({ code: 'import-not-found' });
      return ok({ url: `/document/${encodeURIComponent(id)}`, fileName: item.fileName, bytes: item.bytes });
    },
    'imports.similar': ({ number }) =>
      ok(
        state.invoices
          .filter((each) => each.number === number)
          .map(({ key, accountName }) => ({ key, number, accountName })),
      ),
    'imports.confirm': ({ id, values }) => {
      if (!imports.items.some((each) => each.id === id)) return fail({ code: 'import-not-found' });
      leave([id]);
      return ok(keep(written(values, { id: `imp_${id}`, createdAt: startOfDay(values.issuedOn) })));
    },
    'imports.confirmCertain': () => {
      const certain = imports.items.filter((each) => each.certain);
      leave(certain.map(({ id }) => id));
      return ok({ imported: certain.length });
    },
    'imports.leaveOut': ({ ids }) => {
      leave(ids);
      return ok(null);
    },
    'imports.edit': ({ key, values }) => {
      const found = state.invoices.find((each) => each.key === key);
      if (!found) return fail({ code: 'invoice-not-found', invoice: key });
      if (found.source !== 'import') return fail({ code: 'invoice-not-imported', invoice: found.number ?? found.id });
      return ok(keep(written({ ...values, accountId: found.accountId }, found)));
    },
    'imports.remove': ({ key }) => {
      const found = state.invoices.find((each) => each.key === key);
      if (!found) return fail({ code: 'invoice-not-found', invoice: key });
      state.invoices = state.invoices.filter((each) => each !== found);
      invoicesChanged(found.accountId);
      return ok(null);
    },
    'imports.folder': ({ accountId }) => ok(imports.folders[accountId] ?? null),
    'imports.chooseFolder': ({ accountId }) => {
      const folder = { label: '/home/anna/Invoices', missing: false };
      imports.folders[accountId] = folder;
      return ok(folder);
    },
    'imports.stopFolder': ({ accountId }) => {
      imports.folders = Object.fromEntries(Object.entries(imports.folders).filter(([id]) => id !== accountId));
      return ok(null);
    },
  };
}
