import { randomUUID } from 'node:crypto';
import type { SourceKind } from '#shared/accounts.ts';
import type { PastedKey } from '#shared/ipc/contract.ts';
import { describeKey } from '#shared/keys.ts';
import { ok, type Result } from '#shared/result.ts';

/** Only the last few are of use; more would be forgotten secrets in memory. */
const maxHeld = 4;

/** Keys between being pasted and being saved. The window knows them by id and hint only. */
export type PastedKeys = ReturnType<typeof createPastedKeys>;

export function createPastedKeys() {
  const held = new Map<string, string>();
  return {
    /** Holds the key that the clipboard has; `key-malformed` when it has none of this kind. */
    pasteKey(clipboardText: string, kind: SourceKind): Result<PastedKey> {
      const key = clipboardText.trim();
      const described = describeKey(key, kind);
      if (!described.ok) return described;
      const keyId = randomUUID();
      held.set(keyId, key);
      for (const oldest of [...held.keys()].slice(0, -maxHeld)) held.delete(oldest);
      return ok({ keyId, ...described.value });
    },

    /** The key, for trying it; it stays held. Null when it is not held any more. */
    heldKey: (keyId: string) => held.get(keyId) ?? null,

    /** The key, for saving it; it is forgotten here. Null when it is not held any more. */
    takeKey(keyId: string): string | null {
      const key = held.get(keyId) ?? null;
      held.delete(keyId);
      return key;
    },
  };
}
