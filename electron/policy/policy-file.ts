import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { z } from 'zod';
import { type PolicyContent, policySchema } from '#shared/policy.ts';
import { isFileCode } from '../files/index.ts';

/** The policy file as it was found. `field`: what in it is wrong first, as `settings.theme`; `JSON` where it is none. */
export type PolicyFile =
  | { readonly state: 'none'; readonly path: null }
  | { readonly state: 'applied'; readonly path: string; readonly content: PolicyContent }
  | { readonly state: 'broken'; readonly path: string; readonly field: string }
  | { readonly state: 'not-trusted'; readonly path: string };

interface PolicyFileParts {
  /** The machine-wide folders in which it may be, absolute; the first one that has it counts. */
  readonly folders: readonly string[];
  /** Whether only an administrator can have written the file. */
  readonly isTrusted: (path: string) => boolean;
  readonly userName: () => string;
}

// A policy is small; what is not is none.
const largest = 1024 * 1024;

/** Reads the policy file of this computer. Asked once a start: a new one counts from the next start on. */
export function readPolicyFile({ folders, isTrusted, userName }: PolicyFileParts): PolicyFile {
  for (const folder of folders) {
    const path = join(folder, 'policy.json');
    const text = textOf(path);
    if (text === null) continue;
    if (!isTrusted(path)) return { state: 'not-trusted', path };
    return understood(path, text, userName);
  }
  return { state: 'none', path: null };
}

/** Null where there is no such file; a code where it cannot be read. */
function textOf(path: string): string | { readonly code: string } | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (isFileCode(cause, 'ENOENT', 'ENOTDIR')) return null;
    return { code: cause instanceof Error && 'code' in cause ? String(cause.code) : 'ERR_FAILED' };
  }
}

function understood(path: string, text: ReturnType<typeof textOf>, userName: () => string): PolicyFile {
  const broken = (field: string): PolicyFile => ({ state: 'broken', path, field });
  if (typeof text !== 'string') return broken(text?.code ?? 'ERR_FAILED');
  if (text.length > largest) return broken('JSON');
  let json: unknown;
  try {
    // Editors on Windows put a mark before the text.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return broken('JSON');
  }
  const parsed = policySchema.safeParse(json);
  if (!parsed.success) return broken(fieldOf(parsed.error));
  const archiveFolder = parsed.data.archiveFolder && filled(parsed.data.archiveFolder, userName);
  // A path of another system.
  if (archiveFolder !== null && !isAbsolute(archiveFolder)) return broken('archiveFolder');
  return {
    state: 'applied',
    path,
    content: { ...parsed.data, archiveFolder: archiveFolder && resolve(archiveFolder) },
  };
}

const filled = (folder: string, userName: () => string): string =>
  folder.replaceAll('{home}', homedir()).replaceAll('{user}', userName());

/** Where the first thing is that does not fit; an unknown name itself. */
function fieldOf({ issues: [issue] }: z.ZodError): string {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...(issue?.path ?? []), ...unknown].map(String).join('.') || 'JSON';
}
