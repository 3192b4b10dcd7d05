import { execFileSync } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import { dirname, win32 } from 'node:path';
import { isForAdministratorsOnly } from './windows-access.ts';

/** Whether nobody but an administrator of this computer can have written a file, or can put another one in its place. */
export function isTrustedFile(path: string): boolean {
  try {
    return process.platform === 'win32' ? isTrustedOnWindows(path) : isRootsAllTheWay(path);
  } catch {
    return false;
  }
}

/** The file, what it may be a link to, and every folder on the way to both. */
function isRootsAllTheWay(path: string): boolean {
  return [path, realpathSync(path)].every((start) => {
    for (let place = start; ; place = dirname(place)) {
      const { uid, mode } = statSync(place);
      if (uid !== 0 || (mode & 0o022) !== 0) return false;
      if (place === dirname(place)) return true;
    }
  });
}

const timeoutMs = 10_000;

/** By PowerShell's Get-Acl, which is there on every Windows and allowed under its constrained language mode too. */
function isTrustedOnWindows(path: string): boolean {
  const powershell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
  const sddlOf = (place: string): string =>
    execFileSync(
      powershell,
      ['-NoProfile', '-NonInteractive', '-Command', '(Get-Acl -LiteralPath $env:BILLFOLD_PLACE).Sddl'],
      // In a variable no character of the path is read as a command.
      { env: { ...process.env, BILLFOLD_PLACE: place }, encoding: 'utf8', timeout: timeoutMs, windowsHide: true },
    );
  return (
    isForAdministratorsOnly(sddlOf(path), 'file') && isForAdministratorsOnly(sddlOf(win32.dirname(path)), 'folder')
  );
}
