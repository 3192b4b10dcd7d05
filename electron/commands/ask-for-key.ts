import type { Writable } from 'node:stream';
import type { SourceKind } from '#shared/accounts.ts';
import { askInTerminal } from './ask-in-terminal.ts';

/** Where each kind of key may be. */
export const keyVariables: Record<SourceKind, string> = {
  stripe: 'BILLFOLD_STRIPE_KEY',
  imagekit: 'BILLFOLD_IMAGEKIT_KEY',
};

export type AskForKey = (source: SourceKind) => Promise<string | null>;

/** The key from the environment, else typed at a prompt that does not show it; null where nobody can be asked. */
export async function askForKey(
  source: SourceKind,
  environment: NodeJS.ProcessEnv,
  input: NodeJS.ReadStream,
  standardError: Writable,
): Promise<string | null> {
  const given = environment[keyVariables[source]]?.trim();
  if (given) return given;
  return (await askInTerminal('Key (not shown as you type): ', { input, standardError }, 'hidden'))?.trim() || null;
}
