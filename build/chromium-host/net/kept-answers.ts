import type { IncomingMessage as NodeMessage } from 'node:http';
import { Readable } from 'node:stream';

/** What is read of an answer, whether it comes from a server or from the cache. */
export type Answer = Readable &
  Pick<
    NodeMessage,
    | 'statusCode' | 'statusMessage' | 'headers' | 'headersDistinct' | 'rawHeaders' | 'httpVersion' | 'httpVersionMajor'
    | 'httpVersionMinor'
  >; // prettier-ignore

/** Of what a request may make use (`credentials` and `cache` of Electron's ClientRequestConstructorOptions). */
export interface Keeping {
  readonly cookies: boolean;
  readonly answers: boolean;
}

/**
 * What Chromium keeps from one request to the next unless it is told not to: answers for as long as they are fresh
 * (net/http/http_cache.cc, and net/http/http_response_headers.cc, GetFreshnessLifetimes), and cookies by host. In memory here,
 * on disk there: in `sessionData`.
 */
export class KeptAnswers {
  readonly #answers = new Map<string, { readonly until: number; readonly make: () => Answer }>();
  readonly #cookies = new Map<string, Map<string, string>>();

  /** The header to send, or nothing. */
  cookies({ hostname }: URL): string | undefined {
    const jar = this.#cookies.get(hostname);
    return jar && [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** A fresh answer to a GET. */
  find(url: URL): Answer | null {
    const kept = this.#answers.get(url.href);
    return kept && kept.until > Date.now() ? kept.make() : null;
  }

  /** Takes of an answer what may be kept; its body as it is read. */
  keep(url: URL, method: string, answer: Answer, keeping: Keeping): void {
    if (keeping.cookies) this.#keepCookies(url, answer.headers['set-cookie'] ?? []);
    const fresh = lifetimeOf(answer);
    if (!keeping.answers || method !== 'GET' || answer.statusCode !== 200 || fresh <= 0) return;
    const pieces: Buffer[] = [];
    answer.on('data', (piece: Buffer) => pieces.push(piece));
    answer.on('end', () => {
      this.#answers.set(url.href, { until: Date.now() + fresh, make: () => copyOf(answer, pieces) });
    });
  }

  #keepCookies({ hostname }: URL, given: readonly string[]): void {
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>();
    for (const cookie of given) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    if (jar.size > 0) this.#cookies.set(hostname, jar);
  }
}

/** In milliseconds: as the server says, else a tenth of how long it has not changed. */
function lifetimeOf({ headers }: Answer): number {
  const control = headers['cache-control'] ?? '';
  if (/\bno-(?:store|cache)\b/.test(control)) return 0;
  const maxAge = /\bmax-age=(\d+)/.exec(control)?.[1];
  if (maxAge !== undefined) return Number(maxAge) * 1000;
  const [date, expires, changed] = [headers.date, headers.expires, headers['last-modified']].map((text) =>
    Date.parse(text ?? ''),
  );
  if (!date) return 0;
  if (headers.expires !== undefined) return (expires || 0) - date;
  return changed ? (date - changed) / 10 : 0;
}

function copyOf(answer: Answer, pieces: readonly Buffer[]): Answer {
  const { statusCode, statusMessage, headers, headersDistinct, rawHeaders } = answer;
  const { httpVersion, httpVersionMajor, httpVersionMinor } = answer;
  return Object.assign(Readable.from([Buffer.concat(pieces)]), {
    ...{ statusCode, statusMessage, headers, headersDistinct, rawHeaders },
    ...{ httpVersion, httpVersionMajor, httpVersionMinor },
  });
}
