/* What tells one company from all others: its tax ids and bank accounts, without the blanks that people write into them. */

const compact = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();

/** A tax id by which a company is known, such as `DE123456789`; null where it is too short to be one. */
export function taxIdKey(text: string): string | null {
  const key = compact(text);
  return /^[\p{L}\p{N}]{6,30}$/u.test(key) && (key.match(/\p{N}/gu)?.length ?? 0) >= 5 ? key : null;
}

/** A bank account as it is compared: an IBAN, or whatever number stands in the place of one. Null where it is none. */
export function bankAccountKey(text: string): string | null {
  const key = compact(text);
  return /^[A-Z0-9]{5,34}$/.test(key) && /\d{4}/.test(key) ? key : null;
}

/** Whether the check digits of ISO 7064 (MOD 97-10) are right, as IBANs and creditor references have them in third place. */
export function hasCheckDigits(key: string): boolean {
  const digits = `${key.slice(4)}${key.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Whether it is an IBAN (ISO 13616) whose check digits are right. Takes what `bankAccountKey` answers. */
export const isIban = (key: string): boolean => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(key) && hasCheckDigits(key);

/** Endings under which others register names below a second one, as `co.uk`. */
const secondLevel = new Set(['ac', 'co', 'com', 'edu', 'gob', 'gov', 'gv', 'ltd', 'ne', 'net', 'or', 'org', 'plc']);

/**
 * The part of a host that somebody registered: `example.co.uk` of `mail.example.co.uk`. Null where it is no host.
 * By the shape of the ending: a list of all public suffixes would be out of date in a program that never fetches one.
 */
export function domainKey(host: string): string | null {
  const labels = host.normalize('NFKC').toLowerCase().replace(/\.$/, '').split('.');
  const isHost =
    labels.length >= 2 && labels.every((label) => /^[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}-]{0,61})$/u.test(label));
  if (!isHost) return null;
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && secondLevel.has(second) ? -3 : -2).join('.');
}

/** The host of a mail's sender, `Billing <no-reply@mail.example.com>` too; null where there is no address. */
export function senderHost(from: string): string | null {
  const [, host] = /@([^\s@<>()"',;]+?)\.?>?\s*$/u.exec(from.trim()) ?? [];
  return host ?? null;
}

/** Where everybody may have an address: such a domain is nobody's. */
const publicDomains = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'yahoo.com', 'icloud.com'],
  ...['me.com', 'aol.com', 'gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'web.de', 't-online.de', 'freenet.de', 'proton.me'],
  ...['protonmail.com', 'mail.com', 'posteo.de', 'mailbox.org', 'orange.fr', 'free.fr', 'laposte.net', 'libero.it'],
]);

export const isPublicDomain = (domain: string): boolean => publicDomains.has(domain);
