import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desktop, ShownNotification } from './desktop.ts';
import { until } from './waits.ts';

/*
 * The desktop of Windows and macOS. No test can have one of its own there: it is the person's, and what the program would
 * show on it is recorded inside the program instead.
 */

/** What a program on this desktop does for it. */
export interface RecordingProgram {
  readonly clickNotification: (id: number) => Promise<void>;
  readonly copyText: (text: string) => Promise<void>;
}

export interface RecordedDesktop extends Desktop {
  /** Where each notification is written, a line of JSON for each; it outlives its program. */
  readonly record: string;
  /** The program that runs on it now. */
  host(program: RecordingProgram): void;
}

export const isRecorded = (desktop: Desktop): desktop is RecordedDesktop => 'record' in desktop;

export async function startRecordedDesktop(): Promise<RecordedDesktop> {
  const folder = await mkdtemp(join(tmpdir(), 'desktop-'));
  const record = join(folder, 'shown.jsonl');
  let running: RecordingProgram | null = null;
  const program = (): RecordingProgram => {
    if (running === null) throw new Error('No program runs on this desktop');
    return running;
  };
  const shown = async (): Promise<ShownNotification[]> => {
    const lines = existsSync(record) ? (await readFile(record, 'utf8')).split('\n').slice(0, -1) : [];
    return lines.map((line, index) => ({ ...(JSON.parse(line) as Omit<ShownNotification, 'id'>), id: index + 1 }));
  };
  return {
    env: {},
    record,
    host(started) {
      running = started;
    },
    shownNotifications: shown,
    async waitForNotifications(count) {
      await until(async () => (await shown()).length >= count, `${count} notifications`);
      return shown();
    },
    clickNotification: (id) => program().clickNotification(id),
    copyText: (text) => program().copyText(text),
    // Nothing is on screen, and what was is not told of.
    closeNotifications: () => Promise.resolve(),
    notificationHistory: () => Promise.resolve([]),
    async stop() {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
