import type { ErrorCode } from './errors.ts';

/** No server was reached; the next request may reach it. */
export const notReached = ['server-unreachable', 'proxy-unreachable', 'proxy-script-unavailable'] as const;

/** What stands on the way to a server, whatever is asked of it: nothing was sent, and the next request fares no better. */
export const noWay: readonly ErrorCode[] = [
  ...notReached,
  'proxy-login-missing',
  'proxy-login-refused',
  'proxy-login-unsupported',
  'proxy-refused',
  'authority-unknown',
];
