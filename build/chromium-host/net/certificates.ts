import { X509Certificate } from 'node:crypto';
import { getCACertificates, type PeerCertificate, rootCertificates, type TLSSocket } from 'node:tls';
import { netError } from './net-errors.ts';

type VerifyProc = NonNullable<Parameters<Electron.Session['setCertificateVerifyProc']>[0]>;
export type CertificateVerifyProc = VerifyProc | null;

/** net/base/net_error_list.h */
const numbers: Readonly<Record<string, number>> = {
  'net::ERR_CERT_COMMON_NAME_INVALID': -200,
  'net::ERR_CERT_DATE_INVALID': -201,
  'net::ERR_CERT_AUTHORITY_INVALID': -202,
  'net::ERR_CERT_INVALID': -207,
};
/** What a program's proc may answer, beside errors (electron.d.ts). */
const [trusted, asChromium] = [0, -3];

/** As Chromium: the operating system's authorities beside those that come along. */
export const authorities = (): string[] => [...getCACertificates('default'), ...getCACertificates('system')];

/** What verifies the servers of one session. */
export class CertificateVerifier {
  proc: CertificateVerifyProc = null;
  /**
   * Kept for good, whatever proc is set later: "The result of this procedure is cached by the network service" (electron.d.ts;
   * electron#41448).
   */
  readonly #known = new Map<string, string | null>();

  /** Rejects with Chromium's error where the server is not trusted. */
  async verify(socket: TLSSocket, hostname: string): Promise<void> {
    const peer = socket.getPeerCertificate(true);
    const key = `${hostname} ${peer.fingerprint256}`;
    const known = this.#known.get(key);
    const failure = known === undefined ? await this.#judge(socket, hostname, peer) : known;
    this.#known.set(key, failure);
    if (failure === null) return;
    socket.destroy();
    throw new Error(failure);
  }

  async #judge(socket: TLSSocket, hostname: string, peer: PeerCertificate & Issued): Promise<string | null> {
    const failure = failureOf(socket);
    const { proc } = this;
    if (!proc) return failure;
    const certificate = described(peer);
    const answer = await new Promise<number>((resolve) => {
      proc(
        {
          hostname,
          certificate,
          validatedCertificate: certificate,
          isIssuedByKnownRoot: failure === null && isKnownRoot(peer),
          verificationResult: failure ?? 'net::OK',
          errorCode: failure === null ? 0 : (numbers[failure] ?? -2),
        },
        resolve,
      );
    });
    if (answer === asChromium) return failure;
    return answer === trusted
      ? null
      : (Object.keys(numbers).find((name) => numbers[name] === answer) ?? 'net::ERR_FAILED');
  }
}

interface Issued {
  readonly issuerCertificate?: PeerCertificate & Issued;
}

function failureOf({ authorized, authorizationError }: TLSSocket): string | null {
  if (authorized) return null;
  // A code, though its type says an error.
  const code: unknown = authorizationError;
  const { message } = netError(Object.assign(new Error('not verified'), { code }));
  return message === 'net::ERR_FAILED' ? 'net::ERR_CERT_INVALID' : message;
}

const issuerOf = (certificate: PeerCertificate & Issued): (PeerCertificate & Issued) | null => {
  const { issuerCertificate: issuer } = certificate;
  return issuer === undefined || issuer.fingerprint256 === certificate.fingerprint256 ? null : issuer;
};

function isKnownRoot(certificate: PeerCertificate & Issued): boolean {
  const issuer = issuerOf(certificate);
  return issuer ? isKnownRoot(issuer) : rootCertificates.includes(pemOf(certificate).trim());
}

const pemOf = ({ raw }: PeerCertificate): string => new X509Certificate(raw).toString();

function described(peer: PeerCertificate & Issued): Electron.Certificate {
  const issuer = issuerOf(peer);
  return {
    data: pemOf(peer),
    fingerprint: `sha256/${Buffer.from(peer.fingerprint256.replaceAll(':', ''), 'hex').toString('base64')}`,
    issuer: principal(peer.issuer),
    // Electron's type says always; the last one of a chain has none.
    ...(issuer && { issuerCert: described(issuer) }),
    issuerName: nameOf(peer.issuer),
    serialNumber: peer.serialNumber,
    subject: principal(peer.subject),
    subjectName: nameOf(peer.subject),
    validExpiry: Date.parse(peer.valid_to) / 1000,
    validStart: Date.parse(peer.valid_from) / 1000,
  } as Electron.Certificate;
}

const all = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat());

/** net/cert/x509_cert_types.cc, CertPrincipal::GetDisplayName. */
const nameOf = ({ CN, O, OU }: PeerCertificate['subject']): string =>
  [...all(CN), ...all(O), ...all(OU)].find((name) => name !== '') ?? '';

const principal = ({ CN, O, OU, L, ST, C }: PeerCertificate['subject']): Electron.CertificatePrincipal => ({
  commonName: all(CN)[0] ?? '',
  organizations: all(O),
  organizationUnits: all(OU),
  locality: all(L)[0] ?? '',
  state: all(ST)[0] ?? '',
  country: all(C)[0] ?? '',
});
