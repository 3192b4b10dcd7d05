import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '#shared/errors.ts';
import type { MailFacts } from '#shared/import/items.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Download } from '../archive/index.ts';
import type { LinkRows, WaitingLink } from './link-rows.ts';

interface FetchLinkParts {
  readonly links: Pick<LinkRows, 'waiting' | 'allowedHosts' | 'settle'>;
  /** The one way of documents: no key, no cookie, bounded, and no further than `mayFetch` says. */
  readonly createDownload: (mayFetch: (address: URL) => boolean) => Download;
  /** Takes a fetched file in, durably; false where the program ends first. */
  readonly takeFetched: (accountId: string, file: string, name: string, mail: MailFacts) => Promise<boolean>;
  readonly refuseFetched: (accountId: string, name: string, mail: MailFacts, refusal: AppError) => void;
  readonly incomingFolder: string;
}

/** What may come right by itself: such a link is tried again with the next reading. */
const passing = new Set<AppError['code']>([
  'server-unreachable',
  'server-timeout',
  'server-failed',
  'rate-limited',
  'cancelled',
]);

/**
 * Fetches what links of mails lead to, where somebody allowed their hosts for their senders. A redirect is followed only to
 * another host that is allowed for the same sender.
 */
export function createFetchLinks({
  links,
  createDownload,
  takeFetched,
  refuseFetched,
  incomingFolder,
}: FetchLinkParts) {
  async function fetchOne(
    id: string,
    accountId: string,
    link: WaitingLink,
    signal: AbortSignal,
  ): Promise<Result<null>> {
    const { url, sender, mail } = link;
    const allowed = links.allowedHosts(id, sender);
    const download = createDownload(({ hostname }) => allowed.includes(hostname));
    const name = `${mail.subject?.trim() || link.host}.pdf`;
    const fetched = await download({ url, accountId }, name, signal);
    if (!fetched.ok) {
      if (signal.aborted) return fail({ code: 'cancelled' });
      if (passing.has(fetched.error.code)) return ok(null);
      refuseFetched(accountId, name, mail, fetched.error);
      links.settle(id, url, 'refused');
      return ok(null);
    }
    await mkdir(incomingFolder, { recursive: true });
    const file = join(incomingFolder, `link-${randomUUID()}.pdf`);
    try {
      await writeFile(file, Buffer.concat(fetched.value), { flag: 'wx' });
      if (!(await takeFetched(accountId, file, name, mail))) return fail({ code: 'cancelled' });
    } finally {
      await rm(file, { force: true });
    }
    links.settle(id, url, 'fetched');
    return ok(null);
  }

  /** Fails only where the program ends. */
  return async (
    mailbox: { readonly id: string; readonly accountId: string },
    signal: AbortSignal,
  ): Promise<Result<null>> => {
    for (const link of links.waiting(mailbox.id)) {
      const done = await fetchOne(mailbox.id, mailbox.accountId, link, signal);
      if (!done.ok) return done;
    }
    return ok(null);
  };
}
