/** What the window says at first: Overview and what is around it. */
export { causes, metrics, reasons, unit } from '#shared/messages/figures-en.ts';
export * from './account.ts';
export * from './alerts.ts';
export * from './backup.ts';
export * from './common.ts';
export * from './connect.ts';
export * from './fields.ts';
export * from './invoices.ts';
export * from './overview.ts';
export * from './settings.ts';
export * from './shell.ts';
export * from './subscription.ts';
export * from './updates.ts';
export * from './usage.ts';
