import { join, resolve } from 'node:path';
import { writeSync } from 'node:fs';

/** The project's top folder. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/** Path inside the project. */
export const inProject = (...parts: string[]): string => join(projectRoot, ...parts);

/** What scripts remember between runs; never needed for correctness, safe to delete. */
export const cacheFolder = inProject('.cache');

/** The built main process. */
export const mainProgram = inProject('out', 'main', 'index.js');

/** Words for people: always on standard error, so that standard output stays the program's own. */
export function say(line: string): void {
  writeSync(2, `${line}\n`);
}
