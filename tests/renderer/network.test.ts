import { describe, expect, it } from 'vitest';
import { systemProxy } from '#shared/proxy-settings.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import {
  click,
  lastRequest,
  openWindow,
  seeNoText,
  seeText,
  type,
  until,
  withWindows,
} from '../support/open-window.ts';

const proxy = 'proxy.example:3128';
const asks = { proxy, user: null, place: 'none', refused: false } as const;

describe('Network', () => {
  withWindows();

  it('says in a sentence how a server was reached, and who vouches for it', async () => {
    const fake = createFakeBridge();
    fake.state.connection = {
      ...{ host: 'api.stripe.com', proxy, authority: 'Office root', byOwnAuthority: true, error: null },
    };
    await openWindow({ path: '/settings', fake });
    await click('Test connections');
    await seeText(
      'api.stripe.com: reached through the proxy proxy.example:3128; its certificate is vouched for by Office root, the authority set here.',
    );
    await click('Test proxy');
    await seeText('The proxy proxy.example:3128 let a connection to api.stripe.com through.');
  });

  it('says what failed', async () => {
    const fake = createFakeBridge();
    fake.state.connection = {
      ...{ host: 'api.stripe.com', proxy, authority: 'Office root', byOwnAuthority: false },
      error: { code: 'authority-unknown', host: 'api.stripe.com', authority: 'Office root' },
    };
    await openWindow({ path: '/settings', fake });
    await click('Test connections');
    await seeText('The certificate of api.stripe.com was issued by “Office root”');
  });

  it('shows a proxy as it is set', async () => {
    const fake = createFakeBridge();
    fake.state.settings.proxy = { ...systemProxy, mode: 'manual', server: 'p:1', bypass: 'intranet.example' };
    await openWindow({ path: '/settings', fake });
    await type('Without the proxy', 'intranet.example, 10.0.0.0/8');
    await click('Apply');
    await until(() => {
      expect(fake.state.settings.proxy).toMatchObject({ server: 'p:1', bypass: 'intranet.example, 10.0.0.0/8' });
    });
  });

  it('asks for the login of a proxy that asks, once more where it was wrong, and then no more', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    fake.state.network = { ...fake.state.network, asks };
    fake.emit('proxy.asks', asks);
    await seeText(`Sign in to the proxy ${proxy}`);
    await type('User name', 'anna');
    await type('Password', 'wrong');
    fake.break('network.enterLogin', { code: 'proxy-login-refused', proxy, user: 'anna' });
    fake.state.network = { ...fake.state.network, asks: { ...asks, user: 'anna', refused: true } };
    await click('Sign in');
    await seeText('didn’t accept the user name anna');
    expect(lastRequest(fake, 'network.enterLogin')).toEqual({ proxy, user: 'anna', password: 'wrong' });
    await type('Password', 'wrong again');
    fake.state.network = { ...fake.state.network, asks: null };
    await click('Sign in');
    await seeNoText(`Sign in to the proxy ${proxy}`);
  });
});

describe('Updates', () => {
  withWindows();

  it('offers what is found, and says when it is installed', async () => {
    const fake = createFakeBridge();
    fake.state.updates = { ...fake.state.updates, found: { version: '0.3.0', notes: 'Safer' } };
    await openWindow({ path: '/settings', fake });
    await seeText('Billfold 0.3.0 is available.');
    await seeText('Safer');
    await click('Install when you quit');
    await seeText('It is installed when you quit Billfold.');
  });

  it('tells of a new version once, wherever somebody is', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    const found = { ...fake.state.updates, found: { version: '0.3.0', notes: null } };
    fake.state.updates = found;
    fake.emit('updates.changed', found);
    fake.emit('updates.changed', found);
    await seeText('Billfold 0.3.0 is available.');
    await click('What’s new');
    await seeText('Install when you quit');
  });

  it('only tells where a package manager installs', async () => {
    const fake = createFakeBridge();
    fake.state.updates = { ...fake.state.updates, ability: 'tells', found: { version: '0.3.0', notes: null } };
    await openWindow({ path: '/settings', fake });
    await seeText('for example with your package manager');
    await seeNoText('Install when you quit');
  });

  it('says that a copy without an address does not look', async () => {
    const fake = createFakeBridge();
    fake.state.updates = { ...fake.state.updates, ability: 'none' };
    await openWindow({ path: '/settings', fake });
    await seeText('doesn’t know where to look for new versions');
    await seeNoText('Look for updates');
  });
});
