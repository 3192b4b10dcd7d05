import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startRecording } from '../../support/electron-recorder.ts';

/* What is put into Electron's main process, on a stand-in for Electron's module: the real one is on no machine without its binary. */

const folder = mkdtempSync(join(tmpdir(), 'recorder-'));
const file = join(folder, 'shown.jsonl');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

class Notification extends EventEmitter {
  static isSupported = (): boolean => false;
  readonly title: string;
  readonly body: string;
  constructor({ title, body }: { title: string; body: string }) {
    super();
    this.title = title;
    this.body = body;
  }
  show(): void {
    throw new Error('It would be seen');
  }
}

function standIn() {
  const refuse = (...asked: unknown[]): Promise<unknown> => {
    throw new Error(`A person would be asked: ${JSON.stringify(asked)}`);
  };
  return {
    BrowserWindow: { getAllWindows: () => [] },
    dialog: { showOpenDialog: refuse, showSaveDialog: refuse, showMessageBox: refuse },
    Menu: { getApplicationMenu: () => null, prototype: {} },
    net: { isOnline: () => true },
    Notification,
    shell: { openExternal: refuse, openPath: refuse, showItemInFolder: refuse },
  };
}

describe('what is recorded in Electron', () => {
  let electron: ReturnType<typeof standIn>;
  beforeEach(() => {
    electron = standIn();
    rmSync(file, { force: true });
  });
  const start = (record: Parameters<typeof startRecording>[1]) => startRecording(electron, record);

  it('is what would be opened and asked, with the answers that the spec gave', async () => {
    const recorder = start(null);
    await electron.shell.openExternal('https://example.com/');
    recorder.answers.push({ filePaths: ['/tmp'] });
    expect(await electron.dialog.showOpenDialog({}, { title: 'Folder' })).toMatchObject({ filePaths: ['/tmp'] });
    expect(await electron.dialog.showSaveDialog({ title: 'Save' })).toMatchObject({ canceled: true });
    recorder.toMessageBoxes = { response: 1 };
    expect(await electron.dialog.showMessageBox({ message: 'Sure?' })).toMatchObject({ response: 1 });
    expect(recorder.shellCalls).toEqual([{ call: 'openExternal', target: 'https://example.com/' }]);
    expect(recorder.asked.map(({ call, title }) => [call, title])).toEqual([
      ['showOpenDialog', 'Folder'],
      ['showSaveDialog', 'Save'],
      ['showMessageBox', ''],
    ]);
    recorder.online = false;
    expect(electron.net.isOnline()).toBe(false);
    recorder.online = null;
    expect(electron.net.isOnline()).toBe(true);
  });

  it('is each notification, shown to nobody, which the spec can click', async () => {
    const recorder = start({ file, before: 4 });
    expect(electron.Notification.isSupported()).toBe(true);
    const notification = new electron.Notification({ title: 'Exceeded', body: '120.00' });
    const seen: string[] = [];
    notification.on('show', () => seen.push('show'));
    notification.on('click', () => seen.push('click'));
    notification.show();
    await new Promise(setImmediate);
    recorder.clickNotification(5);
    expect(seen).toEqual(['show', 'click']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ appName: 'Billfold', title: 'Exceeded', body: '120.00' });
  });
});
