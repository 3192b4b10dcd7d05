import { domainToUnicode } from 'node:url';
import type { MailFacts } from '#shared/import/items.ts';
import type { ImportProposal } from '#shared/import/proposal-schema.ts';
import { domainKey, senderHost, taxIdKey } from '#shared/sellers/ids.ts';
import type { SellerFacts } from '#shared/sellers/model.ts';

type Told = Pick<ImportProposal, 'seller' | 'sellerTaxId' | 'sellerTaxIds' | 'bankAccounts' | 'payee' | 'taxId'>;

/**
 * What a file and the mail that it came in tell of its seller. A mail that somebody of the office forwarded says nothing:
 * `ownDomains` are those of the mailboxes that are read.
 */
export function sellerFactsOf(told: Told, mail: MailFacts | null, ownDomains: ReadonlySet<string>): SellerFacts {
  const { seller: name, sellerTaxId, sellerTaxIds, bankAccounts, payee } = told;
  const buyers = told.taxId === null ? null : taxIdKey(told.taxId);
  const taxIds = [...sellerTaxIds, ...(sellerTaxId === null ? [] : [sellerTaxId])];
  const from = mail?.from ? senderHost(mail.from) : null;
  // Written in the letters that a reader sees; one that cannot be a host has none.
  const host = from === null ? '' : domainToUnicode(from);
  return {
    name,
    // Whoever writes the buyer's in both places would be taken for every other seller that does.
    taxIds: [...new Set(taxIds)].filter((id) => buyers === null || taxIdKey(id) !== buyers),
    bankAccounts,
    payee,
    host: host === '' || ownDomains.has(domainKey(host) ?? '') ? null : host,
  };
}
