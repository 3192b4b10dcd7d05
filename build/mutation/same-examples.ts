import fc from 'fast-check';

// A mutant is noticed by the rule's tests each time or never, not by luck.
fc.configureGlobal({ seed: 20261122 });
