import type { ImportItem } from '#shared/import/items.ts';
import { isBeyondDoubt, isCertain } from '#shared/import/proposal-schema.ts';
import { domainKey } from '#shared/sellers/ids.ts';
import type { MarkKind, Seller, SellerFacts, SellerSight } from '#shared/sellers/model.ts';
import { marksTold } from '#shared/sellers/recognise.ts';
import type { StoredImport, WaitingImport } from './import-rows.ts';
import { sellerFactsOf } from './seller-facts.ts';
import { askedOf, type Asked, type Seen, type Similar } from './similar.ts';

interface ItemParts {
  readonly similar: Similar;
  readonly look: (facts: SellerFacts) => SellerSight;
  readonly sellerOf: (id: string) => Seller | null;
  /** Addresses of the mailboxes that are read. */
  readonly ownAddresses: () => readonly string[];
}

export type Items = ReturnType<typeof createItems>;

/** Files that wait or were refused, as the window sees them. */
export function createItems({ similar, look, sellerOf, ownAddresses }: ItemParts) {
  const ownDomains = (): ReadonlySet<string> =>
    new Set(ownAddresses().flatMap((address) => domainKey(address.slice(address.lastIndexOf('@') + 1)) ?? []));

  const factsOf = ({ proposal, mail }: WaitingImport, own: ReadonlySet<string> = ownDomains()): SellerFacts =>
    sellerFactsOf(proposal, mail, own);

  const see = (file: WaitingImport, own?: ReadonlySet<string>): Seen => ({ file, sight: look(factsOf(file, own)) });

  function itemOf(seen: Seen, near: (asked: Asked, number: string | null) => readonly Seen[]): ImportItem {
    const { file, sight } = seen;
    const { id, accountId, fileName, within, mail, bytes, origin, proposal } = file;
    const asked = askedOf(file);
    const alike = asked ? similar.to(seen, asked, near(asked, asked.number)) : [];
    const certain = isCertain(proposal) && alike.length === 0 && sight.alarms.length === 0;
    const item = { id, accountId, fileName, within, mail, bytes, origin };
    return { ...item, state: 'waiting', proposal, certain, similar: alike, seller: sight, refusal: null };
  }

  return {
    factsOf,
    see,

    /** In their order; what was left out is left out. */
    of(stored: readonly StoredImport[]): ImportItem[] {
      const own = ownDomains();
      const seen = new Map(
        stored.flatMap((each) => (each.state === 'waiting' ? [[each.id, see(each, own)] as const] : [])),
      );
      const near = similar.near([...seen.values()]);
      return stored.flatMap((each): ImportItem[] => {
        const waiting = seen.get(each.id);
        if (waiting) return [itemOf(waiting, near)];
        if (each.state !== 'refused') return [];
        const { id, accountId, fileName, within, mail, bytes, origin, refusal } = each;
        const item = { id, accountId, fileName, within, mail, bytes, origin };
        return [{ ...item, state: 'refused', proposal: null, certain: false, similar: [], seller: null, refusal }];
      });
    },

    /** Whether its seller files by itself what is beyond doubt. */
    isRuled(file: WaitingImport): boolean {
      const { seller } = see(file).sight;
      return seller !== null && sellerOf(seller.id)?.filesItself === true;
    },

    /** The account that the seller's rule files it into by itself; null where there is none, or something is in doubt. */
    ruledAccount({ proposal, similar: alike, seller: sight }: ImportItem, file: WaitingImport): string | null {
      const seller = sight?.seller ? sellerOf(sight.seller.id) : null;
      if (!seller?.filesItself || !sight || !proposal || alike.length > 0 || sight.alarms.length > 0) return null;
      return isBeyondDoubt(proposal) && isVouchedFor(seller, sight, factsOf(file)) ? seller.accountId : null;
    },
  };
}

/**
 * A name alone anybody can write: an id stands for it, or the sender that the seller is known by. Another name under the same
 * id may be another company, and a bank account that is new, gone or one of several may be a thief's.
 */
function isVouchedFor({ marks }: Seller, { by }: SellerSight, facts: SellerFacts): boolean {
  const told = marksTold(facts);
  const knownOf = (kind: MarkKind) => marks.filter((mark) => mark.kind === kind && mark.state === 'known');
  const isKnown = (kind: MarkKind) => told[kind].some(({ key }) => knownOf(kind).some((mark) => mark.key === key));
  const isItsName = told.name.length === 0 || isKnown('name');
  const isItsAccount =
    told['bank-account'].length === 0 ? knownOf('bank-account').length === 0 : isKnown('bank-account');
  const isSure = by === 'tax-id' || by === 'bank-account' || (by === 'name' && isKnown('domain'));
  return isSure && isItsName && isItsAccount;
}
