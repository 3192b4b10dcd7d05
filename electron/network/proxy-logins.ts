import type { AppError } from '#shared/errors.ts';
import type { ProxyLoginState } from '#shared/network.ts';
import type { LoginAttempt, ProxyLogin } from '../platform/network-ports.ts';
import type { LoginStore } from './login-store.ts';

/** What is known of the login of one proxy. */
interface Known {
  login: ProxyLogin | null;
  place: ProxyLoginState['place'];
  /** `refused`: it is not sent again, which could lock the user's account. */
  verdict: 'untried' | 'accepted' | 'refused';
  /** How often a person was asked in this run. */
  asked: number;
  /** Which login, or that there is none, a person was told of last: once is enough. */
  told: ProxyLogin | null | undefined;
  /** While one request sends the login, the others wait for what comes of it. */
  trial: Promise<void> | null;
}

/** Once, and once more where the answer was wrong. */
const mostQuestions = 2;

export interface ProxyLogins {
  readonly begin: () => LoginAttempt;
  /** Takes a login that somebody entered, to be tried; it is kept once the proxy has taken it. */
  readonly enter: (proxy: string, login: ProxyLogin) => void;
  readonly forget: (proxy: string) => void;
  /** False where no proxy of the name has asked. */
  readonly isKnown: (proxy: string) => boolean;
  readonly states: () => ProxyLoginState[];
}

interface Parts {
  readonly store: LoginStore;
  /** By proxy. */
  readonly environment: ReadonlyMap<string, ProxyLogin>;
  /** A person is to be asked for the login of this proxy. */
  readonly onWanted: (state: ProxyLoginState) => void;
}

/**
 * The names and passwords for proxies that ask, each sent to the one proxy that it is for. A proxy's word is final: what it
 * refused is not sent again by anybody until somebody enters another one.
 */
export function createProxyLogins({ store, environment, onWanted }: Parts): ProxyLogins {
  const proxies = new Map<string, Known>();

  const stateOf = (proxy: string, { login, place, verdict }: Known): ProxyLoginState => ({
    proxy,
    user: login?.user ?? null,
    place,
    refused: verdict === 'refused',
  });

  async function known(proxy: string): Promise<Known> {
    const found = proxies.get(proxy);
    if (found) return found;
    const given = environment.get(proxy);
    const kept = given ? null : await store.read(proxy);
    // Another request may have come to this point meanwhile.
    const made = proxies.get(proxy) ?? {
      login: given ?? kept,
      place: given ? 'environment' : kept ? 'secret-store' : 'none',
      verdict: 'untried',
      asked: 0,
      told: undefined,
      trial: null,
    };
    proxies.set(proxy, made);
    return made;
  }

  function want(proxy: string, state: Known): void {
    if (state.asked >= mostQuestions || state.told === state.login) return;
    state.asked++;
    state.told = state.login;
    onWanted(stateOf(proxy, state));
  }

  function begin(): LoginAttempt {
    let isOver = false;
    let sent: { readonly proxy: string; readonly state: Known; readonly login: ProxyLogin } | null = null;
    let release: (() => void) | null = null;
    let failure: AppError | null = null;

    function endTrial(gotThrough: boolean): void {
      if (!release || !sent) return;
      const { proxy, state, login } = sent;
      if (gotThrough && state.login === login) {
        state.verdict = 'accepted';
        state.asked = 0;
        if (state.place === 'session') void keep(proxy, state, login);
      }
      state.trial = null;
      release();
      release = null;
    }

    function refuse(proxy: string, state: Known, error: AppError): null {
      failure = error;
      want(proxy, state);
      return null;
    }

    return {
      async answer(proxy) {
        const state = await known(proxy);
        if (sent?.proxy === proxy && sent.login === state.login) state.verdict = 'refused';
        endTrial(false);
        while (state.trial) await state.trial;
        if (isOver) return null;
        const { login } = state;
        if (!login) return refuse(proxy, state, { code: 'proxy-login-missing', proxy });
        if (state.verdict === 'refused')
          return refuse(proxy, state, { code: 'proxy-login-refused', proxy, user: login.user });
        const { promise, resolve } = Promise.withResolvers<undefined>();
        state.trial = promise;
        release = () => {
          resolve(undefined);
        };
        sent = { proxy, state, login };
        return login;
      },
      end(gotThrough) {
        isOver = true;
        endTrial(gotThrough);
      },
      failure: () => failure,
    };
  }

  async function keep(proxy: string, state: Known, login: ProxyLogin): Promise<void> {
    const place = await store.keep(proxy, login);
    if (state.login === login) state.place = place;
  }

  return {
    begin,
    enter(proxy, login) {
      const state = proxies.get(proxy) ?? {
        ...{ asked: 0, told: undefined, trial: null },
        ...{ login, place: 'session', verdict: 'untried' },
      };
      Object.assign(state, { login, place: 'session', verdict: 'untried' } satisfies Partial<Known>);
      proxies.set(proxy, state);
    },
    forget(proxy) {
      proxies.delete(proxy);
      store.forget(proxy);
    },
    isKnown: (proxy) => proxies.has(proxy),
    states: () => [...proxies].map(([proxy, state]) => stateOf(proxy, state)),
  };
}
