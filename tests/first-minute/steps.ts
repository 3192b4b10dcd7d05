import { performance } from 'node:perf_hooks';
import { stripVTControlCharacters } from 'node:util';
import { within } from '../support/waits.ts';

export interface Step {
  readonly name: string;
  /** Does it; answers its figures and, where there are any, lines to stand below. An error says why it did not come true. */
  readonly run: () => Promise<readonly [figures: string, ...below: string[]]>;
  /** Names of earlier steps without which it cannot be tried. */
  readonly needs?: readonly string[];
}

export interface StepsRun {
  readonly say: (line: string) => void;
  /** How long one step may take. */
  readonly limitSeconds: number;
  /** Takes a picture of how it looks after a step, whatever came of that; answers its path. */
  readonly picture?: (fileName: string) => Promise<string>;
}

/** Goes through the steps and says each in a line. True when every one of them came true. */
export async function runSteps(steps: readonly Step[], { say, limitSeconds, picture }: StepsRun): Promise<boolean> {
  const failed = new Set<string>();
  for (const [index, { name, run, needs = [] }] of steps.entries()) {
    const number = String(index + 1);
    const line = (state: string, rest: string): void => {
      say(`${number.padStart(2)}  ${state.padEnd(9)}  ${name}: ${rest}`);
    };
    const lacking = needs.find((need) => failed.has(need));
    if (lacking !== undefined) {
      failed.add(name);
      line('not tried', `it needs "${lacking}".`);
      continue;
    }
    const started = performance.now();
    const time = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    const below: string[] = [];
    try {
      const [figures, ...more] = await within(limitSeconds, 'it', run());
      line('done', `${figures} (${time()})`);
      below.push(...more);
    } catch (error) {
      failed.add(name);
      line('FAILED', `${reasonOf(error)} (${time()})`);
    }
    if (picture !== undefined) {
      const file = `${number}-${name.toLowerCase().replaceAll(' ', '-')}.png`;
      below.push(await within(limitSeconds, 'its picture', picture(file)).catch(reasonOf));
    }
    for (const each of below) say(`               ${each}`);
  }
  return failed.size === 0;
}

/** An error in one line: Playwright's go on for a page. */
export function reasonOf(error: unknown): string {
  const message = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const lines = message.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(0, 4)
    .join(' · ');
}
