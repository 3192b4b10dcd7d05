import { spawn } from 'node:child_process';
import { run, until, within } from './waits.ts';

/** Puts text on the clipboard of a display. */
export async function copyByXclip(desktopEnv: Readonly<Record<string, string>>, text: string): Promise<void> {
  const env = { ...process.env, ...desktopEnv };
  // xclip stays behind to hand the text out: nothing of it may be waited for but the process that was started.
  const copying = spawn('xclip', ['-selection', 'clipboard', '-in'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    copying.once('error', reject);
    copying.once('exit', resolve);
  });
  // Where xclip ended before it had read all, its exit code says so.
  copying.stdin.on('error', () => undefined).end(text);
  const code = await within(20, 'xclip to take the text', ended);
  if (code !== 0) throw new Error(`xclip ended with ${String(code)}`);
  // It ends before the process that it leaves behind holds the clipboard; an empty one cannot be read.
  const read = () => run('xclip', ['-selection', 'clipboard', '-out'], { env }).catch(() => ({ stdout: '' }));
  await until(async () => (await read()).stdout === text, 'the text to be on the clipboard');
}
