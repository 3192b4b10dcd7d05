import { closeSync, fsyncSync, openSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { isFileCode } from '../files/index.ts';

const contentSchema = z.object({
  version: z.literal(1),
  /** Base64 ciphertext by owner and name: an account's id and a kind of source, or `proxy` and its `host:port`. */
  secrets: z.record(z.string(), z.record(z.string(), z.base64())),
});
type Content = z.infer<typeof contentSchema>;

/**
 * `secrets.json`: ciphertext only, for its owner's eyes only, whole at any moment. Changes are made at once and
 * within a write transaction of the database, which keeps other processes out. All throw Node's file errors.
 */
export function createSecretsFile(file: string) {
  function load(): Content['secrets'] {
    const text = textOf(file);
    return (text === null ? null : contentOf(text))?.secrets ?? {};
  }

  function save(secrets: Content['secrets']): void {
    const part = `${file}.part`;
    ignoring(['ENOENT'], () => {
      unlinkSync(part);
    });
    const text = JSON.stringify({ version: 1, secrets } satisfies Content);
    writeFileSync(part, text, { flag: 'wx', mode: 0o600, flush: true });
    keepDamaged();
    renameSync(part, file);
    flushFolder(dirname(file));
  }

  /** A file that cannot be read is put aside before it is replaced: somebody may still want to look at it. */
  function keepDamaged(): void {
    const text = textOf(file);
    if (text !== null && contentOf(text) === null) renameSync(file, file.replace(/(\.json)?$/, '.damaged.json'));
  }

  return {
    names: (owner: string): string[] => Object.keys(load()[owner] ?? {}),
    read(owner: string, name: string): Uint8Array | null {
      const cipher = load()[owner]?.[name];
      return cipher === undefined ? null : Buffer.from(cipher, 'base64');
    },
    /** Null forgets. */
    write(owner: string, name: string, cipher: Uint8Array | null): void {
      const secrets = load();
      const { [name]: before, ...others } = secrets[owner] ?? {};
      if (cipher === null && before === undefined) return;
      const kept = cipher === null ? others : { ...others, [name]: Buffer.from(cipher).toString('base64') };
      save({ ...secrets, [owner]: kept });
    },
    removeOwner(owner: string): void {
      const { [owner]: before, ...others } = load();
      if (before !== undefined) save(others);
    },
  };
}

/** A ciphertext with whose it is: an account's id and a kind of source, or `proxy` and its `host:port`. */
interface KeptSecret {
  readonly owner: string;
  readonly name: string;
  readonly cipher: Uint8Array;
}

/** What a secrets file holds; null where it cannot be understood. Throws Node's file errors. */
export function secretsIn(file: string): KeptSecret[] | null {
  const text = textOf(file);
  if (text === null) return [];
  const content = contentOf(text);
  return content
    ? Object.entries(content.secrets).flatMap(([owner, names]) =>
        Object.entries(names).map(([name, cipher]) => ({ owner, name, cipher: Buffer.from(cipher, 'base64') })),
      )
    : null;
}

const textOf = (file: string): string | null => ignoring(['ENOENT'], () => readFileSync(file, 'utf8'));

function contentOf(text: string): Content | null {
  try {
    return contentSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** So that the new name survives a power cut, too. Windows cannot flush folders, and needs not. */
function flushFolder(folder: string): void {
  ignoring(['EISDIR', 'EPERM', 'EACCES'], () => {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
}

/** What `action` returns; null when it fails with one of the codes. */
function ignoring<T>(codes: readonly string[], action: () => T): T | null {
  try {
    return action();
  } catch (cause) {
    if (isFileCode(cause, ...codes)) return null;
    throw cause;
  }
}
