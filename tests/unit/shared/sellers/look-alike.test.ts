import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  domainLikeness,
  lookOfDomain,
  lookOfName,
  nameLikeness,
  skeletonOf,
  withinEdits,
} from '#shared/sellers/look-alike.ts';
import { nameKey } from '#shared/sellers/names.ts';

const likeName = (name: string, known: string) => nameLikeness(lookOfName(name), lookOfName(known));
const likeDomain = (domain: string, known: string) => domainLikeness(lookOfDomain(domain), lookOfDomain(known));

const latin = fc.stringMatching(/^[a-z]{6,20}$/);
/** Each Latin letter that has a Cyrillic twin. */
const twins: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  j: 'ј',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
};

describe('names', () => {
  it.each([
    ['Hetzner Online GmbH', 'HETZNER ONLINE'],
    ['Müller & Söhne KG', 'Muller and Sohne GmbH & Co. KG'],
    ['Amazon Web Services EMEA SARL', 'Amazon Web Services EMEA S.à r.l.'],
    ['Stripe, Inc.', 'stripe'],
    ['Weiß AG', 'WEISS'],
  ])('takes %s and %s for one', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
    expect(likeName(one, other)).toBeNull();
  });

  it('keeps the whole of a name that is nothing but a legal form', () => {
    expect(nameKey('SE')).toBe('se');
    expect(nameKey('…')).toBe('');
  });

  it.each([
    ['Неtznеr Online GmbH', 'Hetzner Online GmbH', 'confusable'],
    ['Hetz\u200bner Online', 'Hetzner Online GmbH', 'confusable'],
    ['Kernform GmbH', 'Kemform GmbH', 'confusable'],
    ['Pixe1stream Ltd', 'Pixelstream Ltd', 'confusable'],
    ['Vvebspace AG', 'Webspace AG', 'confusable'],
    ['Hetzner Onlime GmbH', 'Hetzner Online GmbH', 'misspelt'],
    ['Hetzner Olnine GmbH', 'Hetzner Online GmbH', 'misspelt'],
    ['Pixelstreams Ltd', 'Pixelstream Ltd', 'misspelt'],
    ['Hetzner Online Billing Services', 'Hetzner Online GmbH', 'words-added'],
    ['Zahlstelle Hetzner Online', 'Hetzner Online GmbH', 'words-added'],
  ])('sees that %s looks like %s', (name, known, likeness) => {
    expect(likeName(name, known)).toBe(likeness);
  });

  it.each([
    ['Google Cloud', 'Atlassian'],
    ['Nord', 'Nora'],
    ['Deutsche Bahn', 'Deutsche Post'],
  ])('lets %s and %s be two', (name, known) => {
    expect(likeName(name, known)).toBeNull();
  });

  it('finds any name whose letters were changed for their twins', () => {
    fc.assert(
      fc.property(latin, fc.infiniteStream(fc.boolean()), (name, change) => {
        const swapped = Array.from(name)
          .map((letter) => (change.next().value === true ? (twins[letter] ?? letter) : letter))
          .join('');
        expect(likeName(swapped, name)).toBe(swapped === name ? null : 'confusable');
      }),
    );
  });

  it('finds any single slip, and answers the same both ways round', () => {
    fc.assert(
      fc.property(latin, fc.nat(), fc.constantFrom(...'a b c d e f g h j k q z'.split(' ')), (name, at, letter) => {
        const place = at % (name.length + 1);
        const slipped = name.slice(0, place) + letter + name.slice(place);
        expect(likeName(slipped, name)).not.toBeNull();
        expect(likeName(name, slipped)).toBe(likeName(slipped, name));
      }),
    );
  });

  it('says nothing of a name and itself, in whatever case and with whatever legal form', () => {
    fc.assert(
      fc.property(latin, fc.constantFrom('', ' GmbH', ', Inc.', ' S.A.'), (name, form) => {
        expect(likeName(`${name.toUpperCase()}${form}`, name)).toBeNull();
      }),
    );
  });
});

describe('domains', () => {
  it.each([
    ['hеtzner.com', 'hetzner.com', 'confusable'],
    ['kernform.de', 'kemform.de', 'confusable'],
    ['paypa1.com', 'paypal.com', 'confusable'],
    ['hetzner.co', 'hetzner.com', 'other-ending'],
    ['hetzner-billing.com', 'hetzner.com', 'words-added'],
    ['hetznerrechnung.de', 'hetzner.com', 'words-added'],
    ['hetzmer.com', 'hetzner.com', 'misspelt'],
  ])('sees that %s looks like %s', (domain, known, likeness) => {
    expect(likeDomain(domain, known)).toBe(likeness);
  });

  it.each([
    ['hetzner.com', 'hetzner.com'],
    ['stripe.com', 'hetzner.com'],
    ['aws.com', 'gcp.com'],
  ])('lets %s and %s be', (domain, known) => {
    expect(likeDomain(domain, known)).toBeNull();
  });
});

it('counts edits as they are', () => {
  const text = fc.stringMatching(/^[a-d]{0,8}$/);
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(withinEdits(one, other, 0)).toBe(one === other);
      expect(withinEdits(one, other, 2)).toBe(withinEdits(other, one, 2));
      expect(withinEdits(one, other, 8)).toBe(true);
    }),
  );
});

it('has one skeleton for a skeleton', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{0,20}$/), (text) => {
      // Pairs that come together only afterwards are a second look.
      expect(skeletonOf(text)).not.toMatch(/[015|]/);
    }),
  );
});
