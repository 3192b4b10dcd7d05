const codes: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_UNEXPECTED: -9,
  ERR_CONNECTION_RESET: -101,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -301,
  ERR_UNSAFE_PORT: -312,
  ERR_EMPTY_RESPONSE: -324,
};

export interface LoadFailure {
  readonly name: string;
  readonly code: number;
}

/** Chromium's `net::ERR_X` as name and number. */
export function loadFailure(errorText: string): LoadFailure {
  const name = errorText.replace(/^net::/, '');
  return { name, code: codes[name] ?? -2 };
}

/** What `loadURL` rejects with: "ERR_X (-n) loading 'url'". */
export function loadError({ name, code }: LoadFailure, url: string): Error {
  return Object.assign(new Error(`${name} (${code}) loading '${url.slice(0, 2048)}'`), {
    errno: code,
    code: name,
    url,
  });
}
