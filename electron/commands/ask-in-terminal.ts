import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly standardError: Writable;
}

/** What somebody types at a prompt; `hidden`: not shown meanwhile. Null where nobody can be asked. */
export async function askInTerminal(
  prompt: string,
  { input, standardError }: Terminal,
  how: 'shown' | 'hidden',
): Promise<string | null> {
  if (!input.isTTY) return null;
  standardError.write(prompt);
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const reader = createInterface({ input, output: how === 'hidden' ? silent : standardError, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    if (how === 'hidden') standardError.write('\n');
  }
}
