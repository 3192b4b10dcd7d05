import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

const eslint = new ESLint({ cwd: resolve(import.meta.dirname, '../../..') });

/** Lints text as if it stood in a file of the project (one that exists, so that its types are known). */
async function rulesBroken(text: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
}

it.each([
  ['any', 'export const parse = (value: any): string => String(value);', '@typescript-eslint/no-explicit-any'],
  [
    'a promise nobody waits for',
    'void 0;\nPromise.resolve(1).then(String);',
    '@typescript-eslint/no-floating-promises',
  ],
  ['a month cut from a date', 'export const month = new Date().toISOString().slice(0, 7);', 'no-restricted-syntax'],
  ['a date read in local time', 'export const year = new Date(0).getFullYear();', 'no-restricted-syntax'],
  ['a variable nobody uses', 'const spare = 1;\nexport {};', '@typescript-eslint/no-unused-vars'],
  ['an object in a sentence', 'export const text = `${{ a: 1 }}`;', '@typescript-eslint/restrict-template-expressions'],
])('refuses %s', async (_what, text, rule) => {
  expect(await rulesBroken(text, 'shared/money.ts')).toContain(rule);
});

it.each([
  [
    'an event',
    "import { once } from 'node:events';\nexport const wait = async () => void (await once(process, 'exit'));\n",
  ],
  [
    'a promise that somebody else settles',
    'export const wait = async (then: (settle: () => void) => void) => void (await new Promise<void>(then));\n',
  ],
])('refuses a wait of a test for %s without a limit', async (_what, text) => {
  expect(await rulesBroken(text, 'tests/support/waits.ts')).toContain('no-restricted-syntax');
  expect(await rulesBroken(text, 'electron/database/open.ts')).not.toContain('no-restricted-syntax');
});

it('is content with good code', async () => {
  expect(
    await rulesBroken('export const double = (amount: number): number => amount * 2;\n', 'shared/money.ts'),
  ).toEqual([]);
});
