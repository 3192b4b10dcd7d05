import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { SourceKind } from '#shared/accounts.ts';

/** Where each kind of key may be. */
export const keyVariables: Record<SourceKind, string> = {
  stripe: 'BILLFOLD_STRIPE_KEY',
  imagekit: 'BILLFOLD_IMAGEKIT_KEY',
};

/** The key from the environment, else typed at a prompt that does not show it; null where nobody can be asked. */
export async function askForKey(
  source: SourceKind,
  environment: NodeJS.ProcessEnv,
  input: NodeJS.ReadStream,
  standardError: Writable,
): Promise<string | null> {
  const given = environment[keyVariables[source]]?.trim();
  if (given) return given;
  if (!input.isTTY) return null;
  standardError.write('Key (not shown as you type): ');
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const prompt = createInterface({ input, output: silent, terminal: true });
  try {
    return (await prompt.question('')).trim() || null;
  } finally {
    prompt.close();
    standardError.write('\n');
  }
}
