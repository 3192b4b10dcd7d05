import { describe, expect, it } from 'vitest';
import { gridCommandOf, rowAfter } from '../../../renderer/components/data-table/grid-keyboard.ts';

const key = (name: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
  gridCommandOf({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('keys in a grid', () => {
  it.each([
    ['ArrowDown', { kind: 'move', to: 'next', extend: false }],
    ['j', { kind: 'move', to: 'next', extend: false }],
    ['ArrowUp', { kind: 'move', to: 'previous', extend: false }],
    ['k', { kind: 'move', to: 'previous', extend: false }],
    ['PageDown', { kind: 'move', to: 'page-down', extend: false }],
    ['End', { kind: 'move', to: 'last', extend: false }],
    [' ', { kind: 'toggle' }],
    ['Enter', { kind: 'open' }],
    ['Escape', { kind: 'close' }],
  ])('%s', (name, command) => {
    expect(key(name)).toEqual(command);
  });

  it('extends with Shift, with the letters too', () => {
    expect(key('ArrowDown', { shiftKey: true })).toEqual({ kind: 'move', to: 'next', extend: true });
    expect(key('J', { shiftKey: true })).toEqual({ kind: 'move', to: 'next', extend: true });
    expect(key(' ', { shiftKey: true })).toEqual({ kind: 'extend-here' });
  });

  it('selects all with Ctrl or Cmd and leaves other combinations to others', () => {
    expect(key('a', { ctrlKey: true })).toEqual({ kind: 'select-all' });
    expect(key('a', { metaKey: true })).toEqual({ kind: 'select-all' });
    expect(key('f', { ctrlKey: true })).toBeNull();
    expect(key('k', { ctrlKey: true })).toBeNull();
    expect(key('ArrowDown', { altKey: true })).toBeNull();
    expect(key('x')).toBeNull();
  });

  it('stays within the list', () => {
    const list = { count: 100_000, pageRows: 20 };
    expect(rowAfter(0, 'previous', list)).toBe(0);
    expect(rowAfter(99_999, 'next', list)).toBe(99_999);
    expect(rowAfter(99_990, 'page-down', list)).toBe(99_999);
    expect(rowAfter(50, 'page-up', list)).toBe(31);
    expect(rowAfter(7, 'last', list)).toBe(99_999);
    expect(rowAfter(0, 'next', { count: 0, pageRows: 20 })).toBe(0);
  });
});
