import { expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
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
        accountOf: (alertId: string) => (alertId === '1' ? 'a' : null),
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
