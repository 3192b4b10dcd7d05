import type { AppError } from '#shared/errors.ts';
import type { SystemCode } from '#shared/system-code.ts';
import { failureIn, failureReason } from '../http/index.ts';
import type { Network } from '../network/index.ts';
import type { Connection } from '../platform/ports.ts';

/** The network as Billfold goes through it, with its proxies, logins and authorities. */
export const createConnection = (network: Pick<Network, 'test' | 'fetch'>): Connection => ({
  proxyFor: async (address) => (await network.test(address)).proxy,

  async reach(address) {
    try {
      const { headers, body } = await network.fetch(address, {
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      await body?.cancel();
      const date = Date.parse(headers.get('date') ?? '');
      return { ok: true, date: Number.isNaN(date) ? null : date };
    } catch (cause) {
      const error = failureIn(cause);
      return { ok: false, reason: error ? reasonOf(error) : failureReason(cause) };
    }
  },
});

const timeout = 20_000;

/** What the network has found out, as the code that Chromium has for it. */
function reasonOf(error: AppError): SystemCode {
  switch (error.code) {
    case 'proxy-unreachable':
      return 'ERR_PROXY_CONNECTION_FAILED';
    case 'proxy-refused':
      return 'ERR_TUNNEL_CONNECTION_FAILED';
    case 'proxy-script-unavailable':
      return 'ERR_PAC_SCRIPT_FAILED';
    case 'authority-unknown':
      return 'ERR_CERT_AUTHORITY_INVALID';
    case 'server-unreachable':
      return error.reason;
    default:
      return error.code.startsWith('proxy-') ? 'ERR_PROXY_AUTH_REQUESTED' : 'ERR_FAILED';
  }
}
