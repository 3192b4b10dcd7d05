import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkKind, markKinds, type MarkState, type Seller, type SellerFacts } from '#shared/sellers/model.ts';
import { createRecognise, marksTold } from '#shared/sellers/recognise.ts';
import type { Instant } from '#shared/time.ts';

const since = '2026-01-01T00:00:00.000Z' as Instant;
const nobody: SellerFacts = { name: null, taxIds: [], bankAccounts: [], payee: null, host: null };

function seller(
  name: string,
  facts: Partial<SellerFacts> = {},
  others: readonly [MarkKind, string, MarkState][] = [],
): Seller {
  const told = marksTold({ ...nobody, name, ...facts });
  const known = markKinds.flatMap((kind) =>
    told[kind].map((each) => ({ kind, ...each, state: 'known' as const, saidBy: null, since })),
  );
  const said = others.map(([kind, text, state]) => ({ kind, key: text, text, state, saidBy: 'Ada', since }));
  return {
    ...{ id: name, name, accountId: null, supportEmail: null, creditor: null, notes: null, filesItself: false },
    marks: [...known, ...said],
  };
}

const hetzner = seller('Hetzner Online GmbH', {
  taxIds: ['DE 812 871 812'],
  bankAccounts: ['DE92 7601 0085 0031 2888 58'],
  host: 'mail.hetzner.com',
});
const pixel = seller('Pixelstream Ltd', { taxIds: ['GB123456789'] });
const recognise = createRecognise([hetzner, pixel]);

const asBefore: SellerFacts = {
  name: 'Hetzner Online GmbH',
  taxIds: ['DE812871812'],
  bankAccounts: ['DE92760100850031288858'],
  host: 'hetzner.com',
  payee: null,
};
const codesOf = (facts: Partial<SellerFacts>) => recognise({ ...asBefore, ...facts }).alarms.map(({ code }) => code);

describe('recognising', () => {
  it('goes by id before name', () => {
    expect(recognise(asBefore)).toMatchObject({ seller: { id: hetzner.id }, by: 'tax-id', alarms: [] });
    expect(recognise({ ...asBefore, taxIds: [] })).toMatchObject({ seller: { id: hetzner.id }, by: 'bank-account' });
    expect(recognise({ ...nobody, name: 'HETZNER ONLINE' })).toMatchObject({ seller: { id: hetzner.id }, by: 'name' });
    expect(recognise({ ...nobody, host: 'billing.hetzner.com' })).toMatchObject({
      seller: { id: hetzner.id },
      by: 'domain',
    });
    expect(recognise({ ...nobody, name: 'Pixelstream', taxIds: ['DE812871812'] })).toMatchObject({
      seller: { id: hetzner.id },
    });
  });

  it('lets a sender count only where the document names nobody', () => {
    expect(recognise({ ...nobody, name: 'Atlassian', host: 'hetzner.com' }).seller).toBeNull();
  });

  it('takes what several share for none of them, and what everybody has for nothing', () => {
    const both = createRecognise([seller('One', { host: 'pay.example' }), seller('Two', { host: 'pay.example' })]);
    expect(both({ ...nobody, host: 'pay.example' }).seller).toBeNull();
    expect(marksTold({ ...nobody, host: 'gmail.com' }).domain).toEqual([]);
  });
});

describe('alarms', () => {
  const own = 'DE92 7601 0085 0031 2888 58';
  it.each([
    [{ bankAccounts: ['LT12 1000 0111 0100 1000'] }, ['bank-account-changed']],
    [{ bankAccounts: [own, 'LT12 1000 0111 0100 1000'] }, ['bank-account-changed']],
    [{ bankAccounts: ['LT12 1000 0111 0100 1000', own] }, ['bank-account-changed']],
    [{ payee: 'Vilnius Payments UAB' }, ['payee-changed']],
    [{ payee: 'HETZNER ONLINE' }, []],
    [{ taxIds: ['DE999999999', 'DE812871812'] }, []],
    [{ taxIds: ['DE999999999'] }, ['tax-id-changed']],
    [{ host: 'invoices.other.example' }, ['domain-changed']],
    [{ host: 'hetzner-billing.com' }, ['domain-look-alike']],
    [{ name: 'Неtzner Online GmbH' }, ['name-look-alike']],
    [{ bankAccounts: [], taxIds: [], host: null }, []],
  ])('tells %j', (facts, codes) => {
    expect(codesOf(facts)).toEqual(codes);
  });

  it('has old and new side by side', () => {
    const [alarm] = recognise({ ...asBefore, bankAccounts: ['LT12 1000 0111 0100 1000'] }).alarms;
    expect(alarm).toMatchObject({
      known: ['DE92 7601 0085 0031 2888 58'],
      told: 'LT12 1000 0111 0100 1000',
      refused: false,
    });
  });

  it('tells of an unknown company that looks like a known one', () => {
    const { seller: found, alarms } = recognise({ ...nobody, name: 'Hetzner Onlime GmbH', host: 'hetzmer.com' });
    expect(found).toBeNull();
    expect(alarms.map(({ code, likeness }) => [code, likeness])).toEqual([
      ['name-look-alike', 'misspelt'],
      ['domain-look-alike', 'misspelt'],
    ]);
  });

  it('says nothing of a first bank account: nothing was known before', () => {
    expect(recognise({ ...nobody, name: 'Pixelstream', bankAccounts: ['LT12 1000 0111 0100 1000'] }).alarms).toEqual(
      [],
    );
  });

  it('tells of each account that is not known, and recognises nobody by whose it is', () => {
    const told = ['LT12 1000 0111 0100 1000', 'LT60 1010 0123 4567 8901'];
    expect(recognise({ ...asBefore, bankAccounts: told }).alarms.map((alarm) => alarm.told)).toEqual(told);
    expect(recognise({ ...nobody, payee: 'Hetzner Online GmbH' }).seller).toBeNull();
    const factoring = createRecognise([seller('Pixelstream', { payee: 'Factoring Bank AG' })]);
    expect(factoring({ ...nobody, name: 'Pixelstream', payee: 'Factoring Bank' }).alarms).toEqual([]);
  });

  it('keeps what was decided: another company, and a refusal', () => {
    const decided = createRecognise([
      seller('Hetzner Online GmbH', { bankAccounts: ['DE92760100850031288858'] }, [
        ['name', 'hetzner onlime', 'other'],
        ['bank-account', 'LT121000011101001000', 'refused'],
      ]),
    ]);
    expect(decided({ ...nobody, name: 'Hetzner Onlime GmbH' }).alarms).toEqual([]);
    expect(
      decided({ ...nobody, name: 'Hetzner Online', bankAccounts: ['LT12 1000 0111 0100 1000'] }).alarms,
    ).toMatchObject([{ code: 'bank-account-changed', refused: true }]);
  });

  it('raises one for any other account of a seller whose account is known, and none for the same', () => {
    const account = fc.stringMatching(/^[A-Z]{2}\d{20}$/);
    fc.assert(
      fc.property(account, account, fc.boolean(), (known, told, spaced) => {
        const look = createRecognise([seller('Acme Hosting', { bankAccounts: [known] })]);
        const written = spaced ? told.replace(/(.{4})/g, '$1 ') : told;
        const { alarms } = look({ ...nobody, name: 'ACME HOSTING', bankAccounts: [written] });
        expect(alarms.length > 0).toBe(known !== told);
      }),
    );
  });
});
