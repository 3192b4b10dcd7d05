import { type Money, money } from './money.ts';

/** How far above the usual bill a first alert is proposed: beyond the ups and downs of most months. */
export const shareAbove = 0.2;

/** A first alert for a usual bill: a fifth above it, rounded up to two digits that somebody would say; null beside nothing. */
export function firstAlertFor(usual: Money): Money | null {
  if (usual.amount <= 0) return null;
  const wanted = Math.ceil(usual.amount * (1 + shareAbove));
  const step = 10 ** Math.max(0, String(wanted).length - 2);
  return money(Math.ceil(wanted / step) * step, usual.currency);
}
