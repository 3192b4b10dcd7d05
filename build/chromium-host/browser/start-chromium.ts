import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { stripVTControlCharacters } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { within } from '../within.ts';
import { endProcess, freeProfile } from './profile.ts';
import type { Profile } from './profile.ts';

export interface ChromiumStart {
  readonly profile: Profile;
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** How long Chromium may take to open a window: `CHROMIUM_HOST_START_SECONDS`, else 20. */
export function startSeconds(): number {
  const chosen = Number(process.env['CHROMIUM_HOST_START_SECONDS']);
  return chosen > 0 ? chosen : 20;
}

/**
 * Starts Chromium with a window on the profile. One that has no window within the limit (Playwright can miss the first
 * page, and would wait three minutes for it) is ended, and another is started, once.
 */
export async function startChromium(start: ChromiumStart): Promise<BrowserContext> {
  try {
    return await attempt(start, startSeconds());
  } catch (error) {
    process.stderr.write(`Chromium is started once more. The first time it opened no window: ${reasonOf(error)}\n`);
  }
  // A machine that is only slow gets half as long again.
  return attempt(start, startSeconds() * 1.5).catch((error: unknown) => {
    throw new Error(`it opened no window the second time either: ${reasonOf(error)}`, { cause: error });
  });
}

async function attempt(
  { profile, executablePath, args, env }: ChromiumStart,
  seconds: number,
): Promise<BrowserContext> {
  const [{ chromium }] = await Promise.all([import('playwright-core'), freeProfile(profile)]);
  // Playwright does not say which process it started.
  const started: ChildProcess[] = [];
  const note = (message: unknown): void => {
    started.push((message as { process: ChildProcess }).process);
  };
  subscribe('child_process', note);
  try {
    const launched = chromium.launchPersistentContext(profile.folder, {
      executablePath,
      headless: false,
      viewport: null,
      colorScheme: null,
      reducedMotion: null,
      forcedColors: null,
      contrast: null,
      acceptDownloads: false,
      chromiumSandbox: process.getuid?.() !== 0,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ignoreDefaultArgs: ['--enable-automation', '--password-store=basic'],
      env,
      args: [...args],
    });
    const context = await within(seconds, "Chromium's first window", launched);
    if (context.pages().length === 0) throw new Error('Chromium closed its first window');
    return context;
  } catch (error) {
    const ofProfile = ({ spawnargs }: ChildProcess): boolean => spawnargs.includes(`--user-data-dir=${profile.folder}`);
    for (const { pid } of started.filter(ofProfile)) await endProcess(pid ?? null);
    throw error;
  } finally {
    unsubscribe('child_process', note);
  }
}

/** Playwright's errors go on for a page: its first line, and the first error that Chromium itself wrote. */
function reasonOf(error: unknown): string {
  const message = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const [first = ''] = message.split('\n');
  const said = /\[err\].*(?:ERROR|FATAL):[^\]]*\] (.+)/.exec(message)?.[1];
  return said === undefined ? first : `${first} (${said})`;
}
