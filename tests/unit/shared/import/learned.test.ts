import { describe, expect, it } from 'vitest';
import { type LearnedField, type LearnedValues, learnedPlace, readLearned } from '#shared/import/page/learned.ts';
import { money } from '#shared/money.ts';
import { rowsOfLines } from '../../../support/reading/rows-of-lines.ts';

const nothing: LearnedValues = { number: null, issuedOn: null, dueOn: null, total: null };
const learn = (lines: string[], field: LearnedField, values: Partial<LearnedValues>) =>
  learnedPlace(rowsOfLines(lines), field, { ...nothing, ...values });
const total = (amount: number) => money(amount, 'EUR');

describe('a corrected value is found on the next page', () => {
  it.each([
    ['behind its label', ['Vorgang: A-17'], ['Vorgang: B-18'], 'Vorgang'],
    ['beside it', ['Vorgang   A-17'], ['Vorgang   B-18'], 'Vorgang'],
    ['under it', ['Kunde     Vorgang', '4711      A-17'], ['Kunde     Vorgang', '4712      B-18'], 'Vorgang'],
    ['at its place, where none says what it is', ['', '          A-17'], ['', '          B-18'], null],
  ])('%s', (_, page, next, label) => {
    const place = learn(page, 'number', { number: 'A-17' });
    expect(place?.label).toBe(label);
    expect(readLearned(rowsOfLines(next), place ? [place] : [], null).number).toBe('B-18');
  });

  it('with days in the order that was meant, and sums in the page’s currency', () => {
    const page = ['Erstellt  03/04/2026', 'Zu begleichen  1.021,91'];
    const day = learn(page, 'issuedOn', { issuedOn: '2026-03-04' });
    const sum = learn(page, 'total', { total: total(102191) });
    expect([day?.order, sum?.label]).toEqual(['month', 'Zu begleichen']);
    const next = rowsOfLines(['Erstellt  05/06/2026', 'Zu begleichen  20,00']);
    expect(
      readLearned(
        next,
        [day, sum].flatMap((each) => each ?? []),
        'EUR',
      ),
    ).toMatchObject({
      ...{ issuedOn: '2026-05-06', total: total(2000) },
    });
  });

  it('by its place where the label stands several times with other values', () => {
    const place = learn(['Summe  10,00', '', '', 'Summe  30,00'], 'total', { total: total(3000) });
    const next = rowsOfLines(['Summe  11,00', '', '', 'Summe  31,00']);
    expect(readLearned(next, place ? [place] : [], 'EUR').total).toEqual(total(3100));
  });
});

it('nothing is learned of what the page does not say, and nothing read where it is no longer there', () => {
  expect(learn(['Vorgang: A-17'], 'number', { number: 'Z-99' })).toBeNull();
  const place = learn(['Vorgang: A-17'], 'number', { number: 'A-17' });
  expect(readLearned(rowsOfLines(['Rechnung']), place ? [place] : [], null).number).toBeUndefined();
});
