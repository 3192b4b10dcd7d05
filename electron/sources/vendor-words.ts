import { redact } from '#shared/redact.ts';
import { oneLine } from '#shared/visible-text.ts';

/** A vendor's own words about what went wrong, for a sentence of ours: one short line, without the key that was sent. */
export const vendorWords = (message: string, key: string): string =>
  oneLine(redact(message.replaceAll(key, '[removed]')), 500);
