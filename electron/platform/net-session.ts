import type { Certificate, Net, Session } from 'electron';
import type { NetSessionOptions, OpenNetSession } from './network-ports.ts';
import type { Clock } from './ports.ts';
import { createFetch } from './network.ts';

/** Electron's `session` module, as far as sessions are made with it. */
interface Sessions {
  fromPartition(partition: string, options: { readonly cache: boolean }): Session;
}
/** What `setCertificateVerifyProc` takes for an answer. */
const [trusted, asChromium] = [0, -3];

/** Sessions in memory, apart from the window's: neither cookies nor a cache, and proxies and certificates of their own. */
export function createSessionOpener(sessions: Sessions, net: Pick<Net, 'request'>, clock: Clock): OpenNetSession {
  let last = 0;
  return async (options) => {
    const session = sessions.fromPartition(`requests-${++last}`, { cache: false });
    await configureSession(session, options);
    return {
      fetch: createFetch((request) => net.request({ ...request, session }), clock, options.beginLogin),
      resolveProxy: (url) => session.resolveProxy(url),
    };
  };
}

/** Has a session go through these proxies, and trust whom these options trust. */
export async function configureSession(
  session: Pick<Session, 'setProxy' | 'setCertificateVerifyProc'>,
  { proxy, trusts }: Pick<NetSessionOptions, 'proxy' | 'trusts'>,
): Promise<void> {
  session.setCertificateVerifyProc(({ hostname, certificate, validatedCertificate, errorCode }, answer) => {
    const chain = chainOf(errorCode === 0 ? validatedCertificate : certificate);
    const issuerName = chain.at(-1)?.issuerName ?? '';
    trusts({ hostname, chain: chain.map(({ data }) => data), issuerName, errorCode }).then(
      (isTrusted) => {
        answer(isTrusted ? trusted : asChromium);
      },
      () => {
        answer(asChromium);
      },
    );
  });
  await session.setProxy(proxy);
}

/** Electron's type says that every certificate has an issuer's; the last one has none. */
interface Shown extends Pick<Certificate, 'data' | 'issuerName'> {
  readonly issuerCert?: Shown;
}

function chainOf(certificate: Shown): Shown[] {
  const chain: Shown[] = [];
  for (let each: Shown | undefined = certificate; each && chain.length < 10; each = each.issuerCert) chain.push(each);
  return chain;
}
