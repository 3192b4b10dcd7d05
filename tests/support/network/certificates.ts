import { randomBytes, X509Certificate } from 'node:crypto';
import { Integer, OctetString, Utf8String } from 'asn1js';
import {
  AltName,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  GeneralName,
  NameConstraints,
  GeneralSubtree,
  setEngine,
} from 'pkijs';

export interface Issued {
  readonly certificate: Certificate;
  readonly keys: Awaited<ReturnType<typeof newKeys>>;
  /** PEM texts. */
  readonly cert: string;
  readonly key: string;
}

export interface Wanted {
  readonly name: string;
  /** DNS names or IP addresses that it is for; none for an authority. */
  readonly hosts?: readonly string[];
  readonly isAuthority?: boolean;
  readonly pathLength?: number;
  /** Names below which an authority may issue. */
  readonly onlyBelow?: string;
  readonly from?: Date;
  readonly to?: Date;
}

const { subtle } = globalThis.crypto;
const engine = new CryptoEngine({ name: 'node', crypto: globalThis.crypto });
const newKeys = () => subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
const day = 86_400_000;

/** A certificate with a key of its own, signed by `issuer` or by itself. */
export async function issue(wanted: Wanted, issuer?: Issued): Promise<Issued> {
  setEngine('node', engine);
  const {
    name,
    hosts = [],
    isAuthority = false,
    from = new Date(Date.now() - day),
    to = new Date(Date.now() + 30 * day),
  } = wanted;
  const keys = await newKeys();
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: new Uint8Array([1, ...randomBytes(8)]).buffer });
  certificate.subject.typesAndValues.push(commonName(name));
  certificate.issuer.typesAndValues.push(...(issuer ? issuer.certificate.subject.typesAndValues : [commonName(name)]));
  certificate.notBefore.value = from;
  certificate.notAfter.value = to;
  certificate.extensions = [
    basicConstraints(isAuthority, wanted.pathLength),
    ...altNames(hosts),
    ...constraints(wanted.onlyBelow),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  await certificate.sign((issuer ?? { keys }).keys.privateKey, 'SHA-256', engine);
  return {
    certificate,
    keys,
    cert: new X509Certificate(new Uint8Array(certificate.toSchema(true).toBER(false))).toString(),
    key: pem('PRIVATE KEY', await subtle.exportKey('pkcs8', keys.privateKey)),
  };
}

export const issueAuthority = (name: string, issuer?: Issued, more: Partial<Wanted> = {}): Promise<Issued> =>
  issue({ name, isAuthority: true, ...more }, issuer);

const commonName = (value: string): AttributeTypeAndValue =>
  new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value }) });

function basicConstraints(cA: boolean, pathLenConstraint?: number): Extension {
  const value = new BasicConstraints({ cA, ...(pathLenConstraint !== undefined && { pathLenConstraint }) });
  return new Extension({ extnID: '2.5.29.19', critical: true, extnValue: value.toSchema().toBER(false) });
}

function altNames(hosts: readonly string[]): Extension[] {
  if (hosts.length === 0) return [];
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host)
      ? new GeneralName({
          type: 7,
          value: new OctetString({ valueHex: new Uint8Array(host.split('.').map(Number)).buffer }),
        })
      : new GeneralName({ type: 2, value: host }),
  );
  const value = new AltName({ altNames: names });
  return [new Extension({ extnID: '2.5.29.17', critical: false, extnValue: value.toSchema().toBER(false) })];
}

function constraints(below: string | undefined): Extension[] {
  if (below === undefined) return [];
  const base = new GeneralName({ type: 2, value: below });
  const value = new NameConstraints({ permittedSubtrees: [new GeneralSubtree({ base })] });
  return [new Extension({ extnID: '2.5.29.30', critical: true, extnValue: value.toSchema().toBER(false) })];
}

const pem = (label: string, content: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(content).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
