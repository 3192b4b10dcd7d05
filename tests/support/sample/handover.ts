import type { Booking } from '#shared/handover/booking.ts';
import type { HandoverBatch, HandoverPlan } from '#shared/handover/plan.ts';
import type { KeptProfile } from '#shared/handover/profile.ts';
import { money } from '#shared/money.ts';
import { aDatevProfile } from '../handover/bookable-invoices.ts';

export const sampleProfile = (changes: Partial<KeptProfile> = {}): KeptProfile => ({
  ...aDatevProfile(),
  id: 'profile_1',
  ...changes,
});

export const sampleBooking = (changes: Partial<Booking> = {}): Booking => ({
  key: 'acc1:in_1',
  accountName: 'Acme',
  seller: 'Acme',
  number: 'A-1',
  day: '2026-11-05',
  dueDay: null,
  gross: money(11900, 'EUR'),
  tax: money(1900, 'EUR'),
  base: null,
  expenseAccount: '4964',
  creditor: '70001',
  taxKind: 'standard',
  taxRate: '19',
  taxKey: '9',
  costCentre: null,
  poNumber: null,
  text: 'Acme Pro plan',
  guid: null,
  reversal: false,
  ...changes,
});

export const samplePlan = (changes: Partial<HandoverPlan> = {}): HandoverPlan => ({
  token: 'token_1',
  counts: { new: 1, changed: 0, reversed: 0, notReady: 0, nothingToBook: 0 },
  bookings: [sampleBooking()],
  bookingCount: 1,
  sums: { totals: [money(11900, 'EUR')], tooLarge: [] },
  notReady: [],
  notes: [],
  ...changes,
});

export const sampleBatch = (changes: Partial<HandoverBatch> = {}): HandoverBatch => ({
  id: 'batch_1',
  profileId: 'profile_1',
  profileName: 'DATEV',
  number: 3,
  state: 'written',
  writtenAt: '2026-11-20T12:00:00.000Z',
  undoneAt: null,
  actor: 'anna',
  folder: '/books/2026-11-20 DATEV',
  files: ['EXTF_Buchungsstapel_2026-11.csv'],
  invoices: 12,
  undoable: true,
  ...changes,
});
