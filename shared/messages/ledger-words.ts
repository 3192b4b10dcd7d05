import type { Language } from './index.ts';
import { ledgerDe } from './ledger-de.ts';
import { ledgerEn, type LedgerWords } from './ledger-en.ts';

/** What the tables of an export are called. */
export const ledgerWords: Readonly<Record<Language, LedgerWords>> = { en: ledgerEn, de: ledgerDe };
