import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../../..');
const eslint = new ESLint({ cwd: root });

/** Lints text as if it stood in a file of the project, without its types. */
async function patternsBroken(text: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
}

const report = z.object({ diagnostics: z.array(z.object({ code: z.string() })) });

/** The rules that a file of its own breaks, its types known, by the rules of the project. */
function rulesBroken(text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const options = { target: 'ES2024', lib: ['ES2024'], types: [], strict: true };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
  writeFileSync(join(folder, 'text.ts'), text);
  const command = ['node_modules/oxlint/bin/oxlint', '--config', '.oxlintrc.json', '--format', 'json', folder];
  const { stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', timeout: 50_000 });
  return report.parse(JSON.parse(stdout)).diagnostics.map(({ code }) => code);
}

it.each([
  ['any', 'export const parse = (value: any): string => String(value);', 'typescript(no-explicit-any)'],
  ['a promise nobody waits for', 'void 0;\nPromise.resolve(1).then(String);', 'typescript(no-floating-promises)'],
  ['a variable nobody uses', 'const spare = 1;\nexport {};', 'eslint(no-unused-vars)'],
  ['an object in a sentence', 'export const text = `${{ a: 1 }}`;', 'typescript(restrict-template-expressions)'],
  [
    'a question that is answered already',
    'export const isThere = (text: string): boolean => text !== undefined;',
    'typescript(no-unnecessary-condition)',
  ],
])('refuses %s', (_what, text, rule) => {
  expect(rulesBroken(text)).toContain(rule);
});

it.each([
  ['a month cut from a date', 'export const month = new Date().toISOString().slice(0, 7);'],
  ['a date read in local time', 'export const year = new Date(0).getFullYear();'],
])('refuses %s', async (_what, text) => {
  expect(await patternsBroken(text, 'shared/money.ts')).toContain('no-restricted-syntax');
});

it('refuses in a component what it refuses elsewhere', async () => {
  const script = (text: string) => `<script setup lang="ts">\n${text}\n</script>\n<template><p /></template>\n`;
  const app = 'renderer/App.vue';
  expect(await patternsBroken(script('Promise.resolve(1).then(String);'), app)).toContain(
    '@typescript-eslint/no-floating-promises',
  );
  expect(await patternsBroken(script('new Date(0).getFullYear();'), app)).toContain('no-restricted-syntax');
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
  expect(await patternsBroken(text, 'tests/support/waits.ts')).toContain('no-restricted-syntax');
  expect(await patternsBroken(text, 'electron/database/open.ts')).not.toContain('no-restricted-syntax');
});

it('is content with good code', async () => {
  const good = 'export const double = (amount: number): number => amount * 2;\n';
  expect(rulesBroken(good)).toEqual([]);
  expect(await patternsBroken(good, 'shared/money.ts')).toEqual([]);
});
