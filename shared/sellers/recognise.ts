import { domainLikeness, type Likeness, type Look, lookOfDomain, lookOfName, nameLikeness } from './look-alike.ts';
import { bankAccountKey, domainKey, isPublicDomain, taxIdKey } from './ids.ts';
import type { MarkKind, Seller, SellerAlarm, SellerFacts, SellerMark, SellerSight } from './model.ts';
import { nameKey } from './names.ts';

/** What of a document's facts can be compared. */
export type Told = { readonly [Kind in MarkKind]: readonly { readonly key: string; readonly text: string }[] };

const toldOf = (texts: readonly (string | null)[], keyOf: (text: string) => string | null): Told[MarkKind] => {
  const told = texts.flatMap((text) => {
    const key = text === null ? null : keyOf(text);
    return text === null || key === null || key === '' ? [] : [{ key, text: text.trim() }];
  });
  return [...new Map(told.map((each) => [each.key, each])).values()];
};

/** A host where everybody may have an address tells nothing. */
const ownDomain = (host: string): string | null => {
  const domain = domainKey(host);
  return domain === null || isPublicDomain(domain) ? null : domain;
};

export const marksTold = ({ name, taxIds, bankAccounts, payee, host }: SellerFacts): Told => ({
  'tax-id': toldOf(taxIds, taxIdKey),
  'bank-account': toldOf(bankAccounts, bankAccountKey),
  name: toldOf([name], nameKey),
  domain: toldOf([host], ownDomain),
  payee: toldOf([payee], nameKey),
});

/** Whose invoice a document is, and what about it speaks for fraud. */
export type Recognise = (facts: SellerFacts) => SellerSight;

interface Known {
  readonly seller: Seller;
  readonly looks: { readonly name: readonly Look[]; readonly domain: readonly Look[] };
}

const changed = {
  'tax-id': 'tax-id-changed',
  'bank-account': 'bank-account-changed',
  domain: 'domain-changed',
  payee: 'payee-changed',
} as const;

/** Prepares what is known of the sellers once, for many documents. Without an id that is known, only a name can tell. */
export function createRecognise(sellers: readonly Seller[]): Recognise {
  const byMark = new Map<string, Set<Seller>>();
  for (const seller of sellers)
    for (const { kind, key, state } of seller.marks) {
      if (state !== 'known') continue;
      const place = `${kind} ${key}`;
      byMark.set(place, (byMark.get(place) ?? new Set()).add(seller));
    }
  const known = sellers.map((seller): Known => {
    const of = (kind: MarkKind) => textsOf(seller, kind, 'known');
    return {
      seller,
      looks: {
        name: of('name').map(({ text }) => lookOfName(text)),
        domain: of('domain').map(({ key }) => lookOfDomain(key)),
      },
    };
  });

  /** One that several share tells none of them. */
  function ownerOf(told: Told): { seller: Seller; by: MarkKind } | null {
    for (const by of ['tax-id', 'bank-account', 'name', 'domain'] as const)
      for (const { key } of told[by]) {
        const [seller, ...others] = byMark.get(`${by} ${key}`) ?? [];
        // A sender says little: it counts only where the document says nothing else.
        const counts = by !== 'domain' || told.name.length === 0;
        if (seller && others.length === 0 && counts) return { seller, by };
      }
    return null;
  }

  return (facts) => {
    const told = marksTold(facts);
    const owner = ownerOf(told);
    const alarms = owner ? changesOf(owner.seller, told) : [];
    for (const kind of ['name', 'domain'] as const) {
      const [one] = told[kind];
      if (one) alarms.push(...looksAlike(kind, one, owner?.seller ?? null));
    }
    return {
      seller: owner && { id: owner.seller.id, name: owner.seller.name, accountId: owner.seller.accountId },
      by: owner?.by ?? null,
      told: facts.name,
      alarms: withoutRepeats(alarms),
    };
  };

  /** Names and domains that are made to be taken for those of a seller. What is somebody's own, as known, is not. */
  function looksAlike(kind: 'name' | 'domain', told: Told[MarkKind][number], owner: Seller | null): SellerAlarm[] {
    if (byMark.has(`${kind} ${told.key}`)) return [];
    const look = kind === 'name' ? lookOfName(told.text) : lookOfDomain(told.key);
    return known.flatMap(({ seller, looks }) => {
      if (stateOf(seller, kind, told.key) === 'other') return [];
      const found = looks[kind].flatMap((each): { likeness: Likeness; each: Look }[] => {
        const likeness = kind === 'name' ? nameLikeness(look, each) : domainLikeness(look, each);
        return likeness ? [{ likeness, each }] : [];
      });
      // An id that is known vouches for a longer name; for one that only looks the same nothing does.
      const telling = found.find(({ likeness }) => seller !== owner || kind === 'domain' || likeness === 'confusable');
      if (!telling) return [];
      return [{ ...alarmOf(seller, kind, told), code: `${kind}-look-alike` as const, likeness: telling.likeness }];
    });
  }
}

const textsOf = ({ marks }: Seller, kind: MarkKind, state: SellerMark['state']): SellerMark[] =>
  marks.filter((mark) => mark.kind === kind && mark.state === state);

const stateOf = ({ marks }: Seller, kind: MarkKind, key: string): SellerMark['state'] | null =>
  marks.find((mark) => mark.kind === kind && mark.key === key)?.state ?? null;

const alarmOf = (seller: Seller, mark: MarkKind, told: Told[MarkKind][number]) => ({
  sellerId: seller.id,
  sellerName: seller.name,
  mark,
  known: knownOf(seller, mark).map(({ text }) => text),
  told: told.text,
  likeness: null,
  refused: stateOf(seller, mark, told.key) === 'refused',
});

/** Its own name is a payee that needs no other word. */
const knownOf = (seller: Seller, kind: MarkKind): SellerMark[] => [
  ...textsOf(seller, kind, 'known'),
  ...(kind === 'payee' ? textsOf(seller, 'name', 'known') : []),
];

/**
 * What a known seller's document says otherwise than before. Of what was never known nothing is changed. Beside one tax id
 * that is known others may stand; of bank accounts each counts, since money may go to any of them.
 */
function changesOf(seller: Seller, told: Told): SellerAlarm[] {
  return (['bank-account', 'payee', 'tax-id', 'domain'] as const).flatMap((kind): SellerAlarm[] => {
    const known = new Set(knownOf(seller, kind).map(({ key }) => key));
    const others = told[kind].filter(({ key }) => !known.has(key));
    const refused = others.filter(({ key }) => stateOf(seller, kind, key) === 'refused');
    const isOne = kind === 'tax-id' || kind === 'domain';
    const hasKnown = isOne && others.length < told[kind].length;
    const changes = known.size === 0 || hasKnown ? refused : others;
    return (isOne ? changes.slice(0, 1) : changes).map((each) => ({
      ...alarmOf(seller, kind, each),
      code: changed[kind],
    }));
  });
}

/** A domain that looks like the seller's is told as that, and not as changed too. */
const withoutRepeats = (alarms: readonly SellerAlarm[]): SellerAlarm[] =>
  alarms.filter(
    ({ code, sellerId }) =>
      code !== 'domain-changed' ||
      !alarms.some((each) => each.code === 'domain-look-alike' && each.sellerId === sellerId),
  );
