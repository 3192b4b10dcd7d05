import { readFileSync } from 'node:fs';
import { launchApp } from '../../support/launch-app.ts';
import { until } from '../../support/waits.ts';
import type { Measurement } from '../measurement.ts';
import { prepareWindow } from '../window-world.ts';

const minutes = 10;
/** Of one core, in percent. */
const processorLimit = 0.5;
/** Clock ticks a second of /proc, which Linux fixes at 100 for programs. */
const ticksPerSecond = 100;

/** What the main process has used so far: processor in seconds, writes to the disk in kilobytes. */
function used(pid: number): { seconds: number; kilobytes: number } {
  // The name of the program stands in brackets and may hold blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const written = /^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1];
  return {
    seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    kilobytes: Number(written) / 1024,
  };
}

/** Ten minutes in the tray, with an hourly check that is not due. */
export async function idle(): Promise<Measurement[]> {
  await using world = await prepareWindow({ tray: true });
  const app = await launchApp({ desktop: world.desktop, dataDir: world.small });
  await app.page.getByText('Upcoming invoice so far').waitFor();
  await app.control.closeWindow();
  await until(async () => (await app.control.windows())[0]?.visible === false, 'the window to be gone');
  await waitFor(1);
  const before = used(app.pid);
  await waitFor(minutes);
  const after = used(app.pid);
  await app.quit();
  const percent = ((after.seconds - before.seconds) / (minutes * 60)) * 100;
  const kilobytes = after.kilobytes - before.kilobytes;
  const row = { baseline: null, memory: null, wanted: 1 } as const;
  return [
    {
      ...row,
      case: `${minutes} minutes in the tray: processor`,
      ours: percent,
      ratio: percent / processorLimit,
      unit: '%',
    },
    { ...row, case: 'the same: written to the disk', ours: kilobytes, ratio: kilobytes, unit: 'kB' },
  ];
}

function waitFor(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time * 60_000));
}
