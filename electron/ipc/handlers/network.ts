import { fail, ok } from '#shared/result.ts';
import { readAuthority } from '../../network/index.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';
import { confirmed } from './confirmed.ts';

export const networkHandlers = ({ program, dialogs, mayTestConnection }: HandlerParts) => {
  const { network, connectionTests, settings, clock, watch } = program;
  return {
    'network.state': () => ok(network.state()),
    'network.testConnections': async () =>
      mayTestConnection() ? ok(await connectionTests.all()) : fail({ code: 'too-often' }),
    'network.testProxy': async () =>
      mayTestConnection() ? ok(await connectionTests.proxy()) : fail({ code: 'too-often' }),
    async 'network.enterLogin'({ proxy, user, password }) {
      if (!mayTestConnection()) return fail({ code: 'too-often' });
      const report = await network.enterLogin(proxy, { user, password }, connectionTests.address());
      // What waited for it need not wait for the next check.
      if (report.ok && report.value.error === null) void watch.check(null);
      return report;
    },
    'network.forgetLogin'({ proxy }) {
      network.forgetLogin(proxy);
      return ok(network.state());
    },
    'network.dismiss'() {
      network.dismiss();
      return ok(null);
    },
    async 'network.chooseAuthority'() {
      const file = await dialogs.chooseFile(words(program).dialogs.chooseAuthority, ['pem', 'crt', 'cer']);
      if (file === null) return ok(null);
      const read = readAuthority(file, clock.now());
      if (!read.ok) return read;
      const { name, fingerprint, validTo } = read.value;
      const isTrusted = await confirmed(program, dialogs, 'trustAuthority', { name, fingerprint, until: validTo });
      if (!isTrusted) return ok(null);
      const set = settings.set({ authorityFile: file });
      return set.ok ? ok({ name, validTo, error: null }) : set;
    },
    'network.removeAuthority'() {
      const set = settings.set({ authorityFile: null });
      return set.ok ? ok(null) : set;
    },
  } satisfies Partial<Handlers>;
};
