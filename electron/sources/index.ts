/* Vendors' billing data as domain types: one folder a vendor behind the ports of billing-source.ts and usage-source.ts. */
export { createImagekitSource } from './imagekit/imagekit-source.ts';
export { createSourceOpener, createUsageOpener } from './open-source.ts';
export { findStripeCustomers } from './stripe/find-customers.ts';
export { readKept } from './stripe/kept-answer.ts';
export { createStripeSource } from './stripe/stripe-source.ts';
