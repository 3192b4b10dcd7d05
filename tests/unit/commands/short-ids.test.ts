import { expect, test } from 'vitest';
import { shortIds } from '../../../electron/commands/short-ids.ts';

const one = '019aab86-0400-7000-8000-0123456789ab';
const short = (...ids: string[]) => ids.map(shortIds(ids));

test('an id is shown as far as it differs from the others, all of them alike', () => {
  expect(short(one)).toEqual(['019aab86']);
  expect(short(one, '019aab87-0400-7000-8000-0123456789ab')).toEqual(['019aab86', '019aab87']);
  expect(short(one, '019aab86-0401-7000-8000-0123456789ab')).toEqual(['019aab86-0400', '019aab86-0401']);
  expect(short(one, '019aab86-0400-7000-8001-0123456789ab').map(({ length }) => length)).toEqual([23, 23]);
  const other = '019aab86-0400-7000-8000-0123456789ac';
  expect(short(one, other)).toEqual([one, other]);
  expect(short()).toEqual([]);
});
