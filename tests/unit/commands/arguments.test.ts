import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from 'commander';
import { formats, moment, month, positiveNumber, steps, wholeNumber } from '../../../electron/commands/arguments.ts';
import { commandArguments, windowArguments } from '../../../electron/commands/own-arguments.ts';

/** What Playwright's Electron.launch puts in front of the script. */
const driven = ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0'];

describe("the program's own arguments", () => {
  it.each([
    ['packaged', ['/opt/billfold', 'check', '--json'], true, ['check', '--json']],
    ['in a checkout', ['node', 'out/main/index.js', 'check'], false, ['check']],
    ['by npx electron --inspect .', ['electron', '--inspect', '.', 'check'], false, ['check']],
    ['driven by Playwright', ['electron', ...driven, '/repo'], false, []],
    ['a command driven by Playwright', ['electron', ...driven, '/repo', 'check', '--json'], false, ['check', '--json']],
    [
      'behind what Playwright loads first',
      ['electron', '-r', '/pw/loader.js', ...driven, '.', 'sync'],
      false,
      ['sync'],
    ],
    ['once that has taken its own away', ['electron', '/repo', 'sync'], false, ['sync']],
    ['hidden, while inspected', ['electron', '--inspect=0', '/repo', '--hidden'], false, ['--hidden']],
    ['no script', ['electron', '--inspect=0'], false, []],
    ['an option in front of the command', ['/opt/billfold', '--json', 'check'], true, ['check', '--json']],
    ['and switches of Chromium', ['/opt/billfold', '--no-sandbox', '--json', 'sync'], true, ['sync', '--json']],
    ['none, for the window', ['/opt/billfold'], true, []],
    ['by a click on a notification of Windows', ['C:\\Billfold\\billfold.exe', '-Embedding'], true, []],
    ['hidden', ['/opt/billfold', '--hidden'], true, ['--hidden']],
    ["behind Chromium's switches", ['/opt/billfold', '--no-sandbox', '--ozone-platform=x11', 'sync'], true, ['sync']],
    ["only Chromium's switches", ['/opt/billfold', '--disable-gpu'], true, []],
    ["Chromium's switches behind are the command's", ['/b', 'check', '--no-sandbox'], true, ['check', '--no-sandbox']],
    [
      'a level of the log in front',
      ['/b', '--no-sandbox', '--log-level=debug', 'check'],
      true,
      ['--log-level=debug', 'check'],
    ],
    ['a level in two words', ['/b', '--log-level', 'debug', 'check'], true, ['--log-level', 'debug', 'check']],
  ])('%s', (_, argv, packaged, own) => {
    expect(commandArguments(argv, packaged)).toEqual(own);
  });

  it.each([
    [[], { hidden: false, logLevel: null }],
    [['--hidden'], { hidden: true, logLevel: null }],
    [['billfold://invoices?find=7'], { hidden: false, logLevel: null }],
    [['--hidden', '--relaunched', 'x'], { hidden: true, logLevel: null }],
    [['--log-level=debug'], { hidden: false, logLevel: 'debug' }],
    [['--log-level', 'error', '--hidden'], { hidden: true, logLevel: 'error' }],
    // The command line says what is wrong.
    [['--log-level', 'loud'], null],
    [['--log-level'], null],
    [['--log-level', 'debug', 'check'], null],
    [['check'], null],
    [['--version'], null],
  ])('%j are the window’s: %j', (args, window) => {
    expect(windowArguments(args)).toEqual(window);
  });
});

describe('values', () => {
  it.each([
    ['a port', wholeNumber(0, 65_535), '4242', 4242],
    ['the least', wholeNumber(1, 9), '1', 1],
    ['a speed', positiveNumber, '0.5', 0.5],
    ['a month', month, '2026-01', '2026-01'],
    ['a moment', moment, '2026-11-01T00:00:00Z', Date.UTC(2026, 10, 1)],
    ['a day', moment, '2026-11-01', Date.UTC(2026, 10, 1)],
    ['steps, each once and ascending', steps, '90, 50,90', [50, 90]],
    ['formats, each once', formats, 'csv,pdf, csv', ['csv', 'pdf']],
  ])('%s is read', (_, read: (text: string) => unknown, text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    ['a port too large', wholeNumber(0, 65_535), '65536'],
    ['a number below the least', wholeNumber(1, 9), '0'],
    ['a fraction', wholeNumber(0, 9), '1.5'],
    ['a sign', wholeNumber(0, 9), '+1'],
    ['hexadecimal', wholeNumber(0, 99), '0x10'],
    ['nothing', wholeNumber(0, 9), ''],
    ['no speed', positiveNumber, '0'],
    ['endless speed', positiveNumber, 'Infinity'],
    ['a word for a speed', positiveNumber, 'fast'],
    ['a month too many', month, '2026-13'],
    ['a day for a month', month, '2026-01-01'],
    ['a word for a moment', moment, 'yesterday'],
    ['a day that is none', moment, '2026-13-01'],
    ['a step that is none', steps, '50,60'],
    ['the alert itself as a step', steps, '100'],
    ['an empty step', steps, '50,'],
    ['a format that is none', formats, 'pdf,doc'],
  ])('%s is refused with what is allowed', (_, read: (text: string) => unknown, text) => {
    expect(() => read(text)).toThrow(InvalidArgumentError);
    expect(() => read(text)).toThrow(/^(It must be|Allowed are) .+\.$/);
  });
});
