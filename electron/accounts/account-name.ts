/** A name as it is kept: one Unicode form, no control characters, no spaces around. Empty when nothing is left. */
export const tidyName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();

/** What makes two names the same: letters of either case. */
export const nameKey = (name: string): string => tidyName(name).toLowerCase().normalize('NFC');
