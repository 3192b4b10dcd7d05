import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeFormula, oneLine, visibleCell, visibleJson, visibleLine } from '#shared/visible-text.ts';
import { anyText, formulas } from '../../support/texts-from-outside.ts';

/** What a terminal obeys, or what turns around or hides what it shows. */
const obeyed = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}\u200b\ufeff\u2060]/u;

describe('a line for the terminal', () => {
  it('shows what a terminal would obey', () => {
    expect(visibleLine('\u001b]0;OWNED\u0007\u001b[2K\r\u001b[1AAcme: all fine')).toBe(
      '\\u001b]0;OWNED\\u0007\\u001b[2K\\u000d\\u001b[1AAcme: all fine',
    );
    expect(visibleLine('00.5 \u202eDSU\u2066 \u009b2K \ud83d')).toBe('00.5 \\u202eDSU\\u2066 \\u009b2K \\ud83d');
  });

  it('leaves words as they are, also those with joiners', () => {
    const words = 'Café 株式会社 👩‍💻 می‌خواهم ×1.5 C:\\users';
    expect(visibleLine(words)).toBe(words);
  });

  it('is one line without anything unseen, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(visibleLine(text)).not.toMatch(obeyed);
      }),
    );
  });
});

it('JSON holds nothing that a terminal obeys but its own line breaks, and reads as the same value', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ text: anyText })), (value) => {
      const written = visibleJson(value, 2);
      expect(written.replaceAll('\n', '')).not.toMatch(obeyed);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

describe('text for a cell', () => {
  it('keeps its line breaks, and is the text again when each sign is read', () => {
    expect(visibleCell('a\r\nb\tc')).toBe('a\r\nb\tc');
    fc.assert(
      fc.property(anyText, (text) => {
        const written = visibleCell(text);
        expect(written).not.toMatch(/[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Bidi_Control}\p{Cs}]/u);
        const read = written.replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
        expect(read).toBe(text);
      }),
    );
  });

  it.each(formulas)('%j is taken for a formula', (text) => {
    expect(looksLikeFormula(text)).toBe(true);
    // What is marked can be marked again: taking one mark away always gives what was there.
    expect(looksLikeFormula(`'${text}`)).toBe(true);
  });

  it.each(['', 'a=1', "'s-Hertogenbosch", '(1)', '# note', '1-2', 'é', "'", '…'])('%j is not', (text) => {
    expect(looksLikeFormula(text)).toBe(false);
  });
});

describe('text within a line of our words', () => {
  it('has no breaks and nothing unseen', () => {
    expect(oneLine('  first\r\nsecond\t\u001b[2K\u202ethird\ufeff ')).toBe('first second [2Kthird');
    fc.assert(
      fc.property(anyText, (text) => {
        expect(oneLine(text)).not.toMatch(obeyed);
      }),
    );
  });

  it('is cut between characters, never inside one', () => {
    expect(oneLine('abcdef', 6)).toBe('abcdef');
    expect(oneLine('abcdefg', 6)).toBe('abcde…');
    expect(oneLine('👩‍💻👩‍💻👩‍💻', 12)).toBe('👩‍💻👩‍💻…');
    expect(oneLine(`a${'\u0301'.repeat(500)}`, 20)).toBe('…');
  });
});
