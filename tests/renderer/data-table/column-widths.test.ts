import { beforeEach, describe, expect, it } from 'vitest';
import { rememberedWidths, rememberWidths } from '../../../renderer/components/data-table/column-widths.ts';

describe('remembered column widths', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('come back for the table that they belong to', () => {
    rememberWidths(localStorage, 'invoices', { number: 220 });
    expect(rememberedWidths(localStorage, 'invoices')).toEqual({ number: 220 });
    expect(rememberedWidths(localStorage, 'checks')).toEqual({});
  });

  it.each(['{', '[]', '{"number":"wide"}', '{"number":-5}', 'null'])('are none when %s is remembered', (text) => {
    localStorage.setItem('billfold.columns.invoices', text);
    expect(rememberedWidths(localStorage, 'invoices')).toEqual({});
  });

  it('leave nothing behind when all are back to their defaults', () => {
    rememberWidths(localStorage, 'invoices', { number: 220 });
    rememberWidths(localStorage, 'invoices', {});
    expect(localStorage).toHaveLength(0);
  });
});
