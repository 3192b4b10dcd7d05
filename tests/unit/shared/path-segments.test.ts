import { describe, expect, it } from 'vitest';
import { cutToFit, safeSegment, safeText } from '#shared/path-segments.ts';

describe('a part that is cut', () => {
  it.each([
    ['\u007f', 1],
    ['\u0080', 2],
    ['\u07ff', 2],
    ['\u0800', 3],
    ['\uffff', 3],
    ['\u{10000}', 4],
  ])('takes 240 bytes of UTF-8 at most, of %j %i each', (character, bytes) => {
    expect(cutToFit(character.repeat(300), 1000)).toBe(character.repeat(240 / bytes));
  });

  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    // A half of a pair is no character.
    ['a\u{1f600}b', 2, 'a'],
    ['a\u{1f600}b', 3, 'a\u{1f600}'],
    ['ab ..cd', 5, 'ab'],
    ['...', 2, '_'],
    ['abc', 0, '_'],
    ['', 9, '_'],
  ])('%j to %i units is %j', (text, units, expected) => {
    expect(cutToFit(text, units)).toBe(expected);
  });
});

describe('a whole part', () => {
  it.each([
    ['con .txt', '_con .txt'],
    ['con.a.b', '_con.a.b'],
    ['conout$', '_conout$'],
    ['lpt10', 'lpt10'],
    ['a con', 'a con'],
    ['com1x', 'com1x'],
    [' . a . ', 'a'],
    ['a.. .b', 'a.. .b'],
    ["''=1", '_1'],
    ["'a", "'a"],
    ['=', '_'],
    ['\u200b', '_'],
  ])('%j is %j', (text, expected) => {
    expect(safeSegment(text)).toBe(expected);
  });

  it('is cut before its end is looked at', () => {
    expect(safeSegment(`${'x'.repeat(239)}.yz`)).toBe('x'.repeat(239));
  });
});

it.each([
  ['  a \t\r\n b  ', 'a b'],
  ['a\u00a0\u2003b', 'a b'],
  ['a\u0000b\u200dc', 'abc'],
  ['\ue000\u0378\ufffd', '---'],
  ['<>:"/\\|?*', '---------'],
  // What is taken away lets two parts compose.
  ['e\u200b\u0301', '\u00e9'],
  ['\ud800a', '-a'],
])('the text %j is %j', (text, expected) => {
  expect(safeText(text)).toBe(expected);
});
