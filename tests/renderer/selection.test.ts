import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  everythingSelected,
  including,
  isEmpty,
  isSelected,
  nothingSelected,
  selectedCount,
  toggled,
} from '../../renderer/selection.ts';

describe('selection', () => {
  it('counts all rows, also those never loaded, less the exceptions', () => {
    const allButTwo = toggled(toggled(everythingSelected, 'a'), 'b');
    expect(selectedCount(allButTwo, 100_000)).toBe(99_998);
    expect(isSelected(allButTwo, 'a')).toBe(false);
    expect(isSelected(allButTwo, 'never loaded')).toBe(true);
  });

  it('includes a range on top of what was selected, and takes exceptions back', () => {
    expect(including(including(nothingSelected, ['a']), ['b', 'c']).keys).toEqual(new Set(['a', 'b', 'c']));
    expect(isSelected(including(toggled(everythingSelected, 'a'), ['a']), 'a')).toBe(true);
  });

  it('is empty only when no row can be in it', () => {
    expect(isEmpty(nothingSelected)).toBe(true);
    expect(isEmpty(everythingSelected)).toBe(false);
    expect(isEmpty(including(nothingSelected, ['a']))).toBe(false);
  });

  it('toggling twice changes nothing, once changes exactly one row', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.uniqueArray(fc.string()), fc.string(), fc.string(), (every, keys, key, other) => {
        const before = { every, keys: new Set(keys) };
        const once = toggled(before, key);
        expect(isSelected(once, key)).toBe(!isSelected(before, key));
        if (other !== key) expect(isSelected(once, other)).toBe(isSelected(before, other));
        expect(toggled(once, key)).toEqual(before);
      }),
    );
  });
});
