import type { invoices as english } from '../en/invoices.ts';
import type { Words } from '../words.ts';

export const invoices: Words<typeof english> = {
  title: 'Rechnungen',
};
