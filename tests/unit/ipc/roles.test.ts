import { expect, it } from 'vitest';
import type { CallName } from '#shared/ipc/contract.ts';
import { fail, ok } from '#shared/result.ts';
import { answer, type Handlers } from '../../../electron/ipc/answer.ts';
import { searchHandlers } from '../../../electron/ipc/handlers/search.ts';
import { watchHandlers } from '../../../electron/ipc/handlers/watch.ts';
import { createPermit } from '../../../electron/program/permit.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

/** Only what the handlers of alerts, tags and notes take of the program, asked as the window asks. */
function windowFor(role: 'finance' | 'viewer') {
  const changed: string[] = [];
  const change = (what: string) => (alertId: string) => {
    changed.push(what);
    return ok({ id: alertId, accountId: 'a' });
  };
  const accounts = {
    get: (id: string) => (id === 'a' ? { id, role } : null),
    known: (id: string) => ({ id, role: id === 'other' ? 'finance' : role }),
    list: () => [{ id: 'a', role }],
  };
  const alerts = {
    find: (id: string) => (id === '1' ? ok({ id, accountId: 'a' }) : fail({ code: 'alert-not-found', alert: id })),
    remove: change('removed'),
    restore: change('restored'),
  };
  const invoices = { get: (key: string) => ok({ key, accountId: 'a' }) };
  const annotations = {
    annotate: () => changed.push('annotated') > 0,
    tag: () => Promise.resolve(changed.push('tagged')),
    setReferences: () => changed.push('references'),
  };
  const program = {
    accounts,
    archive: { invoices, annotations },
    watch: { alerts, check: () => Promise.resolve([]) },
    events: { emit: () => undefined },
    documentReading: { soon: () => undefined },
  };
  const parts = { program } as unknown as Parameters<typeof watchHandlers>[0];
  const handlers = { ...watchHandlers(parts), ...searchHandlers(parts) } as unknown as Handlers;
  const permit = createPermit({
    accounts,
    alerts,
    invoices,
    waiting: { accountsOf: () => [] },
  } as unknown as Parameters<typeof createPermit>[0]);
  const ask = (name: CallName, request: unknown) => answer(handlers, permit, name, request, memoryLogger());
  return { ask, changed };
}

const forbidden = { ok: false, error: { code: 'role-forbids' } };
const annotation = { key: 'a:1', note: null, tags: [], costCentre: null, poNumber: null };
const tags = { keys: ['other:1', 'a:1'], tags: ['x'], remove: [] };
const references = { accountId: 'a', costCentre: 'x', poNumber: null };

it('a viewer removes no alert and brings none back', async () => {
  const { ask, changed } = windowFor('viewer');
  for (const name of ['alerts.remove', 'alerts.restore'] as const)
    expect(await ask(name, { alertId: '1' })).toMatchObject(forbidden);
  expect(changed).toEqual([]);
});

it('finance removes an alert and takes that back', async () => {
  const { ask, changed } = windowFor('finance');
  await ask('alerts.remove', { alertId: '1' });
  await ask('alerts.restore', { alertId: '1' });
  expect(changed).toEqual(['removed', 'restored']);
  expect(await ask('alerts.remove', { alertId: '2' })).toMatchObject({ error: { code: 'alert-not-found' } });
});

it('a viewer changes no tags, notes and references, not even together with those of another account', async () => {
  const { ask, changed } = windowFor('viewer');
  expect(await ask('invoices.annotate', annotation)).toMatchObject(forbidden);
  expect(await ask('invoices.tag', tags)).toMatchObject(forbidden);
  expect(await ask('accounts.setReferences', references)).toMatchObject(forbidden);
  expect(changed).toEqual([]);
});

it('finance changes them', async () => {
  const { ask, changed } = windowFor('finance');
  await ask('invoices.annotate', annotation);
  await ask('invoices.tag', tags);
  await ask('accounts.setReferences', references);
  expect(changed).toEqual(['annotated', 'tagged', 'references']);
});
