/* Vendors' billing data as domain types: one folder a vendor behind the port of billing-source.ts. */
export { createSourceOpener } from './open-source.ts';
export { createStripeSource } from './stripe/stripe-source.ts';
