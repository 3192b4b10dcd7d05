import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { AuthorityProblem } from '#shared/error-reasons.ts';
import { dayOf } from '#shared/period.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Day, instantFromMillis } from '#shared/time.ts';

/** What a company's file says: the certificates that may vouch for servers, at least one. */
export interface Authority {
  readonly file: string;
  readonly roots: readonly X509Certificate[];
  readonly name: string;
  /** SHA-256, as the operating systems show it. */
  readonly fingerprint: string;
  readonly validTo: Day;
}

const largest = 1024 * 1024;
const certificates = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** Reads a PEM file with one or several certificates of authorities. `now` in milliseconds. */
export function readAuthority(
  file: string,
  now: number,
): Result<Authority, Extract<AppError, { code: 'authority-file-invalid' }>> {
  const refuse = (reason: AuthorityProblem) =>
    fail({ code: 'authority-file-invalid', file: basename(file), reason } as const);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').slice(0, largest);
  } catch {
    return refuse('unreadable');
  }
  const found = (text.match(certificates) ?? []).flatMap(parsed);
  if (found.length === 0) return refuse('no-certificate');
  const authorities = found.filter(({ ca }) => ca);
  if (authorities.length === 0) return refuse('no-authority');
  const roots = authorities.filter((certificate) => isValidAt(certificate, now));
  const [root] = roots;
  if (!root)
    return refuse(authorities.every(({ validToDate }) => validToDate.getTime() < now) ? 'expired' : 'not-yet-valid');
  return ok({
    file,
    roots,
    name: nameIn(root.subject),
    fingerprint: root.fingerprint256,
    validTo: dayOf(instantFromMillis(root.validToDate.getTime())),
  });
}

function parsed(pem: string): X509Certificate[] {
  try {
    return [new X509Certificate(pem)];
  } catch {
    return [];
  }
}

export const isValidAt = ({ validFromDate, validToDate }: X509Certificate, now: number): boolean =>
  validFromDate.getTime() <= now && now <= validToDate.getTime();

export const issuerName = ({ issuer }: X509Certificate): string => nameIn(issuer);

/** The common name, else the organization. Node writes a line for each part. */
function nameIn(principal: string): string {
  const part = (name: string): string | undefined => new RegExp(`^${name}=(.+)$`, 'm').exec(principal)?.[1];
  return part('CN') ?? part('O') ?? part('OU') ?? '';
}
