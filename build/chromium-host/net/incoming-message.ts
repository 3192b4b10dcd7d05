import { Readable } from 'node:stream';
import type { Answer } from './kept-answers.ts';

type Offered = Pick<
  Electron.IncomingMessage,
  'headers' | 'httpVersion' | 'httpVersionMajor' | 'httpVersionMinor' | 'rawHeaders' | 'statusCode' | 'statusMessage'
>;

/** Of these Electron keeps the first alone. */
const single = new Set([
  'content-type', 'content-length', 'user-agent', 'referer', 'host', 'authorization', 'proxy-authorization',
  'if-modified-since', 'if-unmodified-since', 'from', 'location', 'max-forwards', 'retry-after', 'etag', 'last-modified',
  'server', 'age', 'expires',
]); // prettier-ignore

/** An answer, unpacked; what was unpacked keeps its `content-encoding`, as in Electron. */
export class IncomingMessage extends Readable implements Offered {
  readonly #answer: Answer;
  #body: NodeJS.ReadableStream | null = null;

  constructor(answer: Answer) {
    super();
    this.#answer = answer;
  }

  get statusCode(): number {
    return this.#answer.statusCode ?? 0;
  }

  get statusMessage(): string {
    return this.#answer.statusMessage ?? '';
  }

  get headers(): Record<string, string | string[]> {
    const headers: Record<string, string | string[]> = {};
    for (const [name, values = []] of Object.entries(this.#answer.headersDistinct)) {
      headers[name] = name === 'set-cookie' ? values : single.has(name) ? (values[0] ?? '') : values.join(', ');
    }
    return headers;
  }

  get rawHeaders(): string[] {
    return this.#answer.rawHeaders;
  }

  get httpVersion(): string {
    return this.#answer.httpVersion;
  }

  get httpVersionMajor(): number {
    return this.#answer.httpVersionMajor;
  }

  get httpVersionMinor(): number {
    return this.#answer.httpVersionMinor;
  }

  /** Takes its data from a stream, as fast as it is read itself. */
  follow(body: NodeJS.ReadableStream, onError: (error: Error) => void): void {
    this.#body = body;
    body.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) body.pause();
    });
    body.on('end', () => {
      this.push(null);
    });
    body.on('error', (error: Error) => {
      if (!this.destroyed) onError(error);
    });
    body.pause();
  }

  override _read(): void {
    this.#body?.resume();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#answer.destroy();
    callback(error);
  }
}
