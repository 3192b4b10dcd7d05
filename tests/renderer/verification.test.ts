import { describe, expect, it } from 'vitest';
import type { VerificationView } from '#shared/ipc/contract.ts';
import { ok } from '#shared/result.ts';
import type { Finding } from '#shared/verification.ts';
import { sampleVerification } from '../support/sample/verification.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import {
  click,
  findControl,
  findField,
  lastRequest,
  openWindow,
  press,
  seeElement,
  seeText,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

const { findings } = sampleVerification;
const by = { by: 'hanna', at: '2026-11-22T12:00:00.000Z' } as const;
/** The sample with only these open and those accepted. */
const verified = (open: Finding[], accepted: Finding[] = []): VerificationView => ({
  ...sampleVerification,
  ...{ findings: open, count: open.length },
  kinds: sampleVerification.kinds.filter(({ kind }) => open.some((each) => each.kind === kind)),
  accepted: accepted.map((each) => ({ ...each, accepted: by })),
  acceptedCount: accepted.length,
});

describe('Verify the archive', () => {
  withWindows();

  it('verifies, shows how far it is, and says that all is well', async () => {
    const { fake } = await openWindow({ path: '/verification' });
    await seeText('Not verified yet.');
    await click('Verify now');
    await seeElement('[data-job-progress]');
    const job = fake.state.jobs.at(-1);
    if (!job) throw new Error('No job was started');
    fake.state.verification = { ...sampleVerification, findings: [], count: 0, repairable: 0, uncomparedCount: 0 };
    fake.emit('job.progress', { ...job, state: 'done' });
    await seeText('Everything is there, complete and unchanged.');
    expect(visibleText()).not.toContain('Save as CSV');
    expect(visibleText()).not.toContain('couldn’t be compared');
  });

  it('lists what is wrong, repairs what can be, saves the list, and leads to the invoice', async () => {
    const fake = createFakeBridge();
    fake.state.verification = sampleVerification;
    const { router } = await openWindow({ path: '/verification', fake });
    await seeText('4 findings');
    expect(visibleText()).toContain('no invoice for Pro from Mar 1, 2026 to Mar 31, 2026');
    expect(visibleText()).toContain('number IK-1041 is missing, between IK-1040 and IK-1042');
    expect(visibleText()).toContain('its PDF is no longer in the archive (3f/3fc9b1.pdf)');
    expect(visibleText()).toMatch(
      /The totals of 3 PDFs couldn’t be compared.*IK-1058.*no searchable text \(it may be a scan\).*and 2 more/s,
    );
    await click('Save as CSV…');
    await seeText('Saved as Billfold verification 2026-11-22.csv');
    await click('Fetch broken PDFs again');
    await seeElement('[data-job-progress]');
    expect(fake.made.at(-1)).toEqual({ name: 'verification.start', request: { accountId: null, repair: true } });
    await click('IK-1059');
    await until(() => {
      expect(router.currentRoute.value.query).toMatchObject({ invoice: 'acc_imagekit:in_1059' });
    });
  });

  it('lets stand what was looked at, shows by whom, and takes it up again', async () => {
    const fake = createFakeBridge();
    fake.state.verification = sampleVerification;
    const gap = findings.filter(({ kind }) => kind === 'number-gap');
    const others = findings.filter(({ kind }) => kind !== 'number-gap');
    fake.after('verification.accept', () => {
      fake.state.verification = verified(others, gap);
    });
    fake.after('verification.reopen', () => {
      fake.state.verification = sampleVerification;
    });
    await openWindow({ path: '/verification', fake });
    await seeText('4 findings');
    // A PDF that is missing or a stray file is mended, not accepted.
    const accepting = () =>
      [...document.querySelectorAll('button')].filter(({ textContent }) => textContent.trim() === 'Accept');
    expect(accepting()).toHaveLength(2);
    await click('Accept: number IK-1041 is missing, between IK-1040 and IK-1042');
    expect(lastRequest(fake, 'verification.accept')).toEqual({ ids: ['77ab3e61f004'], key: null });
    await seeText('3 findings');
    await seeText('1 accepted finding');
    expect(visibleText(await seeElement('[data-accepted]'))).toContain('Accepted by hanna on Nov 22, 2026');
    await click('Reopen: number IK-1041 is missing, between IK-1040 and IK-1042');
    expect(lastRequest(fake, 'verification.reopen')).toEqual({ ids: ['77ab3e61f004'] });
    await seeText('4 findings');
    expect(visibleText()).not.toContain('accepted finding');
  });

  it('lets all of a kind stand after one question that says how many, and says what stays open', async () => {
    const fake = createFakeBridge();
    const others = findings.filter(({ kind }) => kind !== 'number-gap');
    const gap = sampleVerification.findings.find(({ kind }) => kind === 'number-gap');
    if (!gap) throw new Error('The sample has a gap');
    fake.state.verification = {
      ...sampleVerification,
      findings: [...sampleVerification.findings, { ...gap, id: '88ab3e61f005' }],
      count: 5,
      kinds: sampleVerification.kinds.map((each) =>
        each.kind === 'number-gap' ? { ...each, count: 2, acceptable: 2 } : each,
      ),
    };
    fake.answer('verification.acceptAll', () => {
      fake.state.verification = verified(others, [gap, gap]);
      return ok({ accepted: 2 });
    });
    await openWindow({ path: '/verification', fake });
    await click('Accept all 3…');
    await seeText('Accept 3 findings?');
    await seeText('2 more stay open: they need to be fixed, or are in an account where you’re a viewer.');
    await click('Cancel');
    expect(lastRequest(fake, 'verification.acceptAll')).toBeUndefined();
    press('Enter', await findField('Show'));
    press('Enter', await findControl('Missing number (2)', '[role=option]'));
    await click('Accept all 2…');
    await seeText('Accept 2 findings?');
    await click('Accept');
    await seeText('2 findings accepted.');
    expect(lastRequest(fake, 'verification.acceptAll')).toEqual({
      accountId: null,
      kind: 'number-gap',
      at: sampleVerification.at,
    });
    // The kind is gone, so all others are shown.
    await seeText('3 findings');
    expect(lastRequest(fake, 'verification.last')).toEqual({ accountId: null, kind: null });
  });

  it('accepts nothing where the archive was verified again meanwhile, and shows what there is now', async () => {
    const fake = createFakeBridge();
    fake.state.verification = sampleVerification;
    await openWindow({ path: '/verification', fake });
    await click('Accept all 2…');
    fake.break('verification.acceptAll', { code: 'findings-changed' });
    fake.state.verification = { ...sampleVerification, at: '2026-11-23T11:00:00.000Z' };
    await click('Accept');
    await seeText('Nothing was accepted.');
    expect(visibleText()).not.toContain('accepted finding');
  });

  it('says that nothing new is to be looked at, not that all is unchanged, where all was accepted', async () => {
    const fake = createFakeBridge();
    const accepted = sampleVerification.findings.map((each) => ({
      ...each,
      accepted: { by: 'hanna', at: sampleVerification.at },
    }));
    fake.state.verification = {
      ...sampleVerification,
      findings: [],
      count: 0,
      repairable: 0,
      accepted,
      acceptedCount: 4,
    };
    await openWindow({ path: '/verification', fake });
    await seeText('No new findings.');
    expect(visibleText()).not.toContain('Everything is there');
  });

  it('offers a viewer no decision', async () => {
    const fake = createFakeBridge();
    fake.state.verification = sampleVerification;
    fake.state.accounts = fake.state.accounts.map((account) => ({ ...account, role: 'viewer' }));
    await openWindow({ path: '/verification', fake });
    await seeText('4 findings');
    expect([...document.querySelectorAll('button')].some(({ textContent }) => textContent.trim() === 'Accept')).toBe(
      false,
    );
  });
});
