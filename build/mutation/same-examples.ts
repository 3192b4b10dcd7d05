import fc from 'fast-check';

// A mutant is noticed by the rule's tests each time or never, not by luck; that it was is enough, no smallest example is looked for.
fc.configureGlobal({ seed: 20261122, endOnFailure: true });
