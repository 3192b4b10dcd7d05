import { describe, expect, it } from 'vitest';
import type { TeamStatus } from '#shared/team.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { sampleTeam as team } from '../support/sample/team.ts';
import {
  cellsOf,
  click,
  openWindow,
  seeElement,
  seeNoText,
  seeText,
  until,
  withWindows,
} from '../support/open-window.ts';

const since = '2026-11-17T12:00:00.000Z';
const away: TeamStatus = {
  ...team,
  receivedAt: since,
  waiting: { changes: 14, since },
  failure: { since, error: { code: 'team-unreachable', host: 'db.office.example', reason: 'ECONNREFUSED' } },
};

function withTeam(state: TeamStatus | null) {
  const fake = createFakeBridge();
  fake.state.team = state;
  return fake;
}
const asked = ({ made }: ReturnType<typeof createFakeBridge>, name: string): number =>
  made.filter((call) => call.name === name).length;

describe('The team in the window', () => {
  withWindows();

  it('says what a team is and how one gets into it, and asks no server', async () => {
    const fake = withTeam(null);
    await openWindow({ path: '/settings', fake });
    await seeText('This archive isn’t in a team');
    await seeText('billfold team create');
    await seeText('docs/team.md');
    expect([asked(fake, 'team.members'), asked(fake, 'team.unsettled')]).toEqual([0, 0]);
  });

  it('never says that there is no team where it is not known', async () => {
    const fake = withTeam(null);
    fake.break('team.status', { code: 'internal', reference: 'team.status' });
    await openWindow({ path: '/settings', fake });
    await until(() => {
      expect(document.querySelector('[data-team] [role=alert]')).not.toBeNull();
    });
    await seeNoText('This archive isn’t in a team');
  });

  it('shows where it is, who one is in it, and who else', async () => {
    const fake = withTeam(team);
    fake.state.members = [
      { name: 'Anna', role: 'administrator', state: 'joined', desks: 2, sentAt: '2026-11-22T10:00:00.000Z' },
      { name: 'Vera', role: 'viewer', state: 'invited', desks: 0, sentAt: null },
    ];
    await openWindow({ path: '/settings', fake });
    await seeText('books on db.office.example');
    await seeText('Ben, Finance, since');
    await seeText('All are sent');
    await seeText('2 minutes ago');
    await until(() => {
      expect([...document.querySelectorAll('[data-member]')].map(cellsOf)).toEqual([
        ['Anna', 'Administrator', 'Joined', '2 hours ago', '2'],
        ['Vera', 'Viewer', 'Invited', 'None yet', '0'],
      ]);
    });
    expect(document.querySelector('[data-team-waiting]')).toBeNull();
  });

  it('says why the server does not answer, and asks it for its members when it does again', async () => {
    const fake = withTeam(away);
    await openWindow({ path: '/settings', fake });
    await seeText('14 changes not sent since Tuesday');
    await seeText('hasn’t answered since Tuesday');
    await seeText('The team’s server db.office.example can’t be reached');
    await seeText('Who is in the team is shown when its server answers again.');
    expect(asked(fake, 'team.members')).toBe(0);
    fake.state.team = team;
    fake.state.members = [{ name: 'Anna', role: 'administrator', state: 'joined', desks: 1, sentAt: null }];
    fake.emit('team.changed', null);
    await seeText('Anna');
    await seeNoText('hasn’t answered');
  });

  it('lists what was refused, kept aside and overruled, with what one had written', async () => {
    const fake = withTeam({ ...team, aside: 2, overruled: 1 });
    const at = '2026-11-20T10:00:00.000Z';
    fake.state.unsettled = [
      { id: '3', at, own: true, member: null, area: 'accounts', subject: 'Acme', why: 'role-forbids', lost: [] },
      { id: '2', at: null, own: false, member: null, area: 'other', subject: null, why: 'schema-newer', lost: [] },
      { id: '1', at, own: false, member: 'Vera', area: 'invoices', subject: 'INV-7', why: 'overruled', lost: ['paid'] },
    ];
    await openWindow({ path: '/settings', fake });
    await seeText('2 changes are kept aside');
    await seeText('1 of your changes was overruled');
    await until(() => {
      expect([...document.querySelectorAll('[data-unsettled] tbody tr')].map((row) => cellsOf(row).slice(1))).toEqual([
        ['Yours', 'Account Acme', 'Refused and undone here: your role doesn’t allow it.'],
        ['Not known', 'Something else', 'Kept aside: it’s of a newer Billfold.'],
        ['Vera', 'Invoice INV-7', 'It replaced what you had written Yours was: “paid”'],
      ]);
    });
  });

  it('says on every screen that changes wait for an hour, until they are sent', async () => {
    const fake = withTeam({ ...team, waiting: { changes: 1, since: '2026-11-22T11:01:00.000Z' } });
    const { router } = await openWindow({ fake });
    await until(() => {
      expect(asked(fake, 'team.waiting')).toBe(1);
    });
    // 59 minutes are none.
    expect(document.querySelector('[data-team-waiting]')).toBeNull();
    fake.state.team = { ...team, waiting: { changes: 1, since: '2026-11-22T11:00:00.000Z' } };
    fake.emit('team.changed', null);
    await seeElement('[data-team-waiting]');
    fake.state.team = away;
    fake.emit('team.changed', null);
    await seeText('14 changes of yours haven’t reached the team since Tuesday.');
    await click('Show');
    await until(() => {
      expect(router.currentRoute.value.name).toBe('settings');
    });
    fake.state.team = team;
    fake.emit('team.changed', null);
    await until(() => {
      expect(document.querySelector('[data-team-waiting]')).toBeNull();
    });
  });
});
