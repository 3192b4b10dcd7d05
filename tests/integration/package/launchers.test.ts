import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { generateAppRunScript } from 'app-builder-lib/out/targets/appimage/appImageUtil.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import msiProjectCreated from '../../../build/package/msi-path.ts';
import { environmentAs } from '../../support/package/run-as.ts';
import { run } from '../../support/waits.ts';

/* `billfold` on the path of each system, as far as it can be tried on this one. */

const root = resolve(import.meta.dirname, '../../..');
const inProject = (path: string) => join(root, path);
const failure = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });
const exitCode = 7;
const headless = ['--ozone-platform=headless', '--disable-gpu'];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a launcher & more '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Prints its arguments, a line each. */
const writeProgram = (...path: readonly string[]) =>
  writeScript(join(folder, ...path), `#!/bin/sh\nprintf '%s\\n' "$@"\nexit ${String(exitCode)}\n`);

async function writeScript(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, 0o755);
}

async function launch(launcher: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const ended = failure.parse(
    await run(launcher, args, { env: { ...process.env, ...env } }).catch((error: unknown) => error),
  );
  expect(ended.code).toBe(exitCode);
  return ended.stdout.trimEnd().split('\n');
}

describe('on Linux', () => {
  const launcher = () => join(folder, 'opt/Billfold/billfold-desktop');
  let person: NodeJS.ProcessEnv;
  let superuser: NodeJS.ProcessEnv;
  beforeEach(async () => {
    person = await environmentAs(1000, folder);
    superuser = await environmentAs(0, folder);
    await writeProgram('opt/Billfold/billfold-program');
    await mkdir(join(folder, 'usr/bin'), { recursive: true });
    for (const path of ['usr/bin/billfold', 'opt/Billfold/billfold-desktop'])
      await copyFile(inProject('build/launcher/linux/billfold'), join(folder, path));
  });

  it.each([
    [['check', '--json']],
    [['--json', 'check']],
    [['--no-sandbox', 'sync']],
    [['--help']],
    [['-V']],
    [['export', '--out', 'a folder']],
    [['accounts', 'add', '--name', 'Smith & Co "50%"']],
  ])('%j needs no display', async (given) => {
    expect(await launch(launcher(), given, person)).toEqual([...headless, ...given]);
    expect(await launch(join(folder, 'usr/bin/billfold'), given, person)).toEqual([...headless, ...given]);
  });

  it.each([[['--hidden']], [['--no-sandbox']], [['--no-sandbox', '--hidden']]])(
    '%j opens the window',
    async (given) => {
      expect(await launch(launcher(), given, person)).toEqual(given);
    },
  );

  it('without a word opens the window', async () => {
    expect(await launch(launcher(), [], person)).toEqual(['']);
  });

  // "Running as root without --no-sandbox is not supported", says Chromium, and crashes (electron/electron#26828).
  it('runs a command for root without the sandbox', async () => {
    expect(await launch(launcher(), ['check'], superuser)).toEqual([...headless, '--no-sandbox', 'check']);
  });

  it.each([[[]], [['--hidden']]])('says to root why the window does not open for %j', async (given) => {
    const words = /Billfold's window doesn't open for root.*Please start it as the person who uses it/;
    await expect(run(launcher(), given, { env: superuser })).rejects.toThrow(words);
  });

  it('is found through a link from anywhere', async () => {
    await symlink(launcher(), join(folder, 'link'));
    expect(await launch(join(folder, 'link'), ['check'], person)).toEqual([...headless, 'check']);
  });

  it('says what is missing where the program is', async () => {
    await rm(join(folder, 'opt/Billfold/billfold-program'));
    const ended = failure.parse(await run(launcher(), ['check']).catch((error: unknown) => error));
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('Please install Billfold again');
  });

  it('is what an AppImage starts, under any name', async () => {
    const names = { ProductFilename: 'Billfold', ProductName: 'Billfold', ResourceName: 'appimagekit-billfold' };
    const appDir = join(folder, 'opt/Billfold');
    await writeScript(
      join(appDir, 'AppRun'),
      generateAppRunScript({ ...names, ExecutableName: 'billfold-desktop', DesktopFileName: 'app.billfold.desktop' }),
    );
    // What the AppImage's own runtime sets before it starts AppRun.
    const env = { ...person, APPDIR: appDir, APPIMAGE: join(folder, 'billfold'), APPIMAGE_SILENT_INSTALL: '1' };
    const passedOn = await launch(join(appDir, 'AppRun'), ['check', '--json'], env);
    expect(passedOn.filter((argument) => argument !== '--no-sandbox')).toEqual([...headless, 'check', '--json']);
    const window = await launch(join(appDir, 'AppRun'), ['--hidden'], env);
    expect(window.filter((argument) => argument !== '--no-sandbox')).toEqual(['--hidden']);
  });

  it.each([
    ['0', false],
    ['remove', false],
    ['purge', false],
    ['1', true],
    ['upgrade', true],
  ])('keeps the profile of AppArmor when a package is removed with "%s": %s', async (why, kept) => {
    const profile = join(folder, 'etc/apparmor.d/billfold');
    await writeScript(profile, '');
    await run('sh', [inProject('build/package/linux/after-remove.sh'), why], {
      env: { ...process.env, DPKG_ROOT: folder },
    });
    const found = await stat(profile).then(
      () => true,
      () => false,
    );
    expect(found).toBe(kept);
  });
});

it('on macOS the pkg puts the launcher of the bundle on the path', async () => {
  const bundle = join(folder, 'Applications/Billfold.app/Contents');
  await writeProgram('Applications/Billfold.app/Contents/MacOS/Billfold');
  await mkdir(join(bundle, 'Resources/bin'), { recursive: true });
  await copyFile(inProject('build/launcher/mac/billfold'), join(bundle, 'Resources/bin/billfold'));
  const script = inProject('build/package/mac/pkg-scripts/postinstall');
  const install = () => run(script, ['Billfold.pkg', join(folder, 'Applications'), `${folder}/`]);
  await install();
  // Once more, as an update does.
  await install();
  const onPath = join(folder, 'usr/local/bin/billfold');
  expect(await launch(onPath, ['sync', '--account', 'Smith & Co'])).toEqual(['sync', '--account', 'Smith & Co']);
});

describe('on Windows', () => {
  it('the batch file hands on what was typed as it was, and its exit code, with nothing in between', async () => {
    const lines = (await readFile(inProject('build/launcher/windows/billfold.cmd'), 'utf8')).split('\r\n');
    expect(lines.filter((line) => line !== '' && !line.startsWith('rem '))).toEqual([
      '@echo off',
      'setlocal DisableDelayedExpansion',
      '"%~dp0..\\..\\Billfold.exe" %*',
      'exit /b %ERRORLEVEL%',
    ]);
  });

  it('the installer can be compiled with what it adds to the path, without a warning', async () => {
    const script = join(folder, 'installer.nsi');
    await writeFile(
      script,
      `Unicode true
Name "Billfold"
OutFile "installer.exe"
Var installMode
!include "${inProject('build/package/windows/path.nsh')}"
Section
  StrCpy $installMode "all"
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section "Uninstall"
  StrCpy $installMode "CurrentUser"
  !insertmacro customUnInstall
SectionEnd
`,
    );
    await run('makensis', ['-V2', '-WX', script]);
    expect((await stat(join(folder, 'installer.exe'))).size).toBeGreaterThan(0);
  });

  it('the MSI puts the folder of the batch file on the path, and takes it away', async () => {
    const project = join(folder, 'project.wxs');
    const declared =
      '<Component Directory="d1">\n<File Name="billfold.cmd" Source="$(var.appDir)/resources/bin/billfold.cmd" KeyPath="yes"/>\n</Component>';
    await writeFile(project, `<Wix>${declared}</Wix>`);
    await msiProjectCreated(project);
    expect(await readFile(project, 'utf8')).toMatch(
      /billfold\.cmd" KeyPath="yes"\/><Environment [^>]*Value="\[APPLICATIONFOLDER\]resources\\bin"[^>]*Permanent="no"\/>\n<\/Component>/,
    );
    await writeFile(project, '<Wix/>');
    await expect(msiProjectCreated(project)).rejects.toThrow('declares no billfold.cmd');
  });
});
