/** What comes after the first screen. */
export * from './channels.ts';
export * from './desktop.ts';
export * from './details.ts';
export * from './diagnostics.ts';
export * from './documents.ts';
export * from './exports.ts';
export * from './handover.ts';
export * from './imports.ts';
export * from './jobs.ts';
export * from './mailboxes.ts';
export * from './money.ts';
export * from './network.ts';
export * from './search.ts';
export * from './sellers.ts';
export * from './tables.ts';
export * from './verification.ts';
