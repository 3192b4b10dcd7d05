import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/* A file that one takes in at a glance, an interface that one keeps in mind. */

const root = resolve(import.meta.dirname, '../../..');
const largest = 250;
const mostMembers = 10;

/** Message tables, and the composition root. */
const mayBeLong = new Set([
  ...['en', 'de', 'doctor-en', 'doctor-de'].map((name) => `shared/messages/${name}.ts`),
  'electron/bootstrap.ts',
]);

const files = ['shared', 'electron', 'renderer'].flatMap((zone) =>
  readdirSync(join(root, zone), { recursive: true, encoding: 'utf8' })
    .map((path) => `${zone}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(ts|vue)$/.test(path) && !path.includes('/i18n/')),
);
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

it('no production file is longer than a reader takes in', () => {
  const long = files.filter((path) => !mayBeLong.has(path) && textOf(path).split('\n').length - 1 > largest);
  expect(long).toEqual([]);
});

const isCalled = (member: ts.TypeElement): boolean =>
  ts.isMethodSignature(member) ||
  (ts.isPropertySignature(member) && member.type !== undefined && ts.isFunctionTypeNode(member.type));

it('no interface offers more than ten things to call, unless it says why: “More than ten”', () => {
  const wide = files
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      ts
        .createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, true)
        .statements.filter(ts.isInterfaceDeclaration)
        .filter((each) => each.members.filter(isCalled).length > mostMembers)
        .filter((each) => !each.getFullText().slice(0, each.getLeadingTriviaWidth()).includes('More than ten'))
        .map((each) => `${path} ${each.name.text}`),
    );
  expect(wide).toEqual([]);
});
