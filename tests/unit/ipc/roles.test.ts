import { expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
import { searchHandlers } from '../../../electron/ipc/handlers/search.ts';
import { watchHandlers } from '../../../electron/ipc/handlers/watch.ts';

/** Only what the handlers of alerts take of the program. */
function handlersFor(role: 'finance' | 'viewer') {
  const changed: string[] = [];
  const change = (what: string) => (alertId: string) => {
    changed.push(what);
    return ok({ id: alertId, accountId: 'a' });
  };
  const program = {
    accounts: { get: (id: string) => (id === 'a' ? { id, role } : null) },
    watch: {
      alerts: {
        get: (id: string) => (id === '1' ? { id, accountId: 'a' } : null),
        remove: change('removed'),
        restore: change('restored'),
      },
      check: () => Promise.resolve([]),
    },
  };
  const handlers = watchHandlers({ program } as unknown as Parameters<typeof watchHandlers>[0]);
  return { handlers, changed };
}

it('a viewer removes no alert and brings none back', () => {
  const { handlers, changed } = handlersFor('viewer');
  for (const name of ['alerts.remove', 'alerts.restore'] as const)
    expect(handlers[name]({ alertId: '1' })).toMatchObject({ ok: false, error: { code: 'role-forbids' } });
  expect(changed).toEqual([]);
});

it('finance removes an alert and takes that back', () => {
  const { handlers, changed } = handlersFor('finance');
  expect(handlers['alerts.remove']({ alertId: '1' })).toMatchObject({ ok: true });
  expect(handlers['alerts.restore']({ alertId: '1' })).toMatchObject({ ok: true });
  expect(changed).toEqual(['removed', 'restored']);
  expect(handlers['alerts.remove']({ alertId: '2' })).toMatchObject({ error: { code: 'alert-not-found' } });
});

/** Only what the handlers of tags and notes take of the program. */
function searchHandlersFor(role: 'finance' | 'viewer') {
  const changed: string[] = [];
  const program = {
    accounts: { known: (id: string) => ({ id, role: id === 'other' ? 'finance' : role }) },
    archive: {
      get: (key: string) => ok({ key, accountId: 'a' }),
      accountsOf: () => ['other', 'a'],
      annotate: () => changed.push('annotated') > 0,
      tag: () => Promise.resolve(changed.push('tagged')),
      setReferences: () => changed.push('references'),
    },
    archiveChanged: () => undefined,
    documentReading: { soon: () => undefined },
  };
  return { handlers: searchHandlers({ program } as unknown as Parameters<typeof searchHandlers>[0]), changed };
}
const annotation = { key: 'a:1', note: null, tags: [], costCentre: null, poNumber: null };

it('a viewer changes no tags, notes and references, not even together with those of another account', async () => {
  const { handlers, changed } = searchHandlersFor('viewer');
  const forbidden = { ok: false, error: { code: 'role-forbids' } };
  expect(handlers['invoices.annotate'](annotation)).toMatchObject(forbidden);
  expect(await handlers['invoices.tag']({ keys: ['other:1', 'a:1'], tags: ['x'], remove: [] })).toMatchObject(
    forbidden,
  );
  expect(handlers['accounts.setReferences']({ accountId: 'a', costCentre: 'x', poNumber: null })).toMatchObject(
    forbidden,
  );
  expect(changed).toEqual([]);
});

it('finance changes them', async () => {
  const { handlers, changed } = searchHandlersFor('finance');
  handlers['invoices.annotate'](annotation);
  await handlers['invoices.tag']({ keys: ['a:1'], tags: ['x'], remove: [] });
  handlers['accounts.setReferences']({ accountId: 'a', costCentre: 'x', poNumber: null });
  expect(changed).toEqual(['annotated', 'tagged', 'references']);
});
