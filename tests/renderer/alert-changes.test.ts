import { describe, expect, it } from 'vitest';
import { createFakeBridge } from '../support/fake-bridge.ts';
import {
  click,
  findField,
  lastRequest,
  openWindow,
  seeText,
  type,
  until,
  withWindows,
} from '../support/open-window.ts';

describe('An alert that is there', () => {
  withWindows();

  it('is changed, named, noted and paused in one dialog', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await click('Edit');
    await type('Name', 'Limit of the web team');
    await type('Note', 'Ask Kim');
    const until = await findField('Paused until');
    until.value = '2027-02-01';
    until.dispatchEvent(new Event('input', { bubbles: true }));
    await click('75% of the amount', '[role=dialog] [role=checkbox]');
    await click('Save', '[role=dialog] button');
    await untilEdited(fake);
  });

  it('says its name, note and until when it is paused', async () => {
    const fake = createFakeBridge();
    const [overview] = Object.values(fake.state.overviews);
    const [alert] = overview?.alerts ?? [];
    if (!overview || !alert) throw new Error('The sample has no alert');
    overview.alerts = [{ ...alert, name: 'Limit', note: 'Ask Kim', pausedUntil: '2099-02-01T00:00:00.000Z' }];
    await openWindow({ path: '/alerts', fake });
    await seeText('Limit');
    await seeText('Ask Kim');
    await seeText('Paused until');
  });
});

const untilEdited = (fake: ReturnType<typeof createFakeBridge>) =>
  until(() => {
    expect(lastRequest(fake, 'alerts.edit')).toMatchObject({
      change: { name: 'Limit of the web team', note: 'Ask Kim', pausedUntil: expect.any(String) as string },
    });
  });
