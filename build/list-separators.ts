// Compares the list separators that exports write with those of this Windows. On other systems there is nothing to compare.
import { execFileSync } from 'node:child_process';
import { regions } from '../shared/region.ts';
import { listSeparatorOf } from '../electron/export/list-separator.ts';

// Windows PowerShell, not PowerShell 7: the older .NET asks Windows itself, and not ICU.
const program = `$ProgressPreference = 'SilentlyContinue'
foreach ($name in '${regions.join("','")}') {
  $culture = New-Object System.Globalization.CultureInfo($name, $false)
  Write-Output ($name + ' ' + $culture.TextInfo.ListSeparator)
}`;

if (process.platform !== 'win32') {
  process.stdout.write('Not a Windows: nothing is compared.\n');
} else {
  const answer = execFileSync('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', program], {
    encoding: 'utf8',
  });
  const told = answer
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(' '));
  const others = told.filter(([region = '', separator]) => listSeparatorOf(region, 'win32') !== separator);
  for (const [region = '', separator = ''] of others)
    process.stdout.write(`${region}: Windows has ${separator}, the table ${listSeparatorOf(region, 'win32')}\n`);
  process.stdout.write(`${told.length} regions compared, ${others.length} differ\n`);
  process.exitCode = told.length === regions.length && others.length === 0 ? 0 : 1;
}
