/** What a viewer may not do (`role-forbids`); `shared/messages` has the words. */
export const guardedActions = [
  'alerts',
  'billing-details',
  'subscription',
  'payment-method',
  'payment',
  'plan',
  'source',
  'support-address',
  'import',
  'annotations',
  'references',
] as const;
export type GuardedAction = (typeof guardedActions)[number];
