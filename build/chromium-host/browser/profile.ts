import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Profile {
  readonly folder: string;
  /** Of this profile: the same at the next start, so that `localStorage` of the origin stays. */
  readonly secret: string;
}

export function openProfile(sessionData: string): Profile {
  const folder = join(sessionData, 'Chromium');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'origin-secret');
  const stored = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (/^[0-9a-f]{32}$/.test(stored)) return { folder, secret: stored };
  const secret = randomBytes(16).toString('hex');
  writeFileSync(file, secret, { mode: 0o600 });
  return { folder, secret };
}
