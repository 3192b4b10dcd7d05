import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Library, packedAsFolders, withDependencies } from './libraries.ts';

/** Written by the build into each part: which libraries are in it. */
export const licensesOfPart = 'licenses.json';

/** The one text for people, beside the window's page: shown in Settings, and the copyright file of deb and rpm. */
export const textForPeople = (root: string): string => join(root, 'out', 'renderer', 'licenses.txt');

/** In the window's styles, which the build names nowhere. */
const inStyles = ['tailwindcss'];

const parts = ['main', 'preload', 'renderer'];
const builtIn = z.array(
  z.object({ name: z.string(), version: z.string(), identifier: z.string().optional(), text: z.string().optional() }),
);

interface LicensedLibrary extends Library {
  /** As its authors ship it. */
  readonly texts: readonly string[];
}

interface Notice {
  readonly title: string;
  readonly text: string;
}

const filesOfParts = (root: string): string[] => parts.map((part) => join(root, 'out', part, licensesOfPart));

/** Every library that a package holds, built in or as a folder. All parts must have been built. */
export function librariesInPackage(root: string): LicensedLibrary[] {
  const built = filesOfParts(root)
    .flatMap((file) => builtIn.parse(JSON.parse(readFileSync(file, 'utf8'))))
    .map(({ name, version, identifier, text }) => {
      const folder = join(root, 'node_modules', name);
      return { name, version, license: identifier, folder, texts: text === undefined ? [] : [text] };
    });
  const packed = withDependencies(root, [...packedAsFolders, ...inStyles]).map((library) => ({
    ...library,
    texts: textsIn(library.folder, '{LICENSE,LICENCE,License,license,COPYING}*'),
  }));
  return [...new Map([...built, ...packed].map((each) => [`${each.name}@${each.version}`, each])).values()];
}

/** Writes the licenses of Billfold and of all that is in its package. Nothing where a part has not been built yet. */
export function writeLicenses(root: string): void {
  if (!filesOfParts(root).every((file) => existsSync(file))) return;
  const notices = [
    ...librariesInPackage(root).map(noticeOf),
    ...noticesOfTables(join(root, 'node_modules', 'pdfjs-dist')),
  ];
  writeFileSync(textForPeople(root), documentOf(readFileSync(join(root, 'LICENSE'), 'utf8'), notices));
}

const textsIn = (folder: string, pattern: string): string[] =>
  globSync(pattern, { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));

function noticeOf({ name, version, license, folder, texts }: LicensedLibrary): Notice {
  // What the Apache License wants passed on beside itself.
  const said = [...texts, ...textsIn(folder, 'NOTICE*')].map((text) => text.trim());
  if (said.length === 0 && license === undefined) throw new Error(`${name} ${version} says nothing about its license.`);
  const title = `${name} ${version}${license === undefined ? '' : ` (${license})`}`;
  return { title, text: said.join('\n\n') || 'Its authors give no text beside the name of the license.' };
}

/** Fonts, character maps and decoders that pdf.js brings, by others again. */
function noticesOfTables(folder: string): Notice[] {
  return globSync('*/LICENSE*', { cwd: folder }).map((file) => ({
    title: `pdfjs-dist: ${file.replaceAll('\\', '/')}`,
    text: readFileSync(join(folder, file), 'utf8').trim(),
  }));
}

function documentOf(own: string, notices: readonly Notice[]): string {
  const rule = '-'.repeat(78);
  return [
    `Billfold\n\n${own.trim()}`,
    'Billfold contains the following work of others. Electron and Chromium come with files of their own:\n' +
      'LICENSE.electron.txt and LICENSES.chromium.html in the folder of the program.',
    ...notices
      .toSorted((one, other) => (one.title < other.title ? -1 : 1))
      .map(({ title, text }) => `${title}\n\n${text}`),
  ]
    .map((section) => `${section}\n`)
    .join(`\n${rule}\n\n`);
}
