import type { AxiosInstance } from 'axios';
import type { Clock, Fetch, FetchInit } from '../platform/ports.ts';
import { type Body, guardFetch, type Limits, type Watching } from './guarded-fetch.ts';

export interface HttpRequest extends Watching {
  readonly url: string | URL;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  readonly body: Body | null;
}

/** What goes past axios, down to the port and back. A class: axios copies plain objects. */
class Exchange {
  readonly watching: Watching;
  body: Body | null = null;
  constructor(watching: Watching) {
    this.watching = watching;
  }
}

/** Any status is an answer. Throws what `failureIn` understands where none came. */
export type HttpClient = (request: HttpRequest) => Promise<HttpAnswer>;

interface ClientParts {
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'after'>;
  readonly limits: Limits;
  readonly redirect: FetchInit['redirect'];
}

/**
 * GET by axios on the network port. Size, time, progress and cancelling are below it: what fails there keeps its reason, which
 * axios would call ERR_NETWORK, and a body goes through no further stream of axios's. Axios is loaded with the first request.
 */
export function createHttpClient({ fetch, clock, limits, redirect }: ClientParts): HttpClient {
  const guarded = guardFetch(fetch, clock, limits);
  let loading: Promise<AxiosInstance> | undefined;

  async function load(): Promise<AxiosInstance> {
    const { default: axios } = await import('axios');
    const send = async (
      url: string | URL | Request,
      init?: RequestInit & { exchange?: Exchange },
    ): Promise<Response> => {
      const { exchange } = init ?? {};
      const { response, body } = await guarded(
        url instanceof Request ? url.url : url,
        { redirect, headers: new Headers(init?.headers), signal: exchange?.watching.signal ?? null },
        exchange?.watching.onProgress,
      );
      if (exchange) exchange.body = body;
      return response;
    };
    return axios.create({
      adapter: 'fetch',
      // Null, which axios's types do not have, keeps it from making a Request: it hands over what the port takes.
      env: { fetch: send, Request: null as unknown as typeof Request },
      responseType: 'stream',
      validateStatus: () => true,
      transformResponse: [],
    });
  }

  return async ({ url, headers, signal, onProgress }) => {
    const axios = await (loading ??= load());
    const exchange = new Exchange({ signal, onProgress });
    const answer = await axios.get<unknown>(String(url), { headers: { ...headers }, fetchOptions: { exchange } });
    const get = (name: string): string | null => {
      const value: unknown = answer.headers[name.toLowerCase()];
      return typeof value === 'string' ? value : null;
    };
    return { status: answer.status, headers: { get }, body: exchange.body };
  };
}
