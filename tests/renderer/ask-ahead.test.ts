import { beforeEach, describe, expect, it } from 'vitest';
import { askAhead, keepAnswers } from '../../renderer/ask-ahead.ts';
import { call } from '../../renderer/bridge.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';

describe('what main is asked ahead', () => {
  let asked: string[];
  let change: () => void;
  let forget: () => void;

  beforeEach(() => {
    const fake = createFakeBridge();
    asked = [];
    Object.defineProperty(window, 'billfold', {
      configurable: true,
      value: {
        ...fake,
        call: (...args: Parameters<typeof fake.call>) => {
          asked.push(args[0]);
          return fake.call(...args);
        },
      },
    });
    change = () => {
      fake.emit('snapshot.changed', { accountId: 'acc_vercel' });
    };
    forget = keepAnswers();
    return () => {
      forget();
    };
  });

  it('is answered once to whoever makes the same call', async () => {
    askAhead('settings.get', null);
    expect(asked).toEqual(['settings.get']);
    expect((await call('settings.get', null)).ok).toBe(true);
    expect(asked).toEqual(['settings.get']);
    await call('settings.get', null);
    expect(asked).toEqual(['settings.get', 'settings.get']);
  });

  it('is no answer to another request', async () => {
    askAhead('overview.get', { accountId: 'acc_vercel' });
    await call('overview.get', { accountId: 'acc_notion' });
    expect(asked).toHaveLength(2);
  });

  it('is forgotten once something changed, and in the end', async () => {
    askAhead('overview.get', { accountId: 'acc_vercel' });
    change();
    await call('overview.get', { accountId: 'acc_vercel' });
    askAhead('settings.get', null);
    forget();
    await call('settings.get', null);
    expect(asked).toHaveLength(4);
  });

  it('tells whoever takes it of a refusal', async () => {
    Object.defineProperty(window, 'billfold', {
      configurable: true,
      value: { ...window.billfold, call: () => Promise.reject(new Error('refused')) },
    });
    askAhead('app.info', null);
    expect(await call('app.info', null)).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});
