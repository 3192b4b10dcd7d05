/** Between the program's addresses (`app://billfold/x`) and those that Chromium loads (`http://billfold.app.SECRET.localhost/x`). */
export interface Origins {
  /** The pattern of host names for Chromium's resolver. */
  readonly hostPattern: string;
  /** Unchanged when the scheme is not a privileged one. */
  toWindow(url: string): string;
  /** Unchanged when it is none of ours. */
  toApp(url: string): string;
  /** What a request's `Host` header and path ask for; null when the host name is not ours. */
  fromRequest(hostHeader: string, path: string): string | null;
}

/** @param secret of one profile: without it no other program on the machine can name the origin. */
export function createOrigins(secret: string, isPrivileged: (scheme: string) => boolean): Origins {
  const suffix = `.${secret}.localhost`;

  const fromHost = (host: string): string | null => {
    if (!host.endsWith(suffix)) return null;
    const labels = host.slice(0, -suffix.length).split('.');
    const scheme = labels.pop() ?? '';
    return labels.length === 0 || !isPrivileged(scheme) ? null : `${scheme}://${labels.join('.')}`;
  };

  return {
    hostPattern: `*${suffix}`,
    toWindow(url) {
      const match = /^([a-z][a-z0-9-]*):\/\/([^/?#]+)(.*)$/is.exec(url);
      const [, scheme, host, rest] = match ?? [];
      if (scheme === undefined || host === undefined || !isPrivileged(scheme.toLowerCase())) return url;
      return `http://${host.toLowerCase()}.${scheme.toLowerCase()}${suffix}${rest === undefined || rest === '' ? '/' : rest}`;
    },
    toApp(url) {
      if (!url.startsWith('http://')) return url;
      const origin = URL.canParse(url) ? fromHost(new URL(url).host) : null;
      return origin === null ? url : origin + url.slice(new URL(url).origin.length);
    },
    fromRequest(hostHeader, path) {
      const origin = fromHost(hostHeader.toLowerCase());
      return origin === null ? null : origin + path;
    },
  };
}
