import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface PackageInfo {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Where the script is among the arguments: behind the executable and the switches in front, as in Electron's default_app/main.ts. */
export const scriptPlace = (argv: readonly string[]): number =>
  argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'));

/** The package of the program, as `electron <folder>` reads it: the nearest `package.json`, `productName` before `name`. */
export function readPackageInfo(program: string): PackageInfo {
  let folder = existsSync(program) && statSync(program).isDirectory() ? program : dirname(program);
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return { folder: dirname(program), name: 'Electron', version: process.versions.electron };
  const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return {
    folder,
    name: text(content['productName']) ?? text(content['name']) ?? 'Electron',
    version: text(content['version']) ?? '0.0.0',
  };
}
