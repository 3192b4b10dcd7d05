import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Account, mayChange, type Role, roles } from '#shared/accounts.ts';
import { guardedActions } from '#shared/guarded-actions.ts';
import type { CallName, Request } from '#shared/ipc/contract.ts';
import { needs } from '#shared/ipc/needs.ts';
import { en } from '#shared/messages/en.ts';
import { leastRole, mayDo, type Needs } from '#shared/permissions.ts';
import { fail, ok } from '#shared/result.ts';
import { alertId } from '../../support/alert-ids.ts';
import { createPermit } from '../../../electron/program/permit.ts';
import { anAccount } from '../../support/archive/archive-setup.ts';

/** The accounts `a` and `b`, and `c`, which is closed. */
function permitFor(ownRoles: Partial<Record<'a' | 'b' | 'c', Role>>) {
  const all = Object.entries(ownRoles).map(([id, role]): Account =>
    anAccount({ id, name: id, role, closedAt: id === 'c' ? '2026-11-01T00:00:00.000Z' : null }),
  );
  const known = (id: string) => all.find((each) => each.id === id) ?? null;
  const open = all.filter(({ closedAt }) => closedAt === null);
  const alerts: Record<string, string | null> = { 'of-a': 'a', 'of-all': null };
  return createPermit({
    accounts: { known, get: (id) => open.find((each) => each.id === id) ?? null, list: () => open },
    alerts: {
      find: (id) =>
        id in alerts
          ? ok({ id, accountId: alerts[id] ?? null } as never)
          : fail({ code: 'alert-not-found', alert: id }),
    },
    invoices: {
      get: (key) =>
        key.endsWith(':1')
          ? ok({ accountId: key.split(':')[0] } as never)
          : fail({ code: 'invoice-not-found', invoice: key }),
    },
    waiting: { accountsOf: (ids) => [...ids] },
    mailboxes: { list: () => [{ id: 'of-a', accountId: 'a' } as never] },
  });
}

/** Requests of all calls that a role may forbid: about account `a`, an alert or invoice of it, or files that wait for it. */
const values = { accountId: 'a' };
const requests: Partial<Record<CallName, unknown>> = {
  'accounts.addSource': { accountId: 'a' },
  'accounts.rename': { accountId: 'a', name: 'x' },
  'accounts.setSupportEmail': { accountId: 'a', supportEmail: null },
  'accounts.setReferences': { accountId: 'a', costCentre: null, poNumber: null },
  'watch.dismissGone': { accountId: 'a', subscriptionId: 's' },
  'alerts.save': { accountId: 'a' },
  'alerts.edit': { alertId: 'of-a', change: {} },
  'alerts.remove': { alertId: 'of-a' },
  'alerts.restore': { alertId: 'of-a' },
  'budgets.save': { budgetId: null },
  'budgets.remove': { budgetId: 'b' },
  'contracts.save': { accountId: 'a', subscriptionId: null },
  'contracts.remove': { accountId: 'a', subscriptionId: null },
  'invoices.pay': { key: 'a:1' },
  'invoices.annotate': { key: 'a:1', note: null, tags: [], costCentre: null, poNumber: null },
  'invoices.tag': { keys: ['a:1'], tags: [], remove: [] },
  'imports.choose': { accountId: 'a', what: 'files' },
  'imports.drop': { accountId: 'a', dropId: 'd' },
  'imports.confirm': { id: 'i', values },
  'imports.leaveOut': { ids: ['a'] },
  'layouts.setLabel': { id: 'a', label: 'b' },
  'layouts.remove': { id: 'a' },
  'imports.unlock': { id: 'a', password: 'p' },
  'imports.distinguish': { id: 'a', other: 'b' },
  'imports.edit': { key: 'a:1', values },
  'imports.remove': { key: 'a:1' },
  'imports.chooseFolder': { accountId: 'a' },
  'imports.stopFolder': { accountId: 'a' },
  'mailboxes.add': { mailbox: { accountId: 'a' }, password: 'p' },
  'mailboxes.setPassword': { id: 'of-a', password: 'p' },
  'mailboxes.read': { id: 'of-a' },
  'mailboxes.change': { id: 'of-a', choices: { senders: [], moveTo: null } },
  'mailboxes.allowLinks': { id: 'of-a', sender: 's', host: 'h', allowed: true },
  'mailboxes.remove': { id: 'of-a' },
  'channels.add': { channel: {}, secret: null },
  'channels.remove': { id: 'c' },
  'channels.test': { id: 'c' },
  'channels.copyKey': { id: 'c' },
  'channels.choose': { channelId: 'desktop', accountId: null, kind: 'alert-event', told: true },
  'sellers.save': { id: null, fields: {} },
  'sellers.merge': { id: 's', from: 't' },
  'sellers.split': { id: 's', name: 'T', marks: [] },
  'sellers.mark': { id: 's', kind: 'name', text: 'T', state: 'known' },
  'sellers.forgetMark': { id: 's', mark: {} },
  'sellers.decide': { alarm: {}, decision: 'confirmed' },
  'subscriptions.cancel': { accountId: 'a', subscriptionId: 's' },
  'subscriptions.keep': { accountId: 'a', subscriptionId: 's' },
  'subscriptions.openPaymentPage': { accountId: 'a' },
  'details.save': { accountId: 'a' },
  'details.addTaxId': { accountId: 'a' },
  'details.removeTaxId': { accountId: 'a', taxIdId: 't' },
  'details.approve': { accountId: 'a', changeId: 'c' },
  'usage.savePlan': { accountId: 'a' },
  'handover.saveProfile': { profileId: null, profile: {} },
  'handover.removeProfile': { profileId: 'p' },
  'handover.loadProfile': null,
  'handover.setRate': { base: 'EUR', currency: 'USD', day: '2026-11-01', rate: '1' },
  'handover.setTax': { key: 'a:1', parts: [] },
  'handover.start': { profileId: 'p' },
  'handover.undo': { batchId: 'b' },
};
const table = Object.entries(needs) as [CallName, Needs<unknown>][];
const guarded = table.flatMap(([name, each]) =>
  typeof each === 'object' && each.of !== 'each' ? [[name, each] as const] : [],
);
/** Those that concern all accounts together. */
const ofAny = guarded.filter(([name, { of }]) => of !== 'each' && of(requests[name]) === 'any-account');
const ofOne = guarded.filter((each) => !ofAny.includes(each));

describe('calls that a role may forbid', () => {
  it('are all tried here', () => {
    expect(Object.keys(requests).toSorted()).toEqual(guarded.map(([name]) => name).toSorted());
  });

  it.each(ofOne)('%s is forbidden to a viewer of the account, whatever the role in another one', (name, each) => {
    const permit = permitFor({ a: 'viewer', b: 'administrator' });
    expect(permit(each, requests[name])).toEqual({
      ok: false,
      error: { code: 'role-forbids', role: 'viewer', action: each.action },
    });
  });

  it.each(guarded)('%s is open to finance and administrators', (name, each) => {
    for (const role of ['finance', 'administrator'] as const)
      expect(permitFor({ a: role, b: 'viewer' })(each, requests[name])).toEqual({ ok: true, value: null });
  });

  it.each(ofOne)('%s says what is not there', (name, each) => {
    expect(permitFor({ b: 'administrator' })(each, requests[name])).toMatchObject({
      ok: false,
      error: { code: 'account-not-found', account: 'a' },
    });
  });
});

describe('of which account', () => {
  it.each(ofAny)('any counts for %s, which concerns all of them', (name, each) => {
    expect(permitFor({ a: 'viewer', b: 'finance' })(each, requests[name])).toEqual(ok(null));
    expect(permitFor({ a: 'viewer', b: 'viewer', c: 'finance' })(each, requests[name])).toEqual({
      ok: false,
      error: { code: 'role-forbids', role: 'viewer', action: each.action },
    });
    expect(permitFor({})(each, requests[name])).toEqual(ok(null));
  });

  const missing = { ok: false, error: { code: 'account-not-found', account: 'c' } };
  const forbidden = { ok: false, error: { code: 'role-forbids' } };

  it('a closed one counts where its invoices and names may still be changed', () => {
    const [finance, viewer] = [permitFor({ c: 'finance' }), permitFor({ c: 'viewer' })];
    const rename = { accountId: 'c', name: 'x' };
    expect(finance(needs['accounts.rename'], rename)).toEqual(ok(null));
    expect(viewer(needs['accounts.rename'], rename)).toMatchObject(forbidden);
    const note = { key: 'c:1' as const, note: null, tags: [], costCentre: null, poNumber: null };
    expect(finance(needs['invoices.annotate'], note)).toEqual(ok(null));
    expect(viewer(needs['invoices.annotate'], note)).toMatchObject(forbidden);
    expect(finance(needs['invoices.pay'], { key: 'c:1' })).toEqual(missing);
    expect(finance(needs['usage.savePlan'], { accountId: 'c' } as never)).toEqual(missing);
  });

  it('all count of several invoices, and none is tagged where one may not be', () => {
    const tag: Request<'invoices.tag'> = { keys: ['a:1', 'b:1'], tags: ['x'], remove: [] };
    expect(permitFor({ a: 'finance', b: 'viewer' })(needs['invoices.tag'], tag)).toMatchObject(forbidden);
    expect(permitFor({ a: 'finance', b: 'finance' })(needs['invoices.tag'], tag)).toEqual(ok(null));
  });

  it('any counts for an alert over all accounts; without accounts nothing forbids it', () => {
    const overAll = { alertId: alertId('of-all') };
    expect(permitFor({ a: 'viewer', b: 'finance' })(needs['alerts.remove'], overAll)).toEqual(ok(null));
    expect(permitFor({ a: 'viewer', b: 'viewer' })(needs['alerts.remove'], overAll)).toMatchObject(forbidden);
    expect(permitFor({ a: 'viewer', c: 'finance' })(needs['alerts.remove'], overAll)).toMatchObject(forbidden);
    expect(permitFor({})(needs['alerts.save'], { accountId: null } as never)).toEqual(ok(null));
  });

  it('an alert or invoice that is not there is said to be that', () => {
    const permit = permitFor({ a: 'finance' });
    expect(permit(needs['alerts.remove'], { alertId: alertId('x') })).toMatchObject({
      error: { code: 'alert-not-found' },
    });
    expect(permit(needs['invoices.pay'], { key: 'a:2' })).toMatchObject({ error: { code: 'invoice-not-found' } });
  });

  it('no account is not an account without a name', () => {
    const asked = permitFor({ a: 'finance' })(needs['imports.stopFolder'], { accountId: '' });
    expect(asked).toEqual({ ok: false, error: { code: 'no-account-chosen' } });
  });

  it('reading, and what is no account’s own, is open to all', () => {
    const permit = permitFor({ a: 'viewer' });
    for (const [, each] of table.filter(([, need]) => typeof need === 'string'))
      expect(permit(each, null)).toEqual(ok(null));
  });
});

describe('the table of roles', () => {
  it('lets whoever may change anything change what finance may', () => {
    for (const role of roles) for (const action of guardedActions) expect(mayDo(role, action)).toBe(mayChange(role));
    expect(roles.filter(mayChange)).toEqual(['administrator', 'finance']);
  });

  it('is the one of docs/roles.md', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../../docs/roles.md'), 'utf8');
    const rows = page.split('\n').flatMap((line) => {
      const [, what, ...marks] = line.split('|').map((cell) => cell.trim());
      return marks.some((mark) => mark === 'yes' || mark === 'no') ? [[what, ...marks.slice(0, 3)]] : [];
    });
    const said = guardedActions.map((action) => [
      en.guardedActions[action],
      ...(['viewer', 'finance', 'administrator'] as const).map((role) => (mayDo(role, action) ? 'yes' : 'no')),
    ]);
    expect(rows).toEqual(said);
    expect(guardedActions.map((action) => leastRole[action])).not.toContain('viewer');
  });
});
