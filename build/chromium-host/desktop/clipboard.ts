import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from '../browser/chromium-binary.ts';
import { StrictObject } from '../strict.ts';

type Offered = Pick<Electron.Clipboard, 'readText' | 'writeText'>;

function run(args: readonly string[], input: string | null): Promise<string> {
  const program = findProgram('xclip');
  if (program === null) return Promise.reject(new Error('The clipboard needs xclip. Run: npm run setup'));
  return new Promise((resolve, reject) => {
    // The process that keeps a written text alive must not hold our output open.
    const child = spawn(program, ['-selection', 'clipboard', ...args], {
      stdio: input === null ? ['ignore', 'pipe', 'ignore'] : ['pipe', 'ignore', 'ignore'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      // Reading an empty clipboard is an error of xclip, and no error of Electron.
      if (code === 0 || input === null) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(new Error('xclip could not reach the clipboard of this display'));
    });
    // Where xclip ended before it had read all, its exit code says so.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** The X11 clipboard; asynchronous, as in Electron 45. */
export class Clipboard extends StrictObject implements Offered {
  readText(): Promise<string> {
    return run(['-out', '-target', 'UTF8_STRING'], null);
  }

  async writeText(text: string): Promise<void> {
    await run(['-in'], text);
    // xclip returns before the process that it leaves behind holds the clipboard.
    for (let attempt = 0; attempt < 50 && (await this.readText()) !== text; attempt += 1) await pause(20);
  }
}
