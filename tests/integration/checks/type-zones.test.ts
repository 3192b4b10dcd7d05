import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { run } from '../../support/waits.ts';

const root = resolve(import.meta.dirname, '../../..');
let folder: string;

beforeAll(async () => {
  // Inside the project, where the packages with the types are found.
  await mkdir(join(root, '.cache'), { recursive: true });
  folder = await mkdtemp(join(root, '.cache', 'zones-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What the compiler says about a file that stands in a zone. */
async function compile(zone: string, text: string): Promise<string> {
  const name = `${zone}-${String(Math.abs(text.length))}`;
  await writeFile(join(folder, `${name}.ts`), text);
  const config = { extends: join(root, zone, 'tsconfig.json'), include: [`./${name}.ts`] };
  await writeFile(join(folder, `${name}.json`), JSON.stringify(config));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [compiler, '-p', join(folder, `${name}.json`)]).catch(
    (error: unknown) => z.object({ stdout: z.string() }).parse(error),
  );
  return stdout;
}

/** The lines that the compiler refuses, counted from 1. */
async function linesWithErrors(zone: string, lines: readonly string[]): Promise<number[]> {
  const found = [...(await compile(zone, lines.join('\n'))).matchAll(/\((\d+),\d+\): error/g)];
  return [...new Set(found.map(([, line]) => Number(line)))];
}

it.each([
  ['shared', 'Node', 'export const platform = process.platform;', "Cannot find name 'process'"],
  ['shared', 'a page', 'export const title = document.title;', "Cannot find name 'document'"],
  ['shared', 'the network', "export const page = fetch('https://example.com');", "Cannot find name 'fetch'"],
  ['electron', 'a page', 'export const title = document.title;', "Cannot find name 'document'"],
  ['renderer', 'Node', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;", "'node:fs'"],
  ['electron', 'a list beyond its end', 'export const first = (list: number[]): number => list[0];', 'undefined'],
  ['electron', 'syntax that has to be compiled away', 'export enum State { on, off }', 'erasableSyntaxOnly'],
  [
    'shared',
    'a sentence as an error’s data',
    "import { fail } from '#shared/result.ts';\nexport const failed = fail({ code: 'link-not-allowed', host: 'a site' });",
    "'never'",
  ],
  [
    'shared',
    'an error that leaves its data empty',
    "import { fail } from '#shared/result.ts';\nexport const failed = fail({ code: 'key-missing', account: '' });",
    "'never'",
  ],
  [
    'electron',
    'a sentence as an error’s reason',
    "import type { AppError } from '#shared/errors.ts';\nexport const error: AppError = { code: 'file-failed', file: 'a.pdf', reason: 'not in the PDF' };",
    'not assignable',
  ],
  [
    'shared',
    'a contract in which a call says nothing of what it needs',
    "import { needs } from '#shared/ipc/needs.ts';\nconst { 'alerts.save': said, ...others } = needs;\nexport const incomplete: [typeof said, typeof needs] = [said, others];",
    'alerts.save',
  ],
  [
    'shared',
    'an action that no role is asked for',
    "import type { Needs } from '#shared/permissions.ts';\nexport const needs: Needs<null> = { action: 'wishing', of: 'each' };",
    'wishing',
  ],
])('the zone %s cannot use %s', async (zone, _what, text, error) => {
  expect(await compile(zone, text)).toContain(error);
});

it.each([
  ['shared', 'export const double = (amount: number): number => amount * 2;'],
  ['electron', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;"],
  ['renderer', 'export const title = document.title;'],
  [
    'shared',
    "import { fail } from '#shared/result.ts';\nexport const refused = (vendorWords: string, host: string) => [\n  fail({ code: 'change-refused', vendorWords: 'It has ended.' }),\n  fail({ code: 'link-not-allowed', host }),\n  vendorWords,\n];",
  ],
])('the zone %s can use what is its own', async (zone, text) => {
  expect(await compile(zone, text)).toBe('');
});

it('takes no time and no id in place of another', async () => {
  const known = [
    "import type { Alert, AlertEvent } from '#shared/alerts.ts';",
    "import type { ArchivedInvoice } from '#shared/invoices.ts';",
    "import type { Request } from '#shared/ipc/contract.ts';",
    "import { addMonths, dayOf, startOfDay } from '#shared/period.ts';",
    "import type { Day, Instant, Month } from '#shared/time.ts';",
    'declare const times: { day: Day; instant: Instant; month: Month };',
    'declare const invoice: ArchivedInvoice;',
    'declare const alert: Alert;',
    'declare const event: AlertEvent;',
    'declare function since(accountId: string, instant: Instant): void;',
    'declare function send(request: Request<"alerts.remove"> | Request<"alerts.changes"> | Request<"invoices.lines">): void;',
    'export const fine = [addMonths(times.month, 1), dayOf(times.instant), startOfDay(times.day)];',
    'since(invoice.accountId, times.instant);',
    'send({ key: invoice.key });',
    'send({ alertId: alert.id });',
    'send({ alertEventId: event.id });',
  ];
  const mistakes = [
    'export const first: Day = times.instant;',
    "export const second: Instant = '2026-11';",
    "export const third: Month = '2026-11-30';",
    'addMonths(times.day, 1);',
    'startOfDay(times.month);',
    "dayOf('yesterday');",
    'since(times.instant, invoice.accountId);',
    'send({ key: invoice.accountId });',
    'send({ key: alert.id });',
    'send({ alertId: event.id });',
    'send({ alertEventId: alert.id });',
    'send({ alertEventId: invoice.accountId });',
  ];
  expect(await linesWithErrors('shared', [...known, ...mistakes])).toEqual(
    mistakes.map((_, index) => known.length + index + 1),
  );
});
