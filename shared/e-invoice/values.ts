import { isImportable } from '../import/amount-limit.ts';
import { decimalsOf, type Money, money } from '../money.ts';
import type { Day } from '../time.ts';
import type { EInvoiceAdjustment, EInvoiceField, EInvoiceFinding, EInvoiceParty } from './model.ts';
import { all, textAt, textOf, type XmlNode } from './xml-node.ts';

/** Reads values of one document and keeps what was wrong with them. */
export interface Values {
  readonly findings: EInvoiceFinding[];
  /** Notes that something is wrong with a field. */
  find(code: EInvoiceFinding['code'], field: EInvoiceField, rule?: string | null): null;
  amount(text: string | null, field: EInvoiceField): Money | null;
  /** Rounded where it is more precise than the currency, which is noted. */
  lineAmount(text: string | null): Money | null;
  day(text: string | null, field: EInvoiceField): Day | null;
  /** An allowance or a charge, from what is written of it. */
  adjustment(
    isCharge: boolean,
    written: { readonly name: string | null; readonly amount: string | null },
  ): EInvoiceAdjustment;
}

export function createValues(currency: string | null): Values {
  const findings: EInvoiceFinding[] = [];
  const find = (code: EInvoiceFinding['code'], field: EInvoiceField, rule: string | null = null): null => {
    const isKnown = findings.some((each) => each.code === code && each.field === field && each.rule === rule);
    if (!isKnown) findings.push({ code, field, rule });
    return null;
  };

  function amount(text: string | null, field: EInvoiceField): Money | null {
    if (text === null || currency === null) return null;
    const minor = minorUnits(text, currency);
    return minor === null ? find('bad-amount', field) : money(minor, currency);
  }

  function lineAmount(text: string | null): Money | null {
    const rounded = text !== null && currency !== null ? roundedText(text, decimalsOf(currency)) : null;
    if (rounded !== null) find('too-precise', 'lines', 'BR-DEC-23');
    return amount(rounded ?? text, 'lines');
  }

  function adjustment(isCharge: boolean, written: { name: string | null; amount: string | null }): EInvoiceAdjustment {
    const kind = isCharge ? 'charge' : 'allowance';
    return { kind, name: written.name, amount: amount(written.amount, isCharge ? 'charges' : 'allowances') };
  }

  function day(text: string | null, field: EInvoiceField): Day | null {
    if (text === null) return null;
    return dayOfText(text) ?? find('bad-date', field);
  }

  return { findings, find, amount, lineAmount, day, adjustment };
}

/** `-12.50` of USD as -1250. Null for anything that is no decimal number, or more precise than the currency. */
function minorUnits(text: string, currency: string): number | null {
  const [, sign, whole = '', fraction = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return null;
  const decimals = decimalsOf(currency);
  if (/[1-9]/.test(fraction.slice(decimals))) return null;
  const minor = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return isImportable(minor) ? (sign === '-' ? -minor : minor) : null;
}

/** `12.3456` as `12.35` of two decimals, halves away from zero; null where nothing is left out. */
function roundedText(text: string, decimals: number): string | null {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d{1,15})\.(\d{1,20})$/.exec(text) ?? [];
  if (!/[1-9]/.test(fraction.slice(decimals))) return null;
  const kept = BigInt(whole + fraction.slice(0, decimals)) + (fraction.charAt(decimals) >= '5' ? 1n : 0n);
  const digits = String(kept).padStart(decimals + 1, '0');
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** `20261031` or `2026-10-31`, also with a time or zone behind it; null where there is no such day. */
function dayOfText(text: string): Day | null {
  const [, year, month, date] = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  return realDay(Number(year), Number(month), Number(date));
}

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** A day that the calendar has, in the years that invoices are of; else null. */
export function realDay(year: number, month: number, date: number): Day | null {
  if (year < 1970 || year > 2199 || month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year)}-${two(month)}-${two(date)}` as Day;
}

export const currencyCode = (text: string | null): string | null =>
  text !== null && /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : null;

/** A type code of UNTDID 1001: these correct or give back. */
export const isCreditNote = (code: string | null): boolean =>
  ['81', '83', '261', '296', '308', '381', '396', '420', '458', '532'].includes(code ?? '');

export const party = (
  node: XmlNode | undefined,
  paths: { name: string[]; address: string[]; taxIds: string[]; email: string[] },
): EInvoiceParty => ({
  name: textAt(node, ...paths.name),
  address: paths.address.flatMap((path) => textAt(node, path) ?? []),
  taxIds: paths.taxIds.flatMap((path) => all(node, path).flatMap((each) => textOf(each) ?? [])),
  email: textAt(node, ...paths.email),
});
