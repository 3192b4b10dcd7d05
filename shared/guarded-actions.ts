/** What a viewer may not do (`role-forbids`); `shared/messages` has the words. */
export const guardedActions = [
  'account',
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
  'findings',
  'handover',
  'channels',
  'sellers',
] as const;
export type GuardedAction = (typeof guardedActions)[number];
