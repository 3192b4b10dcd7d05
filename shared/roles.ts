/** An office rule, not a security boundary: administrators and finance receive alerts and may change things, viewers read. */
export const roles = ['administrator', 'finance', 'viewer'] as const;
export type Role = (typeof roles)[number];
