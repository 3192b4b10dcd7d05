import type { SourceKind } from '#shared/accounts.ts';
import { parseBaseUrl } from '#shared/base-url.ts';
import { describeKey } from '#shared/keys.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { sha256Of } from '../../files/index.ts';

/** Asked again after so many others; a person tries a key at one address, perhaps two. */
const maxRemembered = 20;

/**
 * A key leaves for the vendor's own server as it is asked for, and for another one only after a person has said yes to a
 * question that names the server and the key: the page, which names the address, could be somebody else's tool. One yes
 * is for one key and one server, until Billfold ends.
 */
export function createKeyConsent(ask: (facts: { host: string; hint: string }) => Promise<boolean>) {
  const given = new Set<string>();

  return async function mayLeave(key: string, kind: SourceKind, baseUrl: string | null): Promise<Result<null>> {
    if (baseUrl === null) return ok(null);
    const [server, described] = [parseBaseUrl(baseUrl), describeKey(key, kind)];
    // Neither is sent anywhere: what tries it says what is wrong.
    if (!server.ok || !described.ok) return ok(null);
    const { origin } = server.value;
    const host = new URL(origin).host;
    const yes = sha256Of(`${origin} ${key}`);
    if (given.has(yes)) return ok(null);
    if (!(await ask({ host, hint: described.value.hint }))) return fail({ code: 'not-confirmed' });
    given.add(yes);
    for (const oldest of [...given].slice(0, -maxRemembered)) given.delete(oldest);
    return ok(null);
  };
}
