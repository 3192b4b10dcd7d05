import { describe, expect, it } from 'vitest';
import { createFakeBridge } from '../support/fake-bridge.ts';
import {
  click,
  findField,
  lastRequest,
  seeElement,
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

  it('is not changed while a day is half typed, which a browser hands on as none', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await click('Edit');
    const day = await findField('Paused until');
    Object.defineProperty(day, 'validity', { value: { badInput: true }, configurable: true });
    day.checkValidity = () => day.dispatchEvent(new Event('invalid'));
    await click('Save', '[role=dialog] button');
    await seeText('This is only half typed. Finish it, or empty the field.');
    expect(lastRequest(fake, 'alerts.edit')).toBeUndefined();
  });

  it('is not changed while its amount cannot be read, and says so', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await click('Edit');
    const amount = (await seeElement('[role=dialog] input[inputmode=decimal]')) as HTMLInputElement;
    amount.value = '12,,5';
    amount.dispatchEvent(new Event('input', { bubbles: true }));
    await click('Save', '[role=dialog] button');
    await until(() => {
      expect(amount.getAttribute('aria-invalid')).toBe('true');
    });
    expect(lastRequest(fake, 'alerts.edit')).toBeUndefined();
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
