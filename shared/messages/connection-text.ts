import type { ConnectionReport } from '../network.ts';
import { type Translate, wordsOf } from './error-words.ts';

/** What a test of a server found, in a sentence: how it was reached and who vouches for it, or why not. */
export function connectionSentence(report: ConnectionReport, translate: Translate): string {
  const { host, proxy, authority, byOwnAuthority, error } = report;
  if (error) return wordsOf(error, translate).message;
  const way =
    proxy === null ? translate('connectionReports.direct', {}) : translate('connectionReports.proxy', { proxy });
  if (authority === null) return translate('connectionReports.reached', { host, way });
  const name = byOwnAuthority ? translate('connectionReports.own', { authority }) : authority;
  return translate('connectionReports.reachedBy', { host, way, authority: name });
}

/** The same of the proxy on the way there. */
export function proxySentence(report: ConnectionReport, translate: Translate): string {
  const { host, proxy, error } = report;
  if (error) return wordsOf(error, translate).message;
  return proxy === null
    ? translate('connectionReports.proxyDirect', { host })
    : translate('connectionReports.proxyWorks', { host, proxy });
}
