import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import { fileErrorOf, flushFolders, isFileCode, makeFolder, writeWhole } from '../../files/index.ts';
import type { Autostart, AutostartState } from '../ports.ts';

/**
 * Start at login on Linux desktops: a file in the session's autostart folder (specifications.freedesktop.org/autostart-spec).
 * `configFolder` is `$XDG_CONFIG_HOME`; `command` the program and its arguments, `environment` what it needs besides.
 */
export function desktopFileAutostart(
  configFolder: string,
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Autostart {
  const folder = join(configFolder, 'autostart');
  const file = join(folder, 'app.billfold.desktop.desktop');
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const exec = [...(variables.length > 0 ? ['/usr/bin/env', ...variables] : []), ...command].map(quoted).join(' ');
  const content = `${[
    '[Desktop Entry]',
    'Type=Application',
    'Name=Billfold',
    `Exec=${exec}`,
    'Icon=billfold-desktop',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ].join('\n')}\n`;

  async function state(): Promise<AutostartState> {
    let lines: string[];
    try {
      lines = (await readFile(file, 'utf8')).split(/\r?\n/);
    } catch {
      return 'off';
    }
    // An entry of another copy of the program does not start this one.
    if (!lines.includes(`Exec=${exec}`)) return 'off';
    // What desktops write when the user switches an entry off in their settings.
    const blocked = lines.some((line) => /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/i.test(line));
    return blocked ? 'blocked' : 'on';
  }

  async function enter(): Promise<void> {
    await makeFolder(folder);
    await writeWhole(file, Buffer.from(content));
  }

  async function remove(): Promise<void> {
    try {
      await unlink(file);
    } catch (cause) {
      if (isFileCode(cause, 'ENOENT')) return;
      throw cause;
    }
    await flushFolders([folder]);
  }

  return {
    state,
    async set(on): Promise<Result<AutostartState>> {
      try {
        await (on ? enter() : remove());
      } catch (cause) {
        return fail(fileErrorOf(cause, folder, file));
      }
      return ok(await state());
    },
    // Its command says so by `--hidden`.
    startedThisRun: () => false,
  };
}

/**
 * One argument as the key `Exec` wants it (specifications.freedesktop.org/desktop-entry-spec): quoted, with the four
 * characters that a shell would read escaped, a percent sign doubled; then escaped once more as any text of the file.
 */
const quoted = (argument: string): string => {
  const inQuotes = argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${inQuotes.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;
};
