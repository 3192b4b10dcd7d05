/* One part of a path, made so that Windows, macOS and Linux all take it. */
import { looksLikeFormula } from './visible-text.ts';

// ext4 and others: 255 bytes of UTF-8 a name; the rest is room for a numbered suffix.
const longestBytes = 240;

// Far more than a name holds. Composing a text of very many marks takes very long.
const longestRead = 4_000;

const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$/i;

/**
 * A value without what a name cannot hold: reserved characters become `-`; control characters, direction overrides and
 * other invisible ones disappear; white space is single. Composed (NFC). May be empty.
 */
export const safeText = (text: string): string =>
  text
    .slice(0, longestRead)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\u2800]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[\p{Cs}\p{Co}\p{Cn}\ufffd<>:"/\\|?*]/gu, '-')
    .normalize('NFC')
    .trim();

/** A whole part of a path: also no device names, no dots at its ends, nothing that a spreadsheet takes for a formula. Never empty. */
export function safeSegment(text: string): string {
  const visible = cutToFit(safeText(text).replace(/^[\s.]+/u, ''), longestBytes);
  const bare = (looksLikeFormula(visible) ? visible.replace(/^'*./u, '_') : visible).replace(/[\s.]+$/u, '');
  if (bare === '') return '_';
  const beforeDot = bare.split('.', 1)[0] ?? '';
  return reservedOnWindows.test(beforeDot.trimEnd()) ? `_${bare}` : bare;
}

/** The longest beginning within so many UTF-16 units and the bytes of a name, cut between characters; never empty. */
export function cutToFit(text: string, units: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += utf8Length(character.codePointAt(0) ?? 0);
    if (kept.length + character.length > units || bytes > longestBytes) break;
    kept += character;
  }
  return kept.replace(/[\s.]+$/u, '') || '_';
}

const utf8Length = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
