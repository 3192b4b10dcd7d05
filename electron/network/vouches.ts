import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Certificate } from 'pkijs';
import { type Authority, isValidAt } from './authority.ts';

/** Extended key usage: a server's certificate (RFC 5280, 4.2.1.12). */
const serverAuthentication = '1.3.6.1.5.5.7.3.1';
const basicConstraints = '2.5.29.19';
const broken = /md[245]|sha-?1\b/i;

/**
 * Whether the authority vouches for a server: its certificate is for this host and in its time, and a chain without a gap
 * leads from it to one of the authority's own (RFC 5280: who may issue, how deep, for which names). `chain` are PEM texts, the
 * server's own first; `now` in milliseconds.
 */
export async function vouches(
  { roots }: Pick<Authority, 'roots'>,
  { hostname, chain }: { readonly hostname: string; readonly chain: readonly string[] },
  now: number,
): Promise<boolean> {
  try {
    const shown = chain.map((pem) => new X509Certificate(pem));
    const [server] = shown;
    if (!server || !isFor(server, hostname) || !isValidAt(server, now)) return false;
    if (shown.some((certificate) => !isOneOf(roots, certificate) && broken.test(certificate.signatureAlgorithm ?? '')))
      return false;
    return await isChain(roots, shown, now);
  } catch {
    // What cannot be read is nobody's word.
    return false;
  }
}

function isFor(server: X509Certificate, hostname: string): boolean {
  const uses = server.keyUsage as readonly string[] | undefined;
  if (uses && !uses.includes(serverAuthentication)) return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0
    ? server.checkHost(host, { subject: 'never' }) !== undefined
    : server.checkIP(host) !== undefined;
}

const isOneOf = (roots: readonly X509Certificate[], certificate: X509Certificate): boolean =>
  roots.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256);

/** Node cannot verify a chain by itself; loaded only where Chromium knew no authority. */
async function isChain(
  roots: readonly X509Certificate[],
  shown: readonly X509Certificate[],
  now: number,
): Promise<boolean> {
  const { Certificate: Parsed, CertificateChainValidationEngine, CryptoEngine } = await import('pkijs');
  const parsed = ({ raw }: X509Certificate): Certificate => Parsed.fromBER(raw);
  const crypto = new CryptoEngine({ name: 'node', crypto: globalThis.crypto });
  const engine = new CertificateChainValidationEngine({
    trustedCerts: roots.map(parsed),
    // The one that is asked about comes last.
    certs: shown
      .filter((certificate) => !isOneOf(roots, certificate))
      .map(parsed)
      .reverse(),
    checkDate: new Date(now),
  });
  const { result, certificatePath = [] } = await engine.verify({}, crypto);
  return result && isShallow(certificatePath);
}

/** How far an authority may delegate (RFC 5280, 4.2.1.9), which PKI.js leaves out. The server's own comes first. */
function isShallow([, ...authorities]: readonly Certificate[]): boolean {
  return authorities.every(({ extensions = [] }, below) => {
    const value: unknown = extensions.find(({ extnID }) => extnID === basicConstraints)?.parsedValue;
    const most =
      typeof value === 'object' && value !== null && 'pathLenConstraint' in value ? value.pathLenConstraint : null;
    // A larger number than one can count to is an object.
    return typeof most !== 'number' || below <= most;
  });
}
