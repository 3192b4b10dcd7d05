import { describe, expect, it } from 'vitest';
import { csvPresetOf } from '../../../electron/export/csv.ts';
import { createLooksLikeFigure } from '../../../electron/export/excel-text.ts';
import { listSeparatorOf } from '../../../electron/export/list-separator.ts';

describe('the list separator of Excel', () => {
  // Windows, macOS: where the two differ, the rule "a comma as decimal mark" would be wrong on one of them.
  it.each([
    ['en-GB', ',', ','],
    ['en-US', ',', ','],
    ['en-IE', ',', ','],
    ['en-IN', ',', ','],
    ['en-DE', ',', ';'],
    ['de-DE', ';', ';'],
    ['de-AT', ';', ';'],
    ['de-CH', ';', ','],
    ['it-CH', ';', ','],
    ['fr-FR', ';', ';'],
    ['fr-CH', ';', ';'],
    ['fr-CA', ';', ';'],
    ['sv-SE', ';', ';'],
    ['pt-BR', ';', ';'],
    ['es-ES', ';', ';'],
    ['es-MX', ',', ','],
    ['es-PE', ';', ','],
    ['ja-JP', ',', ','],
    ['zh-CN', ',', ','],
    ['vi-VN', ',', ';'],
  ])('in %s is %s on Windows and %s on macOS', (region, windows, mac) => {
    expect([listSeparatorOf(region, 'win32'), listSeparatorOf(region, 'darwin')]).toEqual([windows, mac]);
    // What is written on Linux is for somebody’s Excel.
    expect(listSeparatorOf(region, 'linux')).toBe(windows);
  });

  it('goes by the region, whatever the language', () => {
    expect(csvPresetOf('excel', 'en-x-de-de', 'win32')).toMatchObject({ delimiter: ';', decimalMark: ',' });
    expect(csvPresetOf('excel', 'de-x-en-gb', 'win32')).toMatchObject({ delimiter: ',', decimalMark: '.' });
    expect(csvPresetOf('excel', 'en-x-de-ch', 'win32')).toMatchObject({ delimiter: ';', decimalMark: '.' });
    expect(csvPresetOf('plain', 'en-x-de-ch', 'win32')).toMatchObject({ delimiter: ',', decimalMark: '.' });
  });
});

describe('Excel would make a figure', () => {
  const german = createLooksLikeFigure('de-DE');

  it.each([
    '00123',
    '0.50',
    '1E5',
    '12e+3',
    '2024-05',
    '1/2',
    '10-11-12',
    '12:30',
    '5 pm',
    'MAR-20',
    'Mär 20',
    '1 Mai',
  ])('of %s', (text) => {
    expect(german(text)).toBe(true);
  });

  it.each(['1234567890123456', '1,50', '1 234,50 €', '(12)', '50%', '1 1/2', '2024-05-01 12:30'])('of %s', (text) => {
    expect(german(text)).toBe(true);
  });

  it.each([
    '0',
    '123',
    '123456789012345',
    'ACME-0007',
    '2024-00123',
    '12A',
    'März',
    '10 Gbit',
    'RE 2024/7',
    '',
    'Mein 5',
  ])('of %s never', (text) => {
    expect(german(text)).toBe(false);
  });

  it('is quickly told, however long the text is', () => {
    expect(german(`${' '.repeat(100_000)}1${' '.repeat(100_000)}x`)).toBe(false);
  });
});
