import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop } from '../../../tests/support/desktop.ts';
import type { Desktop } from '../../../tests/support/desktop.ts';
import { ending, until, within } from '../../../tests/support/waits.ts';
import { hostRegister } from '../index.ts';

/* Without a control socket a dialog is a small window that a person answers, beside the program's own or alone. */

const program = (dataDir: string): string => `
  import { app, BrowserWindow, dialog } from 'electron';
  app.setPath('userData', '${dataDir}');
  app.on('window-all-closed', () => undefined);
  app.whenReady().then(async () => {
    const main = new BrowserWindow({ width: 700, height: 500 });
    await main.loadURL('data:text/html,<title>Main</title>');
    const folder = await dialog.showOpenDialog({ title: 'Choose a folder', message: 'For the invoices', defaultPath: '${dataDir}', properties: ['openDirectory'] });
    const file = await dialog.showSaveDialog({ title: 'Save', defaultPath: 'ledger.csv' });
    main.destroy();
    const box = await dialog.showMessageBox({ title: 'Sure?', message: 'Cancel <the> plan?', buttons: ['Keep', 'Cancel it'], cancelId: 0 });
    console.log('ANSWERS ' + JSON.stringify([folder, file, box]));
    app.quit();
  });`;

let desktop: Desktop;
let dataDir: string;
let browser: Browser | null = null;
let output = '';
let ended: Promise<unknown>;
let child: ChildProcessWithoutNullStreams | null = null;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: 'none' });
  dataDir = await mkdtemp(join(tmpdir(), 'dialog-'));
  const file = join(dataDir, 'program.mjs');
  await writeFile(file, program(dataDir));
  child = spawn(process.execPath, ['--import', hostRegister, file], {
    env: { ...process.env, ...desktop.env, CHROMIUM_HOST_DEBUG_PORT: '0' },
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  ended = ending(child, 'the program', 55);
});

afterAll(async () => {
  child?.kill('SIGKILL');
  await ended;
  await within(20, 'the connection to Chromium to close', Promise.resolve(browser?.close()));
  await desktop.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** The page of the dialog with this title, over the debugging port that Chromium wrote down. */
async function dialogPage(title: string) {
  const portFile = join(dataDir, 'Chromium/DevToolsActivePort');
  const find = async () => {
    if (browser?.isConnected() !== true) {
      // Each browser writes it again, so that it may be gone for a moment.
      const [port] = (await readFile(portFile, 'utf8').catch(() => '')).split('\n');
      if (!port) return null;
      browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true }).catch(() => null);
    }
    for (const page of browser?.contexts()[0]?.pages() ?? []) {
      if ((await page.title().catch(() => '')) === title) return page;
    }
    return null;
  };
  let page = await find();
  await until(async () => (page = await find()) !== null, `the dialog ${title}`);
  if (page === null) throw new Error(`No dialog ${title}`);
  return page;
}

describe('a dialog', () => {
  it('asks for a path until it is one, takes a suggestion, and treats a closed window as cancelled', async () => {
    const folder = await dialogPage('Choose a folder');
    expect(await folder.textContent('p')).toBe('For the invoices');
    expect(await folder.inputValue('input')).toBe(dataDir);
    await folder.fill('input', '/no/such/folder');
    await folder.click('text=OK');
    // The next one has the same title.
    await until(() => folder.isClosed(), 'the first dialog to close');
    const again = await dialogPage('Choose a folder');
    await again.waitForSelector('text=There is no such folder.');
    await again.fill('input', dataDir);
    await again.click('text=OK');

    const save = await dialogPage('Save');
    expect(await save.inputValue('input')).toMatch(/ledger\.csv$/);
    await save.click('text=Cancel');

    const box = await dialogPage('Sure?');
    expect(await box.textContent('p')).toBe('Cancel <the> plan?');
    await box.click('text=Cancel it');

    await ended;
    const answers = JSON.parse(/^ANSWERS (.*)$/m.exec(output)?.[1] ?? 'null') as unknown;
    expect(answers).toEqual([
      { canceled: false, filePaths: [dataDir] },
      { canceled: true, filePath: '' },
      { response: 1, checkboxChecked: false },
    ]);
  });
});
