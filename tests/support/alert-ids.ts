import { type AlertEventId, alertEventIdSchema, type AlertId, alertIdSchema } from '#shared/alerts.ts';

/** Ids as a test names them, in place of UUIDs. */
export const alertId = (id: string): AlertId => alertIdSchema.parse(id);
export const alertEventId = (id: string): AlertEventId => alertEventIdSchema.parse(id);
