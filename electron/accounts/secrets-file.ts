import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { SourceKind } from '#shared/accounts.ts';
import { flushFolders, isFileCode, placeOver, removePart } from '../files/index.ts';

const contentSchema = z.object({
  version: z.literal(1),
  /** Base64 ciphertext by account id and kind of source. */
  secrets: z.record(z.string(), z.partialRecord(z.enum(['stripe', 'imagekit']), z.base64())),
});
type Secrets = z.infer<typeof contentSchema>['secrets'];

export interface SecretsFile {
  read(accountId: string, kind: SourceKind): Promise<Uint8Array | null>;
  /** Null forgets. Throws Node's error when the file cannot be written; it is then as it was. */
  write(accountId: string, kind: SourceKind, cipher: Uint8Array | null): Promise<void>;
  removeAccount(accountId: string): Promise<void>;
}

/** `secrets.json`: ciphertext only, for its owner's eyes only, whole at any moment. */
export function createSecretsFile(file: string): SecretsFile {
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<Secrets> {
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      if (isFileCode(cause, 'ENOENT')) return null;
      throw cause;
    });
    if (text === null) return {};
    const parsed = contentSchema.safeParse(parseJson(text));
    return parsed.success ? parsed.data.secrets : {};
  }

  async function save(secrets: Secrets): Promise<void> {
    await keepDamaged();
    const part = `${file}.part`;
    await removePart(part);
    try {
      const text = JSON.stringify({ version: 1, secrets } satisfies z.infer<typeof contentSchema>);
      await writeFile(part, text, { flag: 'wx', mode: 0o600, flush: true });
      await placeOver(part, file);
    } catch (cause) {
      await removePart(part);
      throw cause;
    }
    await flushFolders([dirname(file)]);
  }

  /** A file that cannot be read is put aside before it is replaced: somebody may still want to look at it. */
  async function keepDamaged(): Promise<void> {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null || contentSchema.safeParse(parseJson(text)).success) return;
    await rename(file, file.replace(/(\.json)?$/, '.damaged.json'));
  }

  /** One change after the other: each begins with what the file says then. */
  function change(edit: (secrets: Secrets) => Secrets | null): Promise<void> {
    const done = last.then(async () => {
      const edited = edit(await load());
      if (edited) await save(edited);
    });
    last = done.catch(() => undefined);
    return done;
  }

  return {
    async read(accountId, kind) {
      await last;
      const cipher = (await load())[accountId]?.[kind];
      return cipher === undefined ? null : Buffer.from(cipher, 'base64');
    },
    write: (accountId, kind, cipher) =>
      change((secrets) => {
        const { [kind]: before, ...others } = secrets[accountId] ?? {};
        if (cipher === null && before === undefined) return null;
        const kept = cipher === null ? others : { ...others, [kind]: Buffer.from(cipher).toString('base64') };
        return { ...secrets, [accountId]: kept };
      }),
    removeAccount: (accountId) =>
      change((secrets) => {
        const { [accountId]: before, ...others } = secrets;
        return before === undefined ? null : others;
      }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
