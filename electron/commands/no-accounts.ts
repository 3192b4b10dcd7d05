import type { Output } from './output.ts';

/** Nothing was done, and nobody should take that for all being well. */
export const sayThatThereAreNoAccounts = (output: Output): void => {
  output.say('There are no accounts yet: add one with `billfold accounts add`.');
};
