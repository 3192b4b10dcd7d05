import { describe, expect, it } from 'vitest';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { sampleChannel, sampleDelivery } from '../support/sample/channels.ts';
import { click, lastRequest, openWindow, seeText, type, until, withWindows } from '../support/open-window.ts';

describe('Who is notified', () => {
  withWindows();

  it('says that a channel is not reached, since when and why, and shows the proof of what was', async () => {
    const fake = createFakeBridge();
    fake.state.channels = [sampleChannel];
    fake.state.deliveries = [sampleDelivery];
    await openWindow({ path: '/settings', fake });
    await seeText('Not reached since');
    await seeText('2 waiting');
    await seeText('smtp.office.example didn’t accept the password of billfold');
    await click('What was sent');
    await seeText('1 of 1: 250 queued as 7');
    await seeText('3 attempts');
  });

  it('has a box for each event and channel; what is not confirmed stays as it was', async () => {
    const fake = createFakeBridge();
    fake.state.channels = [sampleChannel];
    await openWindow({ path: '/settings', fake });
    await click('Accounting: New invoice', '[role=checkbox]');
    await until(() => {
      expect(lastRequest(fake, 'channels.choose')).toEqual({
        ...{ channelId: 'c1', accountId: null, kind: 'invoice-new', told: false },
      });
    });
  });

  it('asks for everything that mail needs before main is asked', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    await click('Add');
    await click('Send a test and add');
    await seeText('Something is missing');
    await type('Name', 'Accounting');
    await type('Mail server', 'smtp.office.example');
    await type('User name', 'billfold');
    await type('Password', 'secret');
    await type('Sender', 'billfold@office.example');
    await type('Recipients', 'books@office.example, boss@office.example');
    await click('Send a test and add');
    await until(() => {
      expect(lastRequest(fake, 'channels.add')).toMatchObject({
        channel: { kind: 'mail', port: 587, recipients: ['books@office.example', 'boss@office.example'] },
        secret: 'secret',
      });
    });
  });
});
